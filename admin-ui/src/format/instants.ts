import { readersLocale } from './locale';

/** The zone that the reader's clock is in, as in "Europe/Berlin". */
export function readersZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A zone with its offset at an instant: Europe/Berlin (GMT+1). */
export function zoneInWords(timeZone: string, instant: string, locale = readersLocale()): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    new Date(instant),
  );
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  return `${timeZone.replaceAll('_', ' ')} (${offset})`;
}

/** Day and time in the reader's zone; the day has 24 hours everywhere on the page. */
export function formatInstant(instant: string, locale = readersLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** The time alone, to the second: what happened within one minute keeps its order in sight. */
export function formatClock(instant: string, locale = readersLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** The instant in UTC to the millisecond, for titles. */
export function exactInstant(instant: string): string {
  const parsed = new Date(instant);
  return Number.isNaN(parsed.getTime()) ? instant : parsed.toISOString();
}

/** A sentence of the server's whose instants are said in the reader's zone. */
export function withInstantsInWords(sentence: string, locale = readersLocale()): string {
  return sentence.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (instant) => formatInstant(instant, locale));
}
