/** What left on every channel, newest first; and what its receivers may do with it. */

const REACTIONS = {
  email: ['delivered', 'opened', 'clicked', 'bounced', 'complained', 'failed', 'unsubscribed'],
  whatsapp: ['delivered', 'read', 'clicked', 'replied', 'failed'],
  sms: ['delivered', 'clicked', 'replied', 'failed', 'unsubscribed'],
  push: ['delivered', 'clicked', 'failed'],
};

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes, .../** @type {(Node | string)[]} */ children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const moment = (/** @type {string} */ instant) => new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** @type {any[]} */
let messages = [];
/** @type {string | null} */
let chosen = null;
let drawn = '';

/** A message sent twice is in the inbox twice, under one id. */
const keyOf = (/** @type {any} */ message) => message.providerId ?? message.messageId;

async function call(/** @type {string} */ path, /** @type {RequestInit} */ init = {}) {
  const response = await fetch(path, init);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? body.title ?? `${path} answered ${String(response.status)}`);
  return body;
}

function problem(/** @type {unknown} */ error) {
  const element = byId('problem');
  element.hidden = error === null;
  element.textContent = error instanceof Error ? error.message : '';
}

async function refresh() {
  try {
    const [inbox, clock] = await Promise.all([call('/dev/inbox'), call('/dev/clock')]);
    messages = (Array.isArray(inbox) ? inbox : inbox.messages).toReversed();
    byId('now').textContent = moment(clock.now);
    byId('now').setAttribute('datetime', clock.now);
    draw();
  } catch (error) {
    problem(error instanceof TypeError ? new Error('Homing does not answer; is it still running?') : error);
  }
}

function draw() {
  const now = JSON.stringify([messages.map(keyOf), chosen]);
  if (now === drawn) return;
  drawn = now;
  byId('empty').hidden = messages.length > 0;
  byId('list').replaceChildren(
    ...messages.map((message) => {
      const button = make(
        'button',
        { type: 'button', ...(keyOf(message) === chosen ? { 'aria-current': 'true' } : {}) },
        make('strong', {}, message.subject ?? message.title ?? message.text ?? message.template ?? '(empty)'),
        make('span', {}, `${message.channel} to ${message.to}`),
        make('span', {}, moment(message.at)),
      );
      button.addEventListener('click', () => {
        chosen = keyOf(message);
        draw();
        byId('message').focus();
      });
      return make('li', {}, button);
    }),
  );
  const message = messages.find((each) => keyOf(each) === chosen);
  byId('message').replaceChildren(...(message ? shown(message) : []));
}

/** @param {any} message */
function shown(message) {
  const from = [message.campaign, message.step, message.variant].filter(Boolean).join(' · ');
  const facts = make(
    'div',
    { class: 'facts' },
    make('h2', {}, message.subject ?? message.title ?? (message.template ? `Template ${message.template}` : message.channel)),
    make('p', {}, `${message.from ? `from ${message.from} ` : ''}to ${message.to}, ${moment(message.at)}`),
    make('p', {}, `${from ? `${from} · ` : ''}${message.messageId}`),
    ...(message.platform ? [make('p', {}, `on ${message.platform}, time to live ${message.ttl}, urgency ${message.urgency}`)] : []),
    ...(message.segments ? [make('p', {}, message.segments === 1 ? '1 segment' : `${String(message.segments)} segments`)] : []),
    reactions(message),
  );
  return [facts, message.channel === 'email' ? mail(message) : phone(message)];
}

/** @param {any} message */
function reactions(message) {
  const row = make('div', { class: 'reactions', role: 'group', 'aria-label': 'What the receiver does' });
  const possible = REACTIONS[/** @type {keyof typeof REACTIONS} */ (message.channel)] ?? ['delivered', 'failed'];
  // Nobody tells what an app showed.
  for (const reaction of message.channel === 'push' && !message.payload ? possible.slice(1) : possible) {
    const button = make('button', { type: 'button' }, reaction);
    button.addEventListener('click', async () => {
      problem(null);
      try {
        await call(`/dev/inbox/${encodeURIComponent(keyOf(message))}/${reaction}`, { method: 'POST' });
        button.textContent = `${reaction} ✓`;
      } catch (error) {
        problem(error);
      }
    });
    row.append(button);
  }
  return row;
}

/** @param {any} message */
function mail(message) {
  if (!message.html) return make('pre', {}, message.text ?? '');
  // No scripts, no forms; links open beside it. Looking at it here is not the customer's opening it: the pixel is left out.
  const html = message.html.replace(/<img[^>]*\/t\/o\/[^>]*>/g, '');
  const base = '<base target="_blank">';
  return make('iframe', { sandbox: 'allow-popups allow-popups-to-escape-sandbox', title: 'The email', srcdoc: base + html });
}

/** A template's buttons stand at the end of its text, a line each: `[Title] address`. @param {any} message */
function phone(message) {
  const buttons = /** @type {Node[]} */ ([]);
  if (message.link) buttons.push(make('a', { href: message.link, target: '_blank', rel: 'noopener' }, 'Open'));
  const text = (message.text ?? '').replace(/\n+\[([^\]\n]+)\](?: (https?:\/\/\S+))?(?=\n|$)/g, (/** @type {string} */ _, /** @type {string} */ title, /** @type {string | undefined} */ url) => {
    buttons.push(make('a', url ? { href: url, target: '_blank', rel: 'noopener' } : {}, title));
    return '';
  });
  return make('div', { class: 'phone' }, make('div', { class: 'bubble' }, make('p', {}, text), ...buttons));
}

for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', async () => {
    problem(null);
    const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-advance]'));
    buttons.forEach((each) => (each.disabled = true));
    try {
      await call('/dev/clock', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advance: button.getAttribute('data-advance') }),
      });
      await refresh();
    } catch (error) {
      problem(error);
    } finally {
      buttons.forEach((each) => (each.disabled = false));
    }
  });
}

await refresh();
setInterval(() => {
  if (document.visibilityState === 'visible') void refresh();
}, 2000);
