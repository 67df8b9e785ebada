/**
 * The demo shop's customers and what happened to them.
 * @typedef {import('../src/api/types').Customer} Customer
 * @typedef {import('../src/api/types').CustomerDetail} CustomerDetail
 * @typedef {import('../src/api/types').TimelineEntry} TimelineEntry
 */

const names = [
  ['Ada Lindqvist', 'ada.lindqvist@example.com', '+4915112345601', '2026-11-20T12:41:00Z'],
  ['Jonas Weber', 'jonas.weber@example.com', '+4915112345602', '2026-11-20T11:58:10Z'],
  ['Marie Keller', 'marie.keller@example.ch', '+41791234503', '2026-11-20T09:22:45Z'],
  ['Emre Yıldız', 'emre@example.com', '+4915112345604', '2026-11-19T20:15:00Z'],
  ['Sofia Rossi', 'sofia.rossi@example.it', '+393312345605', '2026-11-19T17:03:31Z'],
  ['Liam O’Connor', 'liam@example.ie', '+353871234506', '2026-11-18T08:12:09Z'],
];

/** @type {Customer[]} */
export const customers = [
  ...names.map(([name, email, phone, lastActiveAt], i) => ({
    id: `cus_${String(7000 + i * 137)}`,
    userId: `u-${String(101 + i)}`,
    ...(name ? { name } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(lastActiveAt ? { lastActiveAt } : {}),
  })),
  { id: 'cus_9914', lastActiveAt: '2026-11-17T22:40:00Z' },
];

/** @param {string} id @returns {CustomerDetail | undefined} */
export function customer(id) {
  const found = customers.find((entry) => entry.id === id);
  if (!found) return undefined;
  const rich = found.id === 'cus_7000';
  return {
    id: found.id,
    ...(found.userId ? { userId: found.userId } : {}),
    devices: [],
    anonymousIds: rich ? ['a-4f81c2', 'a-90be11'] : ['a-77'],
    ...(found.email ? { email: found.email } : {}),
    ...(found.phone ? { phone: found.phone } : {}),
    ...(found.name ? { name: found.name } : {}),
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    traits: rich ? { plan: 'gold', firstName: 'Ada', newsletter: true, visits: 14 } : {},
    consent: rich
      ? {
          email: { state: 'subscribed', policy: 'implied', at: '2026-08-21T08:02:00Z', source: 'Signed Up' },
          whatsapp: { state: 'subscribed', policy: 'implied', at: '2026-09-02T10:10:00Z', source: 'identify' },
          sms: {
            state: 'unsubscribed',
            policy: 'explicit',
            at: '2026-10-11T07:30:00Z',
            source: 'STOP',
            suppressed: {
              why: 'stopped',
              at: '2026-10-11T07:30:00Z',
              reason: {
                code: 'address-stopped',
                sentence:
                  "Whoever has this number answered STOP or switched off the shop's marketing on 2026-10-11T07:30:00Z.",
                params: { at: '2026-10-11T07:30:00Z' },
              },
            },
          },
        }
      : { email: { state: 'unknown', policy: 'implied' } },
    ...(rich
      ? {
          cart: {
            lines: [
              {
                productId: 'lamp-02',
                name: 'Table lamp “Fjord”',
                quantity: 1,
                price: { amount: '89.00', currency: 'EUR' },
                imageUrl: 'https://nordlicht.example/lamp-02.jpg',
                url: 'https://nordlicht.example/p/lamp-02',
              },
              {
                productId: 'throw-11',
                name: 'Wool throw, moss',
                quantity: 2,
                price: { amount: '59.50', currency: 'EUR' },
                imageUrl: 'https://nordlicht.example/throw-11.jpg',
                url: 'https://nordlicht.example/p/throw-11',
              },
            ],
            total: { amount: '208.00', currency: 'EUR' },
          },
        }
      : {}),
    runs: rich
      ? [
          {
            id: 'run-1',
            campaign: 'cart-recovery',
            campaignName: 'Cart recovery',
            version: 3,
            status: 'converted',
            startedAt: '2026-11-18T10:30:00Z',
            endedAt: '2026-11-19T18:20:00Z',
          },
        ]
      : [],
  };
}

const recovery = { campaign: 'cart-recovery', campaignName: 'Cart recovery' };

/** @type {TimelineEntry[]} */
const story = [
  {
    kind: 'event',
    at: '2026-11-20T12:41:00Z',
    id: 'e-20',
    name: 'Product Added',
    properties: { product_id: 'throw-11', name: 'Wool throw, moss', quantity: 2, price: 59.5, currency: 'EUR' },
    source: 'browser',
    decisions: [
      {
        ...recovery,
        code: 'delay-moved',
        allowed: true,
        reason: {
          code: 'cart-filled',
          sentence: 'Now waits until 2026-11-20T13:11:00Z: the cart holds 3 items.',
          params: { due: '2026-11-20T13:11:00Z', items: '3 items' },
        },
      },
    ],
  },
  {
    kind: 'event',
    at: '2026-11-20T12:38:20Z',
    id: 'e-19',
    name: 'Product Added',
    properties: { product_id: 'lamp-02', name: 'Table lamp “Fjord”', quantity: 1, price: 89, currency: 'EUR' },
    source: 'browser',
    decisions: [
      {
        ...recovery,
        code: 'delay-set',
        allowed: true,
        reason: {
          code: 'cart-filled',
          sentence: 'Waits until 2026-11-20T13:08:20Z: the cart holds 1 item.',
          params: { due: '2026-11-20T13:08:20Z', items: '1 items' },
        },
      },
    ],
  },
  {
    kind: 'conversion',
    at: '2026-11-19T18:20:00Z',
    id: 'c-1',
    orderId: '100482',
    ...recovery,
    channel: 'whatsapp',
    amount: { amount: '129.90', currency: 'EUR' },
    touch: 'clicked',
  },
  {
    kind: 'event',
    at: '2026-11-19T18:20:00Z',
    id: 'e-18',
    name: 'Order Completed',
    properties: { order_id: '100482', total: 129.9, currency: 'EUR' },
    source: 'server',
    decisions: [
      {
        ...recovery,
        code: 'converted',
        allowed: true,
        reason: {
          code: 'ordered-after-click',
          sentence: 'Converted: order 100482 came 7 hours after the click.',
          params: { order: '100482' },
        },
      },
      {
        campaign: 'payment-failed',
        campaignName: 'Payment failed',
        code: 'not-started',
        allowed: false,
        reason: {
          code: 'event-too-old',
          sentence: 'Not started: the event is 2 days old, and only events of the last 24 hours start anything.',
          params: {},
        },
      },
    ],
  },
  {
    kind: 'message',
    at: '2026-11-19T10:30:02Z',
    id: 'm-2',
    ...recovery,
    step: 'whatsapp',
    stepName: 'WhatsApp reminder',
    channel: 'whatsapp',
    status: 'clicked',
    statuses: [
      { status: 'queued', at: '2026-11-19T10:30:02Z', machine: false },
      { status: 'sent', at: '2026-11-19T10:30:03Z', machine: false },
      { status: 'delivered', at: '2026-11-19T10:30:05Z', machine: false },
      { status: 'read', at: '2026-11-19T17:55:41Z', machine: false },
      { status: 'clicked', at: '2026-11-19T17:56:02Z', machine: false },
    ],
  },
  {
    kind: 'message',
    at: '2026-11-18T10:30:01Z',
    id: 'm-1',
    ...recovery,
    step: 'email',
    stepName: 'Email reminder',
    channel: 'email',
    status: 'delivered',
    subject: 'Ada, your cart is waiting',
    statuses: [
      { status: 'queued', at: '2026-11-18T10:30:01Z', machine: false },
      { status: 'sent', at: '2026-11-18T10:30:02Z', machine: false },
      { status: 'delivered', at: '2026-11-18T10:30:04Z', machine: false },
    ],
  },
  {
    kind: 'run',
    at: '2026-11-18T10:30:00Z',
    id: 'run-1',
    ...recovery,
    version: 3,
    status: 'converted',
    startedAt: '2026-11-18T10:30:00Z',
    endedAt: '2026-11-19T18:20:00Z',
    history: [
      { at: '2026-11-18T10:30:00Z', code: 'started', sentence: 'Cart abandoned for 30 minutes: 2 items, €129.90' },
      { at: '2026-11-19T10:30:02Z', code: 'branch', sentence: 'Otherwise: nobody opened or clicked within 1 day' },
      { at: '2026-11-19T18:20:00Z', code: 'converted', sentence: 'Order 100482 placed' },
    ],
  },
  {
    kind: 'event',
    at: '2026-11-18T10:00:00Z',
    id: 'e-17',
    name: 'Product Added',
    leftOut: ['notes'],
    properties: { product_id: 'mug-07', name: 'Stoneware mug', quantity: 2, price: 64.95, currency: 'EUR' },
    source: 'browser',
    decisions: [
      {
        ...recovery,
        code: 'delay-set',
        allowed: true,
        reason: {
          code: 'cart-filled',
          sentence: 'Waits until 2026-11-18T10:30:00Z: the cart holds 2 items.',
          params: { due: '2026-11-18T10:30:00Z', items: '2 items' },
        },
      },
    ],
  },
  {
    kind: 'message',
    at: '2026-11-10T19:00:00Z',
    id: 'm-0',
    campaign: 'win-back',
    campaignName: 'Win back after 90 days',
    step: 'whatsapp',
    stepName: 'On WhatsApp',
    channel: 'whatsapp',
    status: 'skipped',
    reason: {
      code: 'address-bounced',
      sentence: 'Not sent: this address bounced on 2026-02-15T09:31:00Z (the mailbox does not exist).',
      details: 'smtp; 550 5.1.1 user unknown',
      params: { at: '2026-02-15T09:31:00Z', cause: 'mailbox-not-found' },
    },
    statuses: [
      { status: 'queued', at: '2026-11-10T19:00:00Z', machine: false },
      { status: 'skipped', at: '2026-11-10T19:00:01Z', machine: false },
    ],
  },
  {
    kind: 'message',
    at: '2026-11-10T07:00:00Z',
    id: 'm-00',
    campaign: 'win-back',
    campaignName: 'Win back after 90 days',
    step: 'hello',
    stepName: 'Hello again',
    channel: 'email',
    status: 'opened',
    subject: 'It has been a while',
    statuses: [
      { status: 'queued', at: '2026-11-10T07:00:00Z', machine: false },
      { status: 'sent', at: '2026-11-10T07:00:01Z', machine: false },
      { status: 'delivered', at: '2026-11-10T07:00:03Z', machine: false },
      { status: 'opened', at: '2026-11-10T07:00:04Z', machine: true },
    ],
  },
];

/** Thirty older visits, so that there is something to load. @type {TimelineEntry[]} */
const visits = Array.from({ length: 30 }, (_, i) => ({
  kind: /** @type {const} */ ('event'),
  at: new Date(Date.parse('2026-11-09T16:20:00Z') - i * 5_400_000).toISOString().replace('.000', ''),
  id: `v-${String(30 - i)}`,
  name: i % 4 === 0 ? 'Products Searched' : 'Product Viewed',
  properties: i % 4 === 0 ? { query: 'lamp' } : { product_id: `p-${String(40 + i)}` },
  source: /** @type {const} */ ('browser'),
  decisions: [],
}));

/**
 * A page of the timeline; the cursor is the number of entries before it.
 * @param {string} id @param {string | null} before @param {number} limit
 */
export function timeline(id, before, limit) {
  const all = id === 'cus_7000' ? [...story, ...visits] : [];
  const start = before ? Number(before) : 0;
  const end = start + limit;
  return { entries: all.slice(start, end), next: end < all.length ? String(end) : null };
}

/** Every change of a customer's consent, the latest first. @param {string} id */
export const consents = (id) =>
  id === 'cus_7000'
    ? [
        {
          scope: 'sms',
          state: 'unsubscribed',
          at: '2026-11-10T08:00:00Z',
          source: 'reply',
          who: 'customer',
          notedAt: '2026-11-10T08:00:01Z',
        },
        {
          scope: 'email',
          state: 'subscribed',
          at: '2026-03-02T09:14:00Z',
          source: 'event: checkout',
          wording: 'Yes, write to me about new things.',
          who: 'shop',
          notedAt: '2026-03-02T09:14:02Z',
        },
      ]
    : [];

/** Addresses that are not written to. */
export const suppressions = [
  {
    channel: 'email',
    address: 'bounced@example.com',
    hash: 'bouncedbouncedbouncedbounc',
    why: 'bounced',
    since: '2026-11-02T08:00:00Z',
    reason: {
      code: 'address-bounced',
      sentence: 'This address bounced on 2026-11-02T08:00:00Z (the mailbox does not exist).',
      params: { at: '2026-11-02T08:00:00Z', cause: 'mailbox-not-found' },
    },
    mayBeReactivated: true,
  },
  {
    channel: 'email',
    address: null,
    hash: 'erasederasederasederasedab',
    why: 'erased',
    since: '2026-11-03T08:00:00Z',
    reason: {
      code: 'address-erased',
      sentence: 'Everything of whoever had this address was erased on 2026-11-03T08:00:00Z.',
      params: { at: '2026-11-03T08:00:00Z' },
    },
    mayBeReactivated: false,
  },
];
