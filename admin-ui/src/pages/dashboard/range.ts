import { type Days, problemOf } from '../../format/days';

/** The last so many days, today included; or days of one's own. */
export type Range = { days: number } | Days;

export const choices: readonly number[] = [7, 15, 30, 90];

const usual: Range = { days: 30 };

/** No day is in the future to an address: whether it is, the picker and the server say. */
const anyDay = '9999-12-31';

/** What the address asks for, so that a period can be shared and outlives a reload; what makes no sense is the usual one. */
export function rangeOf(query: URLSearchParams): Range {
  const [from, to] = [query.get('from'), query.get('to')];
  if (from !== null && to !== null && problemOf({ from, to }, anyDay) === undefined) return { from, to };
  const days = Number(query.get('days'));
  return choices.includes(days) ? { days } : usual;
}

export function wordsOf(range: Range): Record<string, string> {
  return 'days' in range ? { days: String(range.days) } : { from: range.from, to: range.to };
}
