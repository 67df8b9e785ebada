import type { CampaignDetail, Flow, FlowNode, TemplateSummary } from '../api/types';
import { channelName } from '../components/words';
import { durationInWords } from '../format/duration';
import {
  exitsOf,
  exitsOfCall,
  isWaitFor,
  type Exit,
  type MessageNode,
  type TimedWaitNode,
  type WaitForNode,
} from './model';

/** A box of the drawing. */
export type Box =
  | { kind: 'trigger'; id: string; summary: string }
  | {
      kind: 'message';
      id: string;
      name: string;
      channel: string;
      /** Channels that are tried after it. */
      others: readonly string[];
      template: string;
      subject: string | undefined;
    }
  | { kind: 'step'; id: string; name: string; type: StepType; line: string }
  | { kind: 'end'; id: string; name: string };

/** The steps that send nothing. */
export type StepType = Exclude<FlowNode['type'], 'message' | 'end'>;

/** What a step that sends nothing is called. */
export const stepName: Record<StepType, string> = {
  wait: 'Wait',
  branch: 'Branch',
  split: 'Split',
  change: 'Change',
  webhook: 'Webhook',
  exit: 'Exit',
};

/** A way from one box to another; `label` is empty where it is taken in any case. */
export interface Way {
  id: string;
  from: string;
  to: string;
  label: string;
}

export interface Drawing {
  boxes: Box[];
  ways: Way[];
}

/** No node of a flow has this id: ids do not contain a colon. */
export const triggerId = ':trigger';

const wayWords: Record<string, string> = {
  sent: 'sent',
  unsubscribed: 'unsubscribed',
  skipped: 'not sent',
  failed: 'failed',
  otherwise: 'otherwise',
};

function or(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** What a node's ways out that lead to the same node have for a label: "opened or clicked within 1 day". */
function labelOf(node: MessageNode, keys: readonly string[]): string {
  const reactions = keys.filter((key) => !(key in wayWords) || key === 'unsubscribed');
  const unknown = reactions.includes('opened') && node.waitsFor?.unknownOpen !== 'as_not_opened';
  const words = [...reactions, ...(unknown ? ['opened by a mail scanner or privacy proxy'] : [])];
  const within = node.waitsFor && words.length > 0 ? ` within ${durationInWords(node.waitsFor.within)}` : '';
  const rest = keys.filter((key) => !reactions.includes(key));
  // Whoever reads "otherwise" takes it for all that is not named elsewhere.
  const said = rest.includes('otherwise') ? ['otherwise'] : rest.map((key) => wayWords[key] ?? key);
  return [...(words.length > 0 ? [`${or(words)}${within}`] : []), ...(said.length > 0 ? [or(said)] : [])].join(', or ');
}

/** The keys of the ways to each node. */
function grouped(exits: readonly Exit[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { key, to } of exits) groups.set(to, [...(groups.get(to) ?? []), key]);
  return groups;
}

/** Ways out that lead to the same node become one. */
export function waysOf(node: FlowNode): Way[] {
  const way = (to: string, label = ''): Way => ({ id: `${node.id}>${to}`, from: node.id, to, label });
  switch (node.type) {
    case 'message': {
      const groups = grouped(exitsOf(node));
      return [...groups].map(([to, keys]) => way(to, groups.size === 1 ? '' : labelOf(node, keys)));
    }
    case 'wait': {
      if (!isWaitFor(node)) return [way(node.next)];
      const exits = [
        { key: waitedFor(node), to: node.next },
        { key: 'the time is over', to: node.otherwise },
      ];
      return [...grouped(exits)].map(([to, words]) => way(to, or(words)));
    }
    case 'change':
      return [way(node.next)];
    case 'webhook': {
      const groups = grouped(exitsOfCall(node));
      return [...groups].map(([to, keys]) => way(to, groups.size === 1 ? '' : or(keys)));
    }
    case 'exit':
      return [];
    case 'branch': {
      const cases = node.cases.map(({ name, next }) => ({ key: name, to: next }));
      return [...grouped([...cases, { key: 'otherwise', to: node.otherwise }])].map(([to, names]) =>
        way(to, or(names)),
      );
    }
    case 'split': {
      const sum = node.arms.reduce((total, { weight }) => total + weight, 0);
      const arms = node.arms.map(({ name, weight, next }) => ({
        key: `${name}, ${Math.round((weight / sum) * 100)} %`,
        to: next,
      }));
      return [...grouped(arms)].map(([to, names]) => way(to, or(names)));
    }
    case 'end':
      return [];
  }
}

/** "3 days", or "until 09:00 on Monday or Friday". */
function waitWords({ for: time, until }: TimedWaitNode): string {
  if (until === undefined) return durationInWords(time ?? '');
  if ('date' in until) return `until ${until.date.slice(11, 16)} on ${until.date.slice(0, 10)}`;
  const days = (until.weekdays ?? []).map((day) => day.charAt(0).toUpperCase() + day.slice(1));
  return `until ${until.time}${days.length > 0 ? ` on ${or(days)}` : ''}`;
}

/** "Order Completed", or "it is so". */
function waitedFor({ until }: WaitForNode): string {
  return 'event' in until ? until.event || 'it happens' : 'it is so';
}

function waitForWords(node: WaitForNode): string {
  const what = 'event' in node.until ? `until ${node.until.event}` : 'until a condition is so';
  return `${what}, for ${durationInWords(node.atMost)} at most`;
}

/** Whose system is called. */
function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
}

function changeWords(node: Extract<FlowNode, { type: 'change' }>): string {
  if (node.set !== undefined) return `${node.set.attribute} becomes ${String(node.set.to)}`;
  if (node.addToList !== undefined) return `on the list ${node.addToList}`;
  if (node.removeFromList !== undefined) return `off the list ${node.removeFromList}`;
  if (node.suppress !== undefined) {
    return node.suppress === 'all' ? 'no more marketing' : `no more marketing by ${channelName(node.suppress)}`;
  }
  return `starts the campaign ${node.startCampaign ?? ''}`;
}

function boxOf(node: FlowNode, templates: readonly TemplateSummary[]): Box {
  switch (node.type) {
    case 'message': {
      const template = templates.find((candidate) => candidate.key === node.template);
      return {
        kind: 'message',
        id: node.id,
        name: node.name,
        channel: node.channel,
        others: (node.fallbacks ?? []).map(({ channel }) => channel),
        template: template?.name ?? node.template,
        subject: template?.subject,
      };
    }
    case 'wait':
      return {
        kind: 'step',
        id: node.id,
        name: node.name,
        type: 'wait',
        line: isWaitFor(node) ? waitForWords(node) : waitWords(node),
      };
    case 'branch':
      return { kind: 'step', id: node.id, name: node.name, type: 'branch', line: `of ${node.cases.length + 1} ways` };
    case 'split':
      return { kind: 'step', id: node.id, name: node.name, type: 'split', line: `by chance, ${node.arms.length} arms` };
    case 'change':
      return { kind: 'step', id: node.id, name: node.name, type: 'change', line: changeWords(node) };
    case 'webhook':
      return {
        ...{ kind: 'step', id: node.id, name: node.name, type: 'webhook' },
        line: node.url === '' ? 'calls nothing yet' : `${node.method} ${hostOf(node.url)}`,
      };
    case 'exit':
      return { kind: 'step', id: node.id, name: node.name, type: 'exit', line: node.reason };
    case 'end':
      return { kind: 'end', id: node.id, name: node.name };
  }
}

/** The trigger's delay, where its words have not said it already. */
const delayWords = (startsWhen: string, delay = 'PT0S') => {
  const words = durationInWords(delay);
  if (startsWhen.includes(words)) return '';
  return words === 'at once' ? words : `after ${words}`;
};

/** The flow that can be edited as boxes and ways, the trigger on top. */
export function drawingOf(detail: Pick<CampaignDetail, 'startsWhen' | 'campaign' | 'templates'>): Drawing {
  const { startsWhen, templates } = detail;
  const { trigger, flow } = detail.campaign;
  return {
    boxes: [
      { kind: 'trigger', id: triggerId, summary: startsWhen },
      ...flow.nodes.map((node) => boxOf(node, templates)),
    ],
    ways: [
      {
        id: `${triggerId}>${flow.start}`,
        from: triggerId,
        to: flow.start,
        label: delayWords(startsWhen, trigger.delay),
      },
      ...flow.nodes.flatMap(waysOf),
    ],
  };
}

/** The flow as sentences, for those who do not see the drawing. In the order of the file. */
export function sentencesOf(flow: Flow, templates: readonly TemplateSummary[]): string[] {
  const name = (id: string) => flow.nodes.find((node) => node.id === id)?.name ?? 'End';
  return flow.nodes.flatMap((node) => {
    const box = boxOf(node, templates);
    if (box.kind === 'trigger' || box.kind === 'end') return [];
    const ways = waysOf(node).map((way) =>
      way.label === '' ? `then ${name(way.to)}` : `${way.label}: ${name(way.to)}`,
    );
    if (box.kind === 'step' && ways.length === 0) return [`${box.name}: ${stepName[box.type]}, ${box.line}.`];
    if (box.kind === 'step') return [`${box.name}: ${stepName[box.type]} ${box.line}; ${ways.join('; ')}.`];
    const subject = box.subject === undefined ? '' : `, “${box.subject}”`;
    const others = box.others.map((channel) => `, else by ${channelName(channel)}`).join('');
    return [
      `${box.name}: ${channelName(box.channel)}${others} from template ${box.template}${subject}; ${ways.join('; ')}.`,
    ];
  });
}
