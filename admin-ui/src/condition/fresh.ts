import type { JsonObject } from './json';
import type { Topic } from './reading';

/** A row on this topic with nothing in it yet. */
export function freshRow(topic: Topic): JsonObject {
  switch (topic) {
    case 'attribute':
      return { attribute: '', is: '' };
    case 'property':
      return { property: '', is: '' };
    case 'event':
      return { event: '' };
    case 'cart':
      return { cart: 'filled' };
    case 'message':
      return { message: '', status: 'clicked', within: 'P30D' };
    case 'audience':
      return { audience: '' };
    case 'list':
      return { list: '' };
    case 'consent':
      return { consent: 'email', is: 'granted' };
    case 'weekday':
      return { weekday: [] };
    case 'time':
      return { time: { from: '09:00', to: '18:00' } };
    case 'products':
      return { anyProduct: { property: '', is: '' } };
  }
}

/** Rows have no names of their own in JSON; these keep them apart while they are edited. */
const keys = new WeakMap<JsonObject, string>();
let last = 0;

export function keyOf(row: JsonObject): string {
  const known = keys.get(row);
  if (known !== undefined) return known;
  last += 1;
  const key = `row-${last}`;
  keys.set(row, key);
  return key;
}

/** `after` is the row that `before` was. */
export function sameRow(before: JsonObject, after: JsonObject): JsonObject {
  if (!keys.has(after)) keys.set(after, keyOf(before));
  return after;
}

/** Rows that somebody has just asked for: the first field of such a one takes the focus. */
const asked = new WeakSet<JsonObject>();

export function askedFor(row: JsonObject): JsonObject {
  asked.add(row);
  return row;
}

export function takesFocus(row: JsonObject): boolean {
  return asked.delete(row);
}
