import { readersLocale } from './locale';

/** A period of whole days, both inclusive, as ISO dates. */
export interface Days {
  from: string;
  to: string;
}

const dayMillis = 86_400_000;

const epoch = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** The date that it is at an instant in a time zone. */
export function dateIn(timeZone: string, instant: string): string {
  // en-CA writes dates as ISO does.
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

export function plusDays(date: string, days: number): string {
  return new Date(epoch(date) + days * dayMillis).toISOString().slice(0, 10);
}

/** The last so many days, today included. */
export function lastDays(count: number, today: string): Days {
  return { from: plusDays(today, 1 - count), to: today };
}

export function countDays({ from, to }: Days): number {
  return Math.round((epoch(to) - epoch(from)) / dayMillis) + 1;
}

/** A date without its year: 14 Nov. */
export function formatDay(date: string, locale = readersLocale()): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(epoch(date));
}

/** A date with weekday and year: Fri, 14 Nov 2026. */
export function formatLongDay(date: string, locale = readersLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(epoch(date));
}

/** A period in words: 14 – 20 Nov 2026. */
export function formatDays({ from, to }: Days, locale = readersLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatRange(epoch(from), epoch(to));
}

/** What is wrong with a period that a person typed, or undefined. */
export function problemOf(days: Days, today: string): string | undefined {
  if (Number.isNaN(epoch(days.from)) || Number.isNaN(epoch(days.to))) return 'Give both days.';
  if (days.from > days.to) return 'The first day must not be after the last.';
  if (days.to > today) return 'The last day must not be in the future.';
  if (countDays(days) > 366) return 'A period has at most 366 days.';
  return undefined;
}
