/**
 * Notifications of the demo shop in a browser, against HOMING_URL: a customer agrees, leaves a cart, and is notified; and the service worker takes
 * what a real push service would bring. Headless browsers reach none, so the demo's own stands in, and the browser's debugger.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { findChromium, launch } from '../../../../admin-ui/browser/chromium.mjs';

const chromium = findChromium();
if (chromium === null && process.env.CI === 'true') {
  throw new Error('No Chromium on this machine: install one, or name it in CHROMIUM_PATH');
}
const base = (process.env.HOMING_URL ?? '').replace(/\/$/, '');

/** @param {string} path @param {RequestInit} init */
async function call(path, init = {}) {
  const response = await fetch(base + path, { ...init, headers: { 'content-type': 'application/json', ...init.headers } });
  assert.ok(response.ok, `${path} answered ${response.status}: ${await response.clone().text()}`);
  return response.json();
}

const soon = async (/** @type {() => Promise<any>} */ what) => {
  for (let i = 0; i < 60; i++) {
    const found = await what();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return what();
};

describe('push notifications', { skip: chromium === null ? 'no Chromium on this machine; CHROMIUM_PATH may name one' : false }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('playwright-core').Page} */
  let page;
  /** @type {Record<string, string>} */
  let headers = {};

  before(async () => {
    const { token } = await call('/dev/token', { method: 'POST', body: '{"role":"admin"}' });
    headers = { authorization: `Bearer ${token}` };
    const file = readFileSync(new URL('../../../../functions/src/test/resources/cart-push.json', import.meta.url), 'utf8');
    await call('/api/campaigns/cart-push', { method: 'PUT', headers, body: file });
    await call('/api/campaigns/cart-push/activate', { method: 'POST', headers });
    browser = await launch(/** @type {string} */ (chromium));
    const context = await browser.newContext({ locale: 'en-GB' });
    await context.grantPermissions(['notifications'], { origin: base });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  });

  after(() => browser?.close());

  const notifications = () =>
    page.evaluate(async () => {
      const [registration] = await navigator.serviceWorker.getRegistrations();
      return (await registration?.getNotifications() ?? []).map(({ title, body, tag, data }) => ({ title, body, tag, data }));
    });

  const arrived = async () => (await call('/dev/inbox')).findLast((/** @type {any} */ message) => message.channel === 'push');

  const status = async (/** @type {any} */ message) => {
    const { entries } = await call(`/api/customers/${message.messageId.split('-')[0]}/timeline`, { headers });
    return entries.find((/** @type {any} */ entry) => entry.channel === 'push')?.status;
  };

  test('a visitor agrees, leaves a cart, and is notified', async () => {
    await page.goto(`${base}/dev/shop`);
    await page.getByRole('button', { name: 'Notify me' }).click();
    await page.getByText('We will notify you').waitFor();
    await page.getByRole('button', { name: /^Add to cart/ }).first().click();
    await page.getByText('is in your cart').waitFor();
    // When the page's events have been sent: the module is the one that the page runs.
    await page.evaluate(() => import(/** @type {string} */ ('/dev/shop/tracking.js')).then((tracking) => tracking.sent()));
    await call('/dev/clock', { method: 'POST', body: '{"advance":"PT1H"}' });

    const message = await soon(arrived);
    assert.ok(message, 'it left');
    const [shown] = await soon(async () => ((await notifications()).length > 0 ? notifications() : null));
    assert.equal(shown.title, 'Hello, your cart is waiting');
    assert.equal(shown.data.url, message.link);
    assert.equal(await soon(async () => ((await status(message)) === 'delivered' ? 'delivered' : null)), 'delivered');

    await call(`/dev/inbox/${encodeURIComponent(message.messageId)}/clicked`, { method: 'POST' });
    assert.equal(await status(message), 'clicked');
  });

  test('the service worker shows what a push service brings, once, however often it comes', async () => {
    const session = await page.context().newCDPSession(page);
    const registered = new Promise((resolve) =>
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const known = registrations.find(({ isDeleted, scopeURL }) => !isDeleted && scopeURL.includes('/dev/shop'));
        if (known) resolve(known.registrationId);
      }),
    );
    await session.send('ServiceWorker.enable');
    const registrationId = /** @type {string} */ (await registered);
    const url = `${base}/t/c/one`;
    const data = JSON.stringify({ title: 'Your order left', body: 'It comes on Monday', url, tag: 'order-1', shown: url, notShown: url });
    for (let i = 0; i < 2; i++) await session.send('ServiceWorker.deliverPushMessage', { origin: base, registrationId, data });

    const found = await soon(async () => {
      const all = (await notifications()).filter(({ tag }) => tag === 'order-1');
      return all.length > 0 ? all : null;
    });
    assert.deepEqual(found, [{ title: 'Your order left', body: 'It comes on Monday', tag: 'order-1', data: { url } }]);
  });
});
