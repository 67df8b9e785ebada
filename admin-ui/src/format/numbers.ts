import { readersLocale } from './locale';

export function formatCount(count: number, locale = readersLocale()): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** A rate of 0 to 1 in per cent, with one decimal. */
export function formatRate(rate: number, locale = readersLocale()): string {
  return new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    rate,
  );
}

export interface Change {
  direction: 'up' | 'down' | 'same' | 'new';
  /** For the eye: +12%, −3.4%, New, 0%. */
  short: string;
  /** For a screen reader: "up 12% from 104 in the period before". */
  words: string;
}

/** The change from one figure to another; from nothing there is no percentage, only "New". */
export function changeOf(current: number, previous: number, previousText: string, locale = readersLocale()): Change {
  const from = `from ${previousText} in the period before`;
  if (current === previous) return { direction: 'same', short: '0%', words: `unchanged ${from}` };
  if (previous === 0) return { direction: 'new', short: 'New', words: `up ${from}` };
  const share = (current - previous) / Math.abs(previous);
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
  }).format(Math.abs(share));
  return share > 0
    ? { direction: 'up', short: `+${percent}`, words: `up ${percent} ${from}` }
    : { direction: 'down', short: `−${percent}`, words: `down ${percent} ${from}` };
}
