import type { FlowNode } from '../api/types';

export type MessageNode = Extract<FlowNode, { type: 'message' }>;

/** A wait until something happens or is so, for a limited time. */
export type WaitForNode = Extract<FlowNode, { type: 'wait'; atMost: string }>;

/** A wait for some time, or until a time or a date. */
export type TimedWaitNode = Exclude<Extract<FlowNode, { type: 'wait' }>, WaitForNode>;

export type WebhookNode = Extract<FlowNode, { type: 'webhook' }>;

export function isWaitFor(node: TimedWaitNode | WaitForNode): node is WaitForNode {
  return 'atMost' in node;
}

/** A named way out of a node, and the node that it leads to. */
export interface Exit {
  key: string;
  to: string;
}

/** Both ways out of a call of another system. */
export function exitsOfCall(node: WebhookNode): Exit[] {
  return (['succeeded', 'failed'] as const).flatMap((key) => {
    const to = node.ways?.[key] ?? node.next;
    return to === undefined ? [] : [{ key, to }];
  });
}

/** What can become of the sending, in the order in which people think of it. */
const sendingKeys = (node: MessageNode): readonly string[] => [
  node.waitsFor ? 'otherwise' : 'sent',
  'skipped',
  'failed',
];

/** Every way out of a message: the statuses that it waits for, and then what can become of the sending; `next` stands for those not named. */
export function exitsOf(node: MessageNode): Exit[] {
  const ways: Record<string, string | undefined> = node.ways ?? {};
  const sending = sendingKeys(node);
  const reactions = Object.entries(ways).flatMap(([key, to]) =>
    to === undefined || sending.includes(key) ? [] : [{ key, to }],
  );
  return [
    ...reactions,
    ...sending.flatMap((key) => {
      const to = ways[key] ?? node.next;
      return to === undefined ? [] : [{ key, to }];
    }),
  ];
}
