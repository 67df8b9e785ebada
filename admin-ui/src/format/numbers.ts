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
  /** For the eye: +12%, −3.4%, +1.5 points, New, 0%. */
  short: string;
  /** For a screen reader: "up 12% from 104 in the period before". */
  words: string;
}

/** What is more than ten times as much is not said in per cent: from next to nothing, the number says nothing. */
const most = 9.99;

/** The change from one rate to another, in percentage points: a per cent of a per cent is misread. */
export function changeOfRate(
  current: number,
  previous: number,
  previousText: string,
  locale = readersLocale(),
): Change {
  const from = `from ${previousText} in the period before`;
  const points = Math.round((current - previous) * 1000) / 10;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.abs(points));
  const unit = Math.abs(points) === 1 ? 'point' : 'points';
  if (points === 0) return { direction: 'same', short: '0 points', words: `unchanged ${from}` };
  return points > 0
    ? { direction: 'up', short: `+${number} ${unit}`, words: `up ${number} percentage ${unit} ${from}` }
    : { direction: 'down', short: `−${number} ${unit}`, words: `down ${number} percentage ${unit} ${from}` };
}

/** The change from one figure to another; from nothing there is no percentage, only "New". */
export function changeOf(current: number, previous: number, previousText: string, locale = readersLocale()): Change {
  const from = `from ${previousText} in the period before`;
  if (current === previous) return { direction: 'same', short: '0%', words: `unchanged ${from}` };
  if (previous === 0) return { direction: 'new', short: 'New', words: `up ${from}` };
  const share = (current - previous) / Math.abs(previous);
  if (share > most) {
    const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(most);
    return { direction: 'up', short: `>+${percent}`, words: `up more than ${percent} ${from}` };
  }
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
  }).format(Math.abs(share));
  return share > 0
    ? { direction: 'up', short: `+${percent}`, words: `up ${percent} ${from}` }
    : { direction: 'down', short: `−${percent}`, words: `down ${percent} ${from}` };
}
