import type { FlowNode } from '../api/types';

export type MessageNode = Extract<FlowNode, { type: 'message' }>;

/** A named way out of a node, and the node that it leads to. */
export interface Exit {
  key: string;
  to: string;
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
