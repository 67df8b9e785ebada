/** What a Segment library does in a browser, in a few lines: ids kept, events sent to /v1 one after another with the browser's write key. */
const WRITE_KEY = 'dev-browser';

/**
 * In a real shop this key is a secret of its servers. What a page says of who somebody is counts little, since anyone can send it, so the
 * demo shop says with this key what a shop's server would: who signed in, and whose payment failed.
 */
const SERVER_KEY = 'dev';

const uuid = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

const kept = (/** @type {string} */ key, /** @type {() => string} */ make) => {
  const known = localStorage.getItem(key);
  if (known) return known;
  const made = make();
  localStorage.setItem(key, made);
  return made;
};

export const user = {
  get anonymousId() {
    return kept('homing.anonymousId', uuid);
  },
  /** @returns {{id: string, name: string, email: string, phone: string} | null} */
  get known() {
    return JSON.parse(localStorage.getItem('homing.user') ?? 'null');
  },
};

/** Sent in the order in which they happened; a page that is left meanwhile still gets them through (keepalive). */
let queue = Promise.resolve();

/** @param {string} kind @param {Record<string, unknown>} fields @param {string} key */
function send(kind, fields, key = WRITE_KEY) {
  const now = new Date().toISOString();
  const message = {
    type: kind,
    messageId: uuid(),
    anonymousId: user.anonymousId,
    ...(user.known ? { userId: user.known.id } : {}),
    timestamp: now,
    context: {
      page: { url: location.href, path: location.pathname, title: document.title, referrer: document.referrer },
      locale: navigator.language,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      userAgent: navigator.userAgent,
      library: { name: 'homing-demo-shop', version: '1' },
    },
    ...fields,
  };
  queue = queue
    .then(() =>
      fetch(`/v1/${kind}`, {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${key}:`)}` },
        body: JSON.stringify({ ...message, sentAt: new Date().toISOString() }),
      }),
    )
    .then(
      (response) => {
        if (!response.ok) console.error(`/v1/${kind} answered ${String(response.status)}`);
      },
      (error) => console.error(error),
    );
  return queue;
}

/** @param {string} event @param {Record<string, unknown>} properties */
export const track = (event, properties) => send('track', { event, properties });

/** As the shop's server would. @param {string} event @param {Record<string, unknown>} properties */
export const trackByServer = (event, properties) => send('track', { event, properties }, SERVER_KEY);

export const page = (/** @type {string} */ name) => send('page', { name, properties: { url: location.href, path: location.pathname } });

/** @param {{id: string, name: string, email: string, phone: string, whatsapp: boolean}} person; whatsapp: whether they want messages there */
export function identify(person) {
  localStorage.setItem('homing.user', JSON.stringify(person));
  const [firstName, ...rest] = person.name.split(' ');
  const traits = { email: person.email, name: person.name, firstName, lastName: rest.join(' '), ...(person.phone ? { phone: person.phone, consent: { whatsapp: person.whatsapp } } : {}) };
  return send('identify', { traits }, SERVER_KEY);
}

/**
 * The browser takes notifications. Of a visitor the browser says so itself; of who signed in, the shop's server does.
 * @param {object} subscription as PushSubscription.toJSON has it
 */
export const takesPush = (subscription) =>
  send(
    'identify',
    {
      traits: { consent: { push: true } },
      context: { locale: navigator.language, device: { type: 'web', token: JSON.stringify(subscription) } },
    },
    user.known ? SERVER_KEY : WRITE_KEY,
  );

/** Forgets the customer, so that the next one is somebody else. */
export function reset() {
  localStorage.removeItem('homing.user');
  localStorage.removeItem('homing.anonymousId');
}

/** When all that happened so far has been sent. */
export const sent = () => queue;
