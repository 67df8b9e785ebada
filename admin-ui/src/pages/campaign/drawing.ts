import type { CampaignDetail, Flow, FlowBranch, FlowNode, TemplateSummary, Trigger } from '../../api/types';
import { channelName } from '../../components/words';
import { durationInWords } from '../../format/duration';

/** A box of the drawing. */
export type Box =
  | { kind: 'trigger'; id: string; summary: string }
  | { kind: 'message'; id: string; name: string; channel: string; template: string; subject: string | undefined }
  | { kind: 'end'; id: string; name: string };

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

const statusWords: Record<string, string> = {
  unknown: 'opened only by a machine',
  read: 'read',
  replied: 'replied',
  failed: 'failed',
  bounced: 'bounced',
  complained: 'marked as spam',
};

function or(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** Branches that lead to the same node become one way: "opened or clicked within 1 day". */
export function waysOf(node: FlowNode): Way[] {
  const branches = node.branches ?? [];
  const groups = new Map<string, FlowBranch[]>();
  for (const branch of branches) groups.set(branch.to, [...(groups.get(branch.to) ?? []), branch]);
  const ways = [...groups].map(([to, group]): Way => {
    const parts = new Map<string, string[]>();
    for (const { on, within } of group) {
      const when = on === 'otherwise' || within === undefined ? '' : ` within ${durationInWords(within)}`;
      parts.set(when, [...(parts.get(when) ?? []), statusWords[on] ?? on]);
    }
    return {
      id: `${node.id}>${to}`,
      from: node.id,
      to,
      label: [...parts].map(([when, words]) => `${or(words)}${when}`).join(', or '),
    };
  });
  if (node.next !== undefined) ways.push({ id: `${node.id}>${node.next}`, from: node.id, to: node.next, label: '' });
  return ways;
}

function boxOf(node: FlowNode, templates: readonly TemplateSummary[]): Box {
  switch (node.type) {
    case 'message': {
      const template = templates.find((candidate) => candidate.key === node.template);
      return {
        kind: 'message',
        id: node.id,
        name: node.name ?? node.id,
        channel: node.channel ?? template?.channel ?? 'message',
        template: template?.name ?? node.template ?? '',
        subject: template?.subject,
      };
    }
    case 'end':
      return { kind: 'end', id: node.id, name: node.name ?? 'End' };
  }
}

/** The trigger's delay, where its summary has not said it already. */
const delayWords = (trigger: Trigger) => {
  const words = durationInWords(trigger.delay);
  if (trigger.summary.includes(words)) return '';
  return words === 'at once' ? words : `after ${words}`;
};

/** The flow as boxes and ways, the trigger on top. */
export function drawingOf(campaign: Pick<CampaignDetail, 'trigger' | 'flow' | 'templates'>): Drawing {
  const { trigger, flow, templates } = campaign;
  return {
    boxes: [
      { kind: 'trigger', id: triggerId, summary: trigger.summary },
      ...flow.nodes.map((node) => boxOf(node, templates)),
    ],
    ways: [
      { id: `${triggerId}>${flow.start}`, from: triggerId, to: flow.start, label: delayWords(trigger) },
      ...flow.nodes.flatMap(waysOf),
    ],
  };
}

/** The flow as sentences, for those who do not see the drawing. In the order of the file. */
export function sentencesOf(flow: Flow, templates: readonly TemplateSummary[]): string[] {
  const name = (id: string) => flow.nodes.find((node) => node.id === id)?.name ?? 'End';
  return flow.nodes.flatMap((node) => {
    const box = boxOf(node, templates);
    if (box.kind !== 'message') return [];
    const subject = box.subject === undefined ? '' : `, “${box.subject}”`;
    const ways = waysOf(node).map((way) =>
      way.label === '' ? `then ${name(way.to)}` : `${way.label}: ${name(way.to)}`,
    );
    return [`${box.name}: ${channelName(box.channel)} from template ${box.template}${subject}; ${ways.join('; ')}.`];
  });
}
