import { customers } from './people.mjs';

const hour = 3_600_000;
const open = () => new Date(Date.now() + 5 * hour).toISOString();
const closed = '2026-11-19T10:00:00Z';

/** @param {{ id: string }} customer @param {number} unread @param {string} windowEndsAt @param {string} latest */
const line = (customer, unread, windowEndsAt, latest) => ({
  customer,
  unread,
  latestAt: '2026-11-20T12:00:00Z',
  latest,
  latestBy: 'customer',
  open: Date.parse(windowEndsAt) > Date.now(),
  windowEndsAt,
});

export function replies() {
  const [first, second] = customers;
  return {
    conversations: [
      ...(first ? [line(first, 2, open(), 'Is the bowl dishwasher safe?')] : []),
      ...(second ? [line(second, 0, closed, 'Thank you')] : []),
    ],
    next: null,
  };
}

/** @param {string} id */
export function conversation(id) {
  const found = replies().conversations.find(({ customer }) => customer.id === id);
  const customer = customers.find((one) => one.id === id) ?? { id };
  return {
    ...(found ?? { customer, unread: 0, open: false, windowEndsAt: null }),
    said: found
      ? [
          { id: 'w2', at: '2026-11-20T12:00:00Z', by: 'customer', kind: 'text', text: found.latest },
          { id: 'w1', at: '2026-11-20T11:59:00Z', by: 'customer', kind: 'image' },
          {
            id: 'answer-1',
            at: '2026-11-19T09:00:00Z',
            by: 'shop',
            kind: 'text',
            text: 'It left the shop today.',
            author: 'ann@shop.example',
            state: 'read',
          },
        ]
      : [],
    next: null,
  };
}

/** @param {string} id @param {unknown} body */
export function answer(id, body) {
  const { id: name, text } = /** @type {{ id: string, text: string }} */ (body);
  return conversation(id).open
    ? {
        status: 200,
        body: {
          id: name,
          at: new Date().toISOString(),
          by: 'shop',
          kind: 'text',
          text,
          author: 'ann@shop.example',
          state: 'queued',
        },
      }
    : {
        status: 409,
        body: {
          type: 'about:blank',
          title: 'Not possible now',
          status: 409,
          detail: `WhatsApp lets a shop answer for 24 hours after the customer's last message. That time ended at ${closed}; after it, nothing but an approved template can be sent`,
        },
      };
}
