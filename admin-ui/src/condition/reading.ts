import { isObject, type Json, type JsonObject } from './json';
import { readPeriod } from './period';

/** What can be asked about where a condition stands; `run`: about a customer, and about the event that started something for them. */
export type About = 'customer' | 'event' | 'product' | 'run';

export const testNames = [
  'is',
  'isNot',
  'oneOf',
  'contains',
  'startsWith',
  'atLeast',
  'atMost',
  'before',
  'after',
  'inLast',
  'exists',
] as const;

export type TestName = (typeof testNames)[number];

export const quantifiers = ['anyProduct', 'allProducts', 'noProduct'] as const;
export type Quantifier = (typeof quantifiers)[number];

/** What a row asks about. */
export type Topic =
  | 'attribute'
  | 'event'
  | 'cart'
  | 'message'
  | 'audience'
  | 'list'
  | 'consent'
  | 'weekday'
  | 'time'
  | 'property'
  | 'products';

/** What the builder can draw of a condition; `other` is what it cannot: that is shown as it is written, and kept. */
export type Drawn =
  | { kind: 'empty' }
  | { kind: 'group'; match: 'all' | 'any'; of: readonly JsonObject[] }
  | { kind: 'not'; of: JsonObject }
  | { kind: 'row'; topic: Topic }
  | { kind: 'other' };

const ofCustomer = ['attribute', 'event', 'cart', 'message', 'audience', 'list', 'consent', 'weekday', 'time'] as const;

const topics: Record<About, readonly Topic[]> = {
  customer: ofCustomer,
  run: [...ofCustomer, 'property', 'products'],
  event: ['property', 'products'],
  product: ['property'],
};

export function topicsOf(about: About): readonly Topic[] {
  return topics[about];
}

const other: Drawn = { kind: 'other' };

const isText = (value: Json | undefined): value is string => typeof value === 'string';
const isScalar = (value: Json | undefined) => isText(value) || typeof value === 'number' || typeof value === 'boolean';
const onlyHas = (object: JsonObject, names: readonly string[]) =>
  Object.keys(object).every((name) => names.includes(name));
const isCount = (value: Json | undefined) => value === undefined || Number.isInteger(value);
const isPeriod = (value: Json | undefined) => value === undefined || (isText(value) && readPeriod(value) !== undefined);

/** An amount of money with nothing else in it. */
export function isMoney(value: Json | undefined): value is { amount: string | number; currency: string } {
  return (
    isObject(value) &&
    onlyHas(value, ['amount', 'currency']) &&
    (isText(value.amount) || typeof value.amount === 'number') &&
    isText(value.currency)
  );
}

function isTest(name: TestName, value: Json | undefined): boolean {
  switch (name) {
    case 'is':
    case 'isNot':
    case 'contains':
    case 'startsWith':
      return isScalar(value);
    case 'oneOf':
      return Array.isArray(value) && value.every(isScalar);
    case 'atLeast':
    case 'atMost':
      return typeof value === 'number' || isText(value) || isMoney(value);
    case 'before':
    case 'after':
      return isText(value);
    case 'inLast':
      return isText(value) && isPeriod(value);
    case 'exists':
      return typeof value === 'boolean';
  }
}

/** The tests of a row on a value, in the order in which they are written. */
export function testsOf(json: JsonObject): TestName[] {
  return Object.keys(json).filter((name): name is TestName => (testNames as readonly string[]).includes(name));
}

function isValueRow(json: JsonObject, subject: 'attribute' | 'property'): boolean {
  const tests = testsOf(json);
  return (
    isText(json[subject]) &&
    tests.length > 0 &&
    Object.keys(json).length === tests.length + 1 &&
    tests.every((name) => isTest(name, json[name]))
  );
}

function isEventRow(json: JsonObject): boolean {
  const { count, where } = json;
  return (
    isText(json.event) &&
    onlyHas(json, ['event', 'count', 'within', 'where']) &&
    isPeriod(json.within) &&
    (where === undefined || isObject(where)) &&
    (count === undefined || (isObject(count) && isCountOf(count)))
  );
}

function isCountOf(count: JsonObject): boolean {
  return (
    Object.keys(count).length > 0 &&
    onlyHas(count, 'is' in count ? ['is'] : ['atLeast', 'atMost']) &&
    Object.values(count).every(isCount)
  );
}

function isCartRow(json: JsonObject): boolean {
  if (json.cart === 'value') return onlyHas(json, ['cart', 'atLeast']) && isMoney(json.atLeast);
  if (json.cart === 'abandoned') return onlyHas(json, ['cart', 'within']) && isPeriod(json.within);
  return json.cart === 'filled' && onlyHas(json, ['cart']);
}

const clock = /^\d\d:\d\d$/;

/** Whether the row's fields show all of it. */
function isWhole(json: JsonObject, topic: Topic): boolean {
  switch (topic) {
    case 'attribute':
    case 'property':
      return isValueRow(json, topic);
    case 'event':
      return isEventRow(json);
    case 'cart':
      return isCartRow(json);
    case 'message':
      return (
        onlyHas(json, ['message', 'status', 'within']) &&
        isText(json.message) &&
        isText(json.status) &&
        isPeriod(json.within)
      );
    case 'audience':
    case 'list':
      return onlyHas(json, [topic]) && isText(json[topic]);
    case 'consent':
      return onlyHas(json, ['consent', 'is']) && isText(json.consent) && isText(json.is);
    case 'weekday':
      return onlyHas(json, ['weekday']) && Array.isArray(json.weekday) && json.weekday.every(isDay);
    case 'time': {
      const { time } = json;
      return (
        onlyHas(json, ['time']) &&
        isObject(time) &&
        onlyHas(time, ['from', 'to']) &&
        isText(time.from) &&
        isText(time.to) &&
        [time.from, time.to].every((at) => at === '' || clock.test(at))
      );
    }
    case 'products':
      return Object.keys(json).length === 1 && isObject(json[quantifierOf(json)]);
  }
}

export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const isDay = (value: Json) => isText(value) && (days as readonly string[]).includes(value);

export function quantifierOf(json: JsonObject): Quantifier {
  return quantifiers.find((name) => name in json) ?? 'anyProduct';
}

/** How a condition is drawn where it stands. */
export function read(json: JsonObject, about: About): Drawn {
  const names = Object.keys(json);
  const [name] = names;
  if (name === undefined) return { kind: 'empty' };
  if (names.length === 1) {
    const inner = json[name];
    if ((name === 'all' || name === 'any') && Array.isArray(inner)) {
      const of = inner as readonly Json[];
      return of.every(isObject) ? { kind: 'group', match: name, of } : other;
    }
    if (name === 'not') return isObject(inner) ? { kind: 'not', of: inner } : other;
  }
  const topic = topicsOf(about).find((one) =>
    one === 'products' ? quantifiers.some((quantifier) => quantifier in json) : one in json,
  );
  return topic !== undefined && isWhole(json, topic) ? { kind: 'row', topic } : other;
}

/** The conditions inside one, with their paths, as the server names them in its problems. */
export function inner(
  json: JsonObject,
  path: string,
  about: About,
): { json: JsonObject; path: string; about: About }[] {
  const drawn = read(json, about);
  switch (drawn.kind) {
    case 'group':
      return drawn.of.map((one, i) => ({ json: one, path: `${path}.${drawn.match}[${i}]`, about }));
    case 'not':
      return [{ json: drawn.of, path: `${path}.not`, about }];
    case 'row': {
      if (drawn.topic === 'event' && isObject(json.where)) {
        return [{ json: json.where, path: `${path}.where`, about: 'event' }];
      }
      const many = quantifierOf(json);
      const of = json[many];
      return drawn.topic === 'products' && isObject(of)
        ? [{ json: of, path: `${path}.${many}`, about: 'product' }]
        : [];
    }
    case 'empty':
    case 'other':
      return [];
  }
}
