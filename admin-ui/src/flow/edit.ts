import type { Flow, FlowNode } from '../api/types';
import { keyOfName } from '../format/key';
import { triggerId, waysOf } from './drawing';
import { isWaitFor } from './model';

/** What can be put into a flow. A holdout is a split one of whose arms leads to an end. */
export const insertKinds = [
  'message',
  'wait',
  'waitFor',
  'branch',
  'split',
  'holdout',
  'change',
  'webhook',
  'start',
  'exit',
  'end',
] as const;
export type InsertKind = (typeof insertKinds)[number];

/** Where a step goes: on a way between two steps, on one of several ways that lead to the same step, or before a step. */
export type Spot = { from: string; to: string } | { from: string; at: string } | { before: string };

/** Every place in the flow that names the step that follows, and which one it is to name: `at` is `next`, `ways.opened`, `cases.0`, … */
export function mapLeads(flow: Flow, change: (from: string, at: string, to: string) => string): Flow {
  return {
    ...flow,
    start: change(triggerId, 'start', flow.start),
    nodes: flow.nodes.map((node) => mapNode(node, (at, to) => change(node.id, at, to))),
  };
}

function mapNode(node: FlowNode, change: (at: string, to: string) => string): FlowNode {
  switch (node.type) {
    case 'message':
    case 'webhook':
      return {
        ...node,
        ...(node.ways && {
          ways: Object.fromEntries(
            Object.entries(node.ways as Record<string, string>).map(([key, to]) => [key, change(`ways.${key}`, to)]),
          ),
        }),
        ...(node.next !== undefined && { next: change('next', node.next) }),
      };
    case 'wait':
      return isWaitFor(node)
        ? { ...node, next: change('next', node.next), otherwise: change('otherwise', node.otherwise) }
        : { ...node, next: change('next', node.next) };
    case 'change':
      return { ...node, next: change('next', node.next) };
    case 'branch':
      return {
        ...node,
        cases: node.cases.map((one, i) => ({ ...one, next: change(`cases.${i}`, one.next) })),
        otherwise: change('otherwise', node.otherwise),
      };
    case 'split':
      return { ...node, arms: node.arms.map((one, i) => ({ ...one, next: change(`arms.${i}`, one.next) })) };
    case 'exit':
    case 'end':
      return node;
  }
}

/** The steps that a step leads to, each once. */
export function targetsOf(flow: Flow, from: string): string[] {
  if (from === triggerId) return [flow.start];
  const node = nodeOf(flow, from);
  return node ? [...new Set(waysOf(node).map((way) => way.to))] : [];
}

export function nodeOf(flow: Flow, id: string): FlowNode | undefined {
  return flow.nodes.find((node) => node.id === id);
}

/** The steps that lead to a step; the trigger may be one of them. */
export function sourcesOf(flow: Flow, to: string): string[] {
  return [triggerId, ...flow.nodes.map((node) => node.id)].filter((from) => targetsOf(flow, from).includes(to));
}

/** Where somebody who is at a step can still come to, that step included. */
export function reachedFrom(flow: Flow, from: string): Set<string> {
  const reached = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...targetsOf(flow, id));
  }
  return reached;
}

/** The steps that nobody comes to. */
export function unreached(flow: Flow): string[] {
  const reached = reachedFrom(flow, triggerId);
  return flow.nodes.map((node) => node.id).filter((id) => !reached.has(id));
}

/** What may follow a step: a flow goes forward only. */
export function mayFollow(flow: Flow, from: string): FlowNode[] {
  return flow.nodes.filter((node) => from === triggerId || !reachedFrom(flow, node.id).has(from));
}

/** Every way from one step to another leads elsewhere. */
export function reconnect(flow: Flow, from: string, to: string, next: string): Flow {
  return mapLeads(flow, (source, _, target) => (source === from && target === to ? next : target));
}

const longestId = 40;

/** An id that no other step has. */
export function freshId(flow: Flow, name: string): string {
  const wanted = keyOfName(name, 'step')
    .slice(0, longestId - 4)
    .replace(/-+$/, '');
  const taken = new Set(flow.nodes.map((node) => node.id));
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const id = `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

const firstNames: Record<InsertKind, string> = {
  message: 'Email',
  wait: 'Wait',
  waitFor: 'Until it happens',
  branch: 'Branch',
  split: 'Random split',
  holdout: 'Holdout',
  change: 'Change',
  webhook: 'Webhook',
  start: 'Start a campaign',
  exit: 'Exit',
  end: 'End',
};

/** A name that no other step has. */
function freshName(flow: Flow, kind: InsertKind): string {
  const wanted = firstNames[kind];
  const taken = new Set(flow.nodes.map((node) => node.name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}

function fresh(kind: InsertKind, id: string, name: string, next: string, end: string): FlowNode {
  switch (kind) {
    case 'message':
      return { id, type: 'message', name, channel: 'email', template: '', next };
    case 'wait':
      return { id, type: 'wait', name, for: 'P1D', next };
    case 'waitFor':
      return { id, type: 'wait', name, until: { event: '' }, atMost: 'P3D', next, otherwise: next };
    case 'branch':
      return { id, type: 'branch', name, cases: [{ name: 'Yes', if: { all: [] }, next }], otherwise: next };
    case 'split':
      return {
        ...{ id, type: 'split', name },
        arms: [
          { name: 'A', weight: 50, next },
          { name: 'B', weight: 50, next },
        ],
      };
    case 'holdout':
      return {
        ...{ id, type: 'split', name },
        arms: [
          { name: 'Hears nothing', weight: 10, next: end },
          { name: 'Goes on', weight: 90, next },
        ],
      };
    case 'change':
      return { id, type: 'change', name, set: { attribute: '', to: '' }, next };
    case 'start':
      return { id, type: 'change', name, startCampaign: '', next };
    case 'webhook':
      return { id, type: 'webhook', name, method: 'POST', url: '', next };
    case 'exit':
      return { id, type: 'exit', name, reason: '' };
    case 'end':
      return { id, type: 'end', name };
  }
}

/** Puts a new step in; `id` is what it is called then. What came after it comes after it still, but an end is followed by nothing. */
export function insert(flow: Flow, spot: Spot, kind: InsertKind): { flow: Flow; id: string } {
  const name = freshName(flow, kind);
  const id = freshId(flow, name);
  let follower = '';
  const led = mapLeads(flow, (from, at, to) => {
    const meant =
      'before' in spot ? to === spot.before : from === spot.from && ('at' in spot ? at === spot.at : to === spot.to);
    if (meant) follower = to;
    return meant ? id : to;
  });
  const after = 'before' in spot ? flow.nodes.findIndex((node) => node.id === spot.before) - 1 : -2;
  const place = 'from' in spot ? flow.nodes.findIndex((node) => node.id === spot.from) : after;
  const end = flow.nodes.findLast((node) => node.type === 'end')?.id;
  const ownEnd = kind === 'holdout' && end === undefined ? `${id}-end` : undefined;
  const node = fresh(kind, id, name, follower, end ?? ownEnd ?? follower);
  const nodes = led.nodes.toSpliced(place + 1, 0, node);
  if (ownEnd !== undefined) nodes.push({ id: ownEnd, type: 'end', name: 'End' });
  return { flow: { ...led, nodes }, id };
}

export interface Removal {
  /** Where the ways that led to it can lead then; the first is meant where there is only one. */
  choices: FlowNode[];
  /** Whether it is clear where they lead. */
  clear: boolean;
}

/** What becomes of the ways to a step that is removed. */
export function removalOf(flow: Flow, id: string): Removal {
  const targets = targetsOf(flow, id);
  const sources = sourcesOf(flow, id);
  if (targets.length > 0) {
    const choices = flow.nodes.filter((node) => targets.includes(node.id));
    return { choices, clear: choices.length === 1 };
  }
  const choices = flow.nodes.filter(
    (node) => node.id !== id && sources.every((from) => from === triggerId || !reachedFrom(flow, node.id).has(from)),
  );
  return { choices, clear: sources.length === 0 };
}

/** Without a step: what led to it leads to `to`. What nobody comes to any more goes with it, where `prune` says so. */
export function remove(flow: Flow, id: string, to: string | undefined, prune: boolean): Flow {
  const led = mapLeads(flow, (_, __, target) => (target === id && to !== undefined ? to : target));
  const lost = new Set(unreached(flow));
  const left = { ...led, nodes: led.nodes.filter((node) => node.id !== id) };
  return prune
    ? withoutSteps(
        left,
        unreached(left).filter((one) => !lost.has(one)),
      )
    : left;
}

/** Without steps that nobody comes to. */
export function withoutSteps(flow: Flow, ids: readonly string[]): Flow {
  return { ...flow, nodes: flow.nodes.filter((node) => !ids.includes(node.id)) };
}

/** What only the step that is removed leads to, if its ways are joined in this one. */
export function lostBy(flow: Flow, id: string, to: string | undefined): FlowNode[] {
  const kept = new Set(remove(flow, id, to, true).nodes.map((node) => node.id));
  return flow.nodes.filter((node) => node.id !== id && !kept.has(node.id));
}

/** The same flow with a step changed. */
export function withNode(flow: Flow, node: FlowNode): Flow {
  return { ...flow, nodes: flow.nodes.map((one) => (one.id === node.id ? node : one)) };
}
