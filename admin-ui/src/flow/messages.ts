import { exitsOf, type MessageNode } from './model';
import { omit } from './omit';

/** What a customer can do about a message of a channel, as a marketer says it. */
const reactions: Record<string, readonly string[]> = {
  email: ['delivered', 'opened', 'clicked', 'unsubscribed'],
  whatsapp: ['delivered', 'read', 'clicked', 'replied', 'unsubscribed'],
  sms: ['delivered', 'clicked', 'replied', 'unsubscribed'],
  push: ['delivered', 'clicked'],
};

const otherReactions = ['delivered', 'opened', 'read', 'clicked', 'replied', 'unsubscribed'];

/** The channels that a message can go out on. */
export const channels = ['email', 'sms', 'whatsapp', 'push'] as const;

export function reactionsOf(channel: string): readonly string[] {
  return reactions[channel] ?? otherReactions;
}

export const reactionWords: Record<string, string> = {
  delivered: 'It was delivered',
  opened: 'It was opened',
  read: 'It was read',
  clicked: 'A link was clicked',
  replied: 'The customer replied',
  unsubscribed: 'The customer unsubscribed',
};

export const namedReactions = (node: MessageNode): string[] =>
  Object.keys(node.ways ?? {}).filter((key) => otherReactions.includes(key));

/** A message without these named ways; nothing named is nothing written. */
function withoutWays(node: MessageNode, keys: readonly string[]): MessageNode {
  const { ways, ...rest } = node;
  const left = Object.entries(ways ?? {}).filter(([key]) => !keys.includes(key));
  return left.length === 0 ? rest : { ...node, ways: Object.fromEntries(left) };
}

export function withWay(node: MessageNode, key: string, to: string | undefined): MessageNode {
  return to === undefined ? withoutWays(node, [key]) : { ...node, ways: { ...node.ways, [key]: to } };
}

/** Where a message leads that nothing else is said of. */
export function mainTarget(node: MessageNode): string {
  const main = node.waitsFor ? node.ways?.otherwise : node.ways?.sent;
  return main ?? node.next ?? exitsOf(node).at(0)?.to ?? '';
}

/** Where it leads in general: the way of that name where it has one, else `next`. */
export function withMainTarget(node: MessageNode, to: string): MessageNode {
  const key = node.waitsFor ? 'otherwise' : 'sent';
  return node.ways?.[key] === undefined ? { ...node, next: to } : withWay(node, key, to);
}

/** It waits for what becomes of it, or does not; the ways that it cannot have then are gone, the others stay. */
export function waiting(node: MessageNode, waits: boolean): MessageNode {
  const main = mainTarget(node);
  if (waits) {
    const { ways, ...rest } = withoutWays(node, ['sent']);
    const first = node.channel === 'whatsapp' ? 'replied' : 'clicked';
    return { ...rest, waitsFor: { within: 'P1D' }, ways: { [first]: main, ...ways }, next: node.next ?? main };
  }
  return { ...omit(withoutWays(node, [...otherReactions, 'otherwise']), 'waitsFor'), next: main };
}

const twins: Record<string, string> = { opened: 'read', read: 'opened' };

/** On another channel: reactions that it does not have become those that it has, or are gone. */
export function onChannel(node: MessageNode, channel: string): MessageNode {
  const possible = reactionsOf(channel);
  const ways = Object.entries(node.ways ?? {}).flatMap(([key, to]) => {
    if (!otherReactions.includes(key) || possible.includes(key)) return [[key, to]] as const;
    const twin = twins[key];
    return twin !== undefined && possible.includes(twin) ? ([[twin, to]] as const) : [];
  });
  const moved: MessageNode = {
    ...omit(node, 'ways'),
    channel,
    ...(ways.length > 0 && { ways: Object.fromEntries(ways) }),
  };
  return moved.waitsFor && namedReactions(moved).length === 0 ? waiting(moved, true) : moved;
}
