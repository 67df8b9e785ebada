/**
 * A demo shop as the API describes it: numbers are made from the date alone, so that every run sees the same ones.
 * @typedef {import('../src/api/types').Campaign} Campaign
 * @typedef {import('../src/api/types').CampaignDetail} CampaignDetail
 * @typedef {import('../src/api/types').CustomerDetail} CustomerDetail
 * @typedef {import('../src/api/types').DayPerformance} DayPerformance
 * @typedef {import('../src/api/types').Money} Money
 * @typedef {import('../src/api/types').Performance} Performance
 * @typedef {import('../src/api/types').RecoveryReport} RecoveryReport
 * @typedef {import('../src/api/types').TimelineEntry} TimelineEntry
 */

/** The mock's time; it does not move. */
export const now = '2026-11-20T14:05:00Z';

export const settings = {
  shop: { name: 'Nordlicht Home', timeZone: 'Europe/Berlin', currency: 'EUR', url: 'https://nordlicht.example' },
  now,
};

const dayMillis = 86_400_000;

/** @param {string} date @param {number} days */
export function plusDays(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMillis).toISOString().slice(0, 10);
}

/** A number in [0, 1) that depends on the text alone. @param {string} text */
function noise(text) {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2246822519);
  hash ^= hash >>> 13;
  return (hash >>> 0) / 2 ** 32;
}

/** @param {number} cents @param {string} currency @returns {Money} */
const money = (cents, currency) => ({ amount: (cents / 100).toFixed(2), currency });

/**
 * One campaign's day. Money in cents by currency.
 * @param {string} campaign @param {string} date
 */
function day(campaign, date) {
  const busy = campaign === 'cart-recovery' ? 14 : campaign === 'payment-failed' ? 3 : 0;
  const age = Math.max(0, (Date.parse(`${now.slice(0, 10)}T00:00:00Z`) - Date.parse(`${date}T00:00:00Z`)) / dayMillis);
  const growth = 1 + 0.35 * Math.max(0, 1 - age / 90);
  const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) ? 1.3 : 1;
  const triggered = Math.round(busy * growth * weekend * (0.55 + 0.9 * noise(`t${campaign}${date}`)));
  const converted = Math.round(triggered * (0.08 + 0.16 * noise(`c${campaign}${date}`)));
  let euros = 0;
  let francs = 0;
  for (let i = 0; i < converted; i++) {
    const cents = 2490 + Math.round(17000 * noise(`${campaign}${date}${i}`));
    if (noise(`chf${campaign}${date}${i}`) < 0.15) francs += cents;
    else euros += cents;
  }
  const email = triggered;
  const whatsapp = campaign === 'cart-recovery' ? Math.round(triggered * 0.58) : 0;
  return { triggered, converted, email, whatsapp, euros, francs };
}

/** @param {ReturnType<typeof day>[]} days @param {(d: ReturnType<typeof day>) => number} sent @param {number} share */
function sum(days, sent, share = 1) {
  const total = { triggered: 0, converted: 0, messagesSent: 0, euros: 0, francs: 0 };
  for (const d of days) {
    total.triggered += d.triggered;
    total.converted += d.converted;
    total.messagesSent += sent(d);
    total.euros += d.euros;
    total.francs += d.francs;
  }
  const converted = Math.round(total.converted * share);
  /** @type {Performance} */
  const performance = {
    triggered: total.triggered,
    converted,
    recoveryRate: total.triggered === 0 ? 0 : converted / total.triggered,
    messagesSent: total.messagesSent,
    recovered: [
      ...(total.euros > 0 ? [money(Math.round(total.euros * share), 'EUR')] : []),
      ...(total.francs > 0 ? [money(Math.round(total.francs * share), 'CHF')] : []),
    ],
  };
  return performance;
}

const keys = ['cart-recovery', 'payment-failed', 'spring-lookbook', 'win-back'];

/** @param {string} from @param {string} to */
function dates(from, to) {
  const all = [];
  for (let date = from; date <= to; date = plusDays(date, 1)) all.push(date);
  return all;
}

/** @param {string} from @param {string} to @returns {RecoveryReport} */
export function report(from, to) {
  const current = dates(from, to);
  const previousTo = plusDays(from, -1);
  const previousFrom = plusDays(from, -current.length);
  const previous = dates(previousFrom, previousTo);
  const all = (/** @type {string[]} */ range, campaigns = keys) =>
    campaigns.flatMap((campaign) => range.map((date) => day(campaign, date)));
  const both = (/** @type {ReturnType<typeof day>} */ d) => d.email + d.whatsapp;
  return {
    from,
    to,
    previousFrom,
    previousTo,
    current: sum(all(current), both),
    previous: sum(all(previous), both),
    byCampaign: keys.map((campaign) => ({
      campaign,
      current: sum(all(current, [campaign]), both),
      previous: sum(all(previous, [campaign]), both),
    })),
    byChannel: [
      {
        channel: 'email',
        current: sum(all(current), (d) => d.email, 0.7),
        previous: sum(all(previous), (d) => d.email, 0.7),
      },
      {
        channel: 'whatsapp',
        current: sum(all(current, ['cart-recovery']), (d) => d.whatsapp, 0.3),
        previous: sum(all(previous, ['cart-recovery']), (d) => d.whatsapp, 0.3),
      },
    ],
    byDay: current.map((date) => {
      const { triggered, converted, messagesSent, recovered } = sum(all([date]), both);
      /** @type {DayPerformance} */
      const entry = { date, triggered, converted, messagesSent, recovered };
      return entry;
    }),
  };
}

/** @param {string} campaign */
const lastMonth = (campaign) => {
  const to = now.slice(0, 10);
  const found = report(plusDays(to, -29), to).byCampaign.find((entry) => entry.campaign === campaign);
  if (!found) throw new Error(`no campaign ${campaign}`);
  return found.current;
};

/** Fresh campaigns, so that activating and pausing in one test is not seen by the next. @returns {CampaignDetail[]} */
export function campaigns() {
  return [
    {
      key: 'cart-recovery',
      name: 'Cart recovery',
      etag: 'v3',
      warnings: [],
      campaign: {
        key: 'cart-recovery',
        name: 'Cart recovery',
        kind: 'marketing',
        trigger: {
          type: 'unfinished',
          begun: { events: ['Product Added', 'Product Removed', 'Cart Updated'] },
          finished: { event: 'Order Completed' },
          delay: 'PT30M',
        },
        flow: {
          start: 'email',
          nodes: [
            {
              id: 'email',
              type: 'message',
              name: 'Email reminder',
              channel: 'email',
              template: 'cart-reminder',
              waitsFor: { within: 'P1D', unknownOpen: 'as_opened' },
              ways: { opened: 'done', clicked: 'done' },
              next: 'whatsapp',
            },
            {
              id: 'whatsapp',
              type: 'message',
              name: 'WhatsApp reminder',
              channel: 'whatsapp',
              template: 'cart-reminder-whatsapp',
              next: 'done',
            },
            { id: 'done', type: 'end', name: 'Done' },
          ],
        },
      },
      description: 'Reminds people of the cart they left, by email and then on WhatsApp.',
      status: 'active',
      version: 3,
      draft: false,
      kind: 'marketing',
      startsWhen: 'Cart abandoned for 30 minutes',
      channels: ['email', 'whatsapp'],
      activeRuns: 12,
      results: lastMonth('cart-recovery'),
      settings: { attributionWindow: 'P7D' },
      versions: [
        {
          version: 3,
          publishedAt: '2026-11-12T09:14:00Z',
          publishedBy: 'ann@shop.example',
          executable: true,
          activeRuns: 7,
        },
        {
          version: 2,
          publishedAt: '2026-10-02T15:40:00Z',
          publishedBy: 'ann@shop.example',
          executable: true,
          activeRuns: 5,
        },
        {
          version: 1,
          publishedAt: '2026-08-21T08:02:00Z',
          publishedBy: 'ann@shop.example',
          executable: true,
          activeRuns: 0,
        },
      ],
      templates: [
        {
          key: 'cart-reminder',
          name: 'Cart reminder',
          channel: 'email',
          version: 1,
          subject: '{{default customer.firstName "Hello"}}, your cart is waiting',
        },
        { key: 'cart-reminder-whatsapp', name: 'Cart reminder on WhatsApp', channel: 'whatsapp', version: 1 },
      ],
    },
    {
      key: 'payment-failed',
      name: 'Payment failed',
      etag: 'v1',
      warnings: [],
      campaign: {
        key: 'payment-failed',
        name: 'Payment failed',
        kind: 'transactional',
        trigger: { type: 'event', event: 'Payment Failed', delay: 'PT0S' },
        flow: {
          start: 'email',
          nodes: [
            { id: 'email', type: 'message', name: 'Email', channel: 'email', template: 'payment-failed', next: 'end' },
            { id: 'end', type: 'end', name: 'End' },
          ],
        },
      },
      description: 'Says at once that a payment did not go through, with a link to try again.',
      status: 'active',
      version: 1,
      draft: false,
      kind: 'transactional',
      startsWhen: 'Payment Failed, at once',
      channels: ['email'],
      activeRuns: 0,
      results: lastMonth('payment-failed'),
      settings: { attributionWindow: 'P2D' },
      versions: [
        {
          version: 1,
          publishedAt: '2026-08-21T08:02:00Z',
          publishedBy: 'ann@shop.example',
          executable: false,
          activeRuns: 0,
        },
      ],
      templates: [
        {
          key: 'payment-failed',
          name: 'Payment failed',
          channel: 'email',
          version: 1,
          subject: 'Your payment did not go through',
        },
      ],
    },
    {
      key: 'spring-lookbook',
      name: 'Spring lookbook',
      etag: 'v0',
      warnings: [],
      campaign: {
        key: 'spring-lookbook',
        name: 'Spring lookbook',
        kind: 'marketing',
        trigger: { type: 'event', event: 'Product Viewed', delay: 'PT2H' },
        flow: {
          start: 'email',
          nodes: [
            { id: 'email', type: 'message', name: 'Email', channel: 'email', template: 'lookbook', next: 'end' },
            { id: 'end', type: 'end', name: 'End' },
          ],
        },
      },
      description: '',
      status: 'draft',
      version: 0,
      draft: true,
      kind: 'marketing',
      startsWhen: 'Product viewed, after 2 hours',
      channels: ['email'],
      activeRuns: 0,
      results: lastMonth('spring-lookbook'),
      settings: {},
      versions: [],
      templates: [{ key: 'lookbook', name: 'Lookbook', channel: 'email', version: 1, subject: 'New for spring' }],
    },
    {
      key: 'win-back',
      name: 'Win back after 90 days',
      etag: 'v5.d1-mi8',
      warnings: [
        {
          field: 'templates.hello-again.subject',
          message: '{{customer.fristName}} is not a known field; did you mean {{customer.firstName}}?',
        },
      ],
      campaign: {
        key: 'win-back',
        name: 'Win back after 90 days',
        kind: 'marketing',
        trigger: { type: 'event', event: 'Signed Up', delay: 'P90D' },
        flow: {
          start: 'hello',
          nodes: [
            {
              id: 'hello',
              type: 'message',
              name: 'Hello again',
              channel: 'email',
              template: 'hello-again',
              waitsFor: { within: 'P2D', unknownOpen: 'as_opened' },
              ways: { clicked: 'end', otherwise: 'gift', skipped: 'whatsapp', failed: 'whatsapp' },
            },
            {
              id: 'gift',
              type: 'message',
              name: 'A small gift',
              channel: 'email',
              template: 'gift',
              waitsFor: { within: 'PT12H', unknownOpen: 'as_not_opened' },
              ways: { opened: 'end' },
              next: 'whatsapp',
            },
            {
              id: 'whatsapp',
              type: 'message',
              name: 'On WhatsApp',
              channel: 'whatsapp',
              template: 'hello-wa',
              next: 'end',
            },
            { id: 'end', type: 'end', name: 'End' },
          ],
        },
      },
      description: 'A hello for people who have not been seen for a season.',
      status: 'paused',
      version: 5,
      draft: true,
      changes: { base: 5, outdated: false, savedBy: 'bea@shop.example', savedAt: '2026-11-20T16:30:00Z' },
      kind: 'marketing',
      startsWhen: 'Signed Up, after 90 days',
      channels: ['email', 'whatsapp'],
      activeRuns: 48,
      results: lastMonth('win-back'),
      settings: { attributionWindow: 'P14D' },
      versions: [
        {
          version: 5,
          publishedAt: '2026-09-14T12:00:00Z',
          publishedBy: 'ann@shop.example',
          executable: true,
          activeRuns: 0,
        },
      ],
      templates: [
        { key: 'hello-again', name: 'Hello again', channel: 'email', version: 1, subject: 'It has been a while' },
        { key: 'gift', name: 'Gift', channel: 'email', version: 1, subject: 'Something small for you' },
        { key: 'hello-wa', name: 'Hello', channel: 'whatsapp', version: 1 },
      ],
    },
  ];
}
