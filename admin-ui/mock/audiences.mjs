/**
 * Audiences and lists of the demo shop, as far as the page can tell: the mock asks nobody, it knows the answers.
 * @typedef {import('../src/api/types').Audience} Audience
 * @typedef {import('../src/api/types').StaticList} StaticList
 * @typedef {import('../src/api/types').FieldError} FieldError
 */
import { customers } from './people.mjs';

/** @returns {Audience[]} */
export const audiences = () => [
  {
    key: 'german-buyers',
    name: 'German buyers',
    condition: { all: [{ attribute: 'country', is: 'DE' }, { event: 'Order Completed' }] },
    words: 'the customer\'s country is "DE" and Order Completed happened',
    count: 3,
    state: 'ready',
    changedAt: '2026-11-12T09:30:00Z',
    etag: 'a1',
  },
  {
    key: 'quiet-for-60-days',
    name: 'Quiet for 60 days',
    condition: { event: '*', count: { is: 0 }, within: 'P60D' },
    words: 'anything did not happen within the last 60 days',
    count: 1240,
    state: 'filling',
    looked: 5200,
    changedAt: '2026-11-20T11:58:00Z',
    etag: 'a2',
  },
];

/** @returns {import('../src/api/types').Destination[]} */
export const destinations = () => [
  {
    name: 'meta',
    type: 'meta',
    audienceId: '4242',
    accessToken: { secret: 'meta' },
    state: 'ready',
    told: 2,
    waiting: 1,
    lastError: 'it answered with the status 503',
    failedAt: '2026-11-20T11:58:00Z',
  },
];

/** @returns {StaticList[]} */
export const lists = () => [{ key: 'newsletter', name: 'Newsletter', count: 2, etag: 'l1' }];

/** Whoever is in an audience: the first so many customers. @param {number} count */
export const members = (count) => customers.slice(0, count);

/** What a server would say of a condition, roughly. @param {unknown} condition @param {string} path @returns {FieldError[]} */
export function faults(condition, path) {
  const wrong = (/** @type {string} */ message, field = path) => [{ field, message }];
  if (typeof condition !== 'object' || condition === null) return wrong('must be a condition');
  const json = /** @type {Record<string, unknown>} */ (condition);
  for (const name of ['all', 'any']) {
    const of = json[name];
    if (Array.isArray(of)) return of.flatMap((one, i) => faults(one, `${path}.${name}[${String(i)}]`));
  }
  if ('not' in json) return faults(json.not, `${path}.not`);
  if (typeof json.within === 'string' && !/^P(\d+D)?(T(\d+H)?(\d+M)?)?$/.test(json.within)) {
    return wrong(`"${json.within}" is no duration; write 30 minutes as "PT30M", a day as "P1D"`, `${path}.within`);
  }
  if (typeof json.within === 'string' && Number(/^P(\d+)D$/.exec(json.within)?.[1] ?? '1') > 730) {
    return wrong('must be at most 730 days', `${path}.within`);
  }
  if ('where' in json) return faults(json.where, `${path}.where`);
  return Object.keys(json).length === 0 ? wrong('must be a condition such as {"cart":"filled"}') : [];
}

/** Names that customers' events have had. */
export const catalogue = [
  {
    name: 'Order Completed',
    count: 1204,
    lastSeen: '2026-11-20T12:00:00Z',
    properties: [
      { name: 'total', type: 'number', sample: 129.9 },
      { name: 'coupon', type: 'string', sample: 'WELCOME10' },
    ],
  },
  { name: 'Product Added', count: 9120, lastSeen: '2026-11-20T12:41:00Z', properties: [] },
];
