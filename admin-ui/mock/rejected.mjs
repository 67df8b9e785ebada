/** Events that could not be read, newest first. @returns {import('../src/api/types').RejectedEvent[]} */
export function rejected() {
  return [
    {
      id: 'rej-3',
      at: '2026-11-20T09:00:00Z',
      door: 'server',
      reason: 'userId, anonymousId: both are missing; send one of them',
      event: { type: 'track', event: 'Product Added', messageId: 'm-7', properties: { product_id: 'mug' } },
    },
    { id: 'rej-2', at: '2026-11-19T08:30:00Z', door: 'browser', reason: 'Not JSON', event: 'type=track' },
    {
      id: 'rej-1',
      at: '2026-11-18T07:15:00Z',
      door: 'bus',
      reason: 'event: the name of a track event is missing; send it as "event"',
      event: { type: 'track', messageId: 'm-5', userId: 'u-17' },
      replayedAt: '2026-11-18T10:00:00Z',
    },
  ];
}
