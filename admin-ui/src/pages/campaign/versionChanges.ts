import type { CampaignFile, FlowNode } from '../../api/types';
import { triggerWords } from '../../flow/triggerWords';
import { durationInWords, isDuration } from '../../format/duration';

/** One thing that is not the same in two versions. `before` and `after` are undefined where there is nothing. */
export interface Change {
  group: 'Settings' | 'Trigger' | 'Steps' | 'Templates';
  what: string;
  before: string | undefined;
  after: string | undefined;
}

type Values = Record<string, unknown>;

/** unknownOpen is "unknown open". */
function wordsOf(field: string): string {
  return field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function valueWords(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return isDuration(value) ? durationInWords(value) : value;
  return JSON.stringify(value);
}

/** Leaves by their path: what stands in objects and lists is compared by itself. */
function leaves(value: unknown, path: string[] = []): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path.map(wordsOf).join(', '), value]]);
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [
      ...leaves(inner, Array.isArray(value) ? [...path, String(Number(name) + 1)] : [...path, name]),
    ]),
  );
}

function differences(group: Change['group'], of: string, before: unknown, after: unknown): Change[] {
  const [was, is] = [leaves(before), leaves(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const change = {
      group,
      what: [of, path].filter((one) => one !== '').join(': '),
      before: valueWords(was.get(path)),
      after: valueWords(is.get(path)),
    };
    return change.before === change.after ? [] : [change];
  });
}

/** What was added, taken away or changed among things that are known by a name of their own. */
function amongNamed<T extends object>(
  group: Change['group'],
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
  nameOf: (one: T) => string,
): Change[] {
  const [was, is] = [new Map(before.map((one) => [keyOf(one), one])), new Map(after.map((one) => [keyOf(one), one]))];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    if (old && now) return differences(group, nameOf(now), old, now);
    const name = old ? nameOf(old) : now ? nameOf(now) : key;
    return [{ group, what: name, before: old && 'was there', after: now && 'is there' }];
  });
}

function stepName(node: FlowNode): string {
  return `Step “${'name' in node && node.name ? node.name : node.id}”`;
}

/** What is another in one version than in another, as a person reads it. */
export function versionChanges(before: CampaignFile, after: CampaignFile): Change[] {
  const settings = ({ name, description, kind, attributionWindow }: CampaignFile): Values => ({
    name,
    description,
    kind,
    attributionWindow,
  });
  const [was, is] = [triggerWords(before.trigger), triggerWords(after.trigger)];
  const details = differences('Trigger', '', before.trigger, after.trigger);
  return [
    ...differences('Settings', '', settings(before), settings(after)),
    ...(was === is ? details : [{ group: 'Trigger' as const, what: 'it starts', before: was, after: is }, ...details]),
    ...(before.flow.start === after.flow.start
      ? []
      : [{ group: 'Steps' as const, what: 'first step', before: before.flow.start, after: after.flow.start }]),
    ...amongNamed('Steps', before.flow.nodes, after.flow.nodes, ({ id }) => id, stepName),
    ...amongNamed(
      'Templates',
      before.templates ?? [],
      after.templates ?? [],
      ({ key }) => key ?? '',
      ({ key }) => `Template “${key ?? ''}”`,
    ),
  ];
}
