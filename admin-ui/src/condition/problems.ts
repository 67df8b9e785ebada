import type { FieldError } from '../api/types';
import { durationInWords } from '../format/duration';
import { isObject, type JsonObject } from './json';
import { type About, inner, isMoney, read, testsOf } from './reading';

/** The path of the whole condition in what is sent. */
export const root = 'condition';

interface Place {
  json: JsonObject;
  path: string;
  about: About;
}

function places(place: Place): Place[] {
  return [place, ...inner(place.json, place.path, place.about).flatMap(places)];
}

/** Problems by the path of the row that each is about: the deepest that is drawn. Those of something else stand under the empty path. */
export function problemsByRow(
  condition: JsonObject,
  about: About,
  errors: readonly FieldError[],
): ReadonlyMap<string, readonly FieldError[]> {
  const paths = places({ json: condition, path: root, about })
    .map(({ path }) => path)
    .sort((a, b) => b.length - a.length);
  const byRow = new Map<string, FieldError[]>();
  for (const error of errors) {
    const path = paths.find(
      (one) => error.field === one || (/^[.[]/.test(error.field.slice(one.length)) && error.field.startsWith(one)),
    );
    byRow.set(path ?? '', [...(byRow.get(path ?? '') ?? []), error]);
  }
  return byRow;
}

/** As the server writes a period in its sentences. */
const period = /"?\b(P\d+D(?:T\d+[\dHMS]*)?|PT\d+[\dHMS]*)"?/g;

/** A problem as it is said at its row, which shows where it is. */
export function problemWords({ field, message }: FieldError, path: string): string {
  const rest = field.startsWith(path) ? field.slice(path.length).replace(/^\./, '') : field;
  const words = (rest === '' ? message : `${rest} ${message}`).replace(period, (_, text: string) =>
    durationInWords(text),
  );
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`.replace(/\.\.$/, '.');
}

/** What has not been filled in yet, before a server is asked. */
export function gaps(condition: JsonObject, about: About): FieldError[] {
  return places({ json: condition, path: root, about }).flatMap(({ json, path, about: here }) =>
    gapsOf(json, here).map((message) => ({ field: path, message })),
  );
}

function gapsOf(json: JsonObject, about: About): string[] {
  const drawn = read(json, about);
  if (drawn.kind === 'empty') return ['Choose what this condition is about'];
  if (drawn.kind !== 'row') return [];
  const blank = (name: string, message: string) => (json[name] === '' ? [message] : []);
  switch (drawn.topic) {
    case 'attribute':
      return [...blank('attribute', 'Say which attribute'), ...blankTests(json)];
    case 'property':
      return [...blank('property', 'Say which property'), ...blankTests(json)];
    case 'event':
      return blank('event', 'Say which event');
    case 'cart':
      return isMoney(json.atLeast) && String(json.atLeast.amount).trim() === '' ? ['Say how much'] : [];
    case 'message':
      return blank('message', 'Choose a campaign');
    case 'audience':
      return blank('audience', 'Choose an audience');
    case 'list':
      return blank('list', 'Choose a list');
    case 'consent':
      return [];
    case 'weekday':
      return Array.isArray(json.weekday) && json.weekday.length === 0 ? ['Choose at least one day'] : [];
    case 'time': {
      const { time } = json;
      return isObject(time) && (time.from === '' || time.to === '') ? ['Say from when to when'] : [];
    }
    case 'products':
      return [];
  }
}

function blankTests(json: JsonObject): string[] {
  const blank = testsOf(json).some((name) => {
    const value = json[name];
    return (
      value === '' ||
      (Array.isArray(value) && value.length === 0) ||
      (isMoney(value) && String(value.amount).trim() === '')
    );
  });
  return blank ? ['Say what the value has to be'] : [];
}
