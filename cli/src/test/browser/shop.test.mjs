/** The journey as a new user walks it, in a browser, against HOMING_URL: shop, inbox, dashboard. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { findChromium, launch } from '../../../../admin-ui/browser/chromium.mjs';

const chromium = findChromium();
if (chromium === null && process.env.CI === 'true') {
  throw new Error('No Chromium on this machine: install one, or name it in CHROMIUM_PATH');
}
const skip = chromium === null ? 'no Chromium on this machine; CHROMIUM_PATH may name one' : false;

const axe = readFileSync(createRequire(new URL('../../../../admin-ui/', import.meta.url)).resolve('axe-core/axe.min.js'), 'utf8');

describe('the demo shop', { skip }, () => {
  const base = (process.env.HOMING_URL ?? '').replace(/\/$/, '');
  const email = `grace.${Date.now().toString(36)}@example.com`;
  const phone = `+49151${String(Date.now()).slice(-8)}`;
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('playwright-core').Page} */
  let page;
  /** @type {string[]} */
  const complaints = [];

  before(async () => {
    if (chromium === null) return;
    assert.ok(base, 'HOMING_URL must name a running Homing');
    browser = await launch(chromium);
    page = await browser.newPage({ viewport: { width: 1180, height: 860 }, locale: 'en-GB' });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`));
  });

  after(async () => {
    await browser?.close();
  });

  /** @param {string} path @param {unknown} [body] */
  const json = async (path, body) => {
    const response = await fetch(base + path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
    assert.equal(response.status, 200, path);
    return response.json();
  };
  const advance = (/** @type {string} */ by) => json('/dev/clock', { advance: by });
  const inbox = async (/** @type {string} */ to) =>
    (await json('/dev/inbox')).filter((/** @type {any} */ message) => message.to === to);
  /** When the page's events have been sent: the module is the one that the page runs. */
  const sent = () => page.evaluate(() => import(/** @type {string} */ ('/dev/shop/tracking.js')).then((tracking) => tracking.sent()));

  /** Nothing that keeps someone with a keyboard or a screen reader out, in either scheme. */
  async function accessible() {
    for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe);
      const faults = await page.evaluate(async () =>
        (await /** @type {any} */ (window).axe.run(document, { iframes: false })).violations.map(
          (/** @type {any} */ violation) => `${violation.id}: ${violation.nodes.map((/** @type {any} */ node) => node.html).join(' ')}`,
        ),
      );
      assert.deepEqual(faults, [], colorScheme);
    }
  }

  test('lets a customer sign in, fill a cart and leave', async () => {
    await page.goto(`${base}/dev/shop`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Name').fill('Grace Hopper');
    await page.getByLabel('Phone').fill(phone);
    await page.getByLabel('Write to me on WhatsApp').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Grace Hopper', { exact: true }).waitFor();
    await accessible();

    await page.getByRole('button', { name: 'Add to cart: Stoneware mug' }).click();
    await page.getByRole('link', { name: 'Cast-iron teapot' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cast-iron teapot' }).waitFor();
    await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
    await page.getByRole('link', { name: 'Cart, 2 items' }).click();
    assert.equal(await page.locator('[data-total]').innerText(), '€83.40');
    await sent();
    await page.goto('about:blank');
  });

  test('brings one email with both lines and the right total half an hour later', async () => {
    await advance('PT30M');
    const messages = await inbox(email);
    assert.equal(messages.length, 1);
    for (const part of ['Stoneware mug', 'Cast-iron teapot', '/dev/shop/img/mug.svg', '/dev/shop/img/teapot.svg']) {
      assert.ok(messages[0].html.includes(part), part);
    }
    assert.match(messages[0].html, /83[.,]40/);

    await page.goto(`${base}/dev/inbox/view`);
    await page.getByRole('button', { name: new RegExp(email) }).click();
    const mail = page.frameLocator('iframe[title="The email"]');
    await mail.getByText('Stoneware mug').first().waitFor();
    await accessible();
    const picture = mail.getByRole('img', { name: /mug/i }).first();
    assert.ok(await picture.evaluate((/** @type {HTMLImageElement} */ img) => img.decode().then(() => img.naturalWidth > 0)));
  });

  test('opens the cart by the link of the email, and takes the order', async () => {
    const [message] = await inbox(email);
    const link = /** @type {RegExpMatchArray} */ (message.html.match(/href="([^"]*\/t\/c\/[^"]*\/[1-9]\d*\/[^"]*)"/));
    await page.goto(link[1].replaceAll('&amp;', '&'));
    await page.waitForURL(/\/dev\/shop/);
    await page.goto(`${base}/dev/shop/cart`);
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await sent();
    await advance('PT0S');
    await advance('P3D');
    assert.deepEqual(await inbox(phone), []);
  });

  test('shows on the dashboard what came back', async () => {
    await page.goto(base);
    const card = (/** @type {string} */ name) => page.getByRole('region', { name, exact: true });
    await card('Total Recovered').getByText('€83.40').first().waitFor();
    for (const name of ['Triggered', 'Converted', 'Messages Sent']) {
      await card(name).getByText('1', { exact: true }).first().waitFor();
    }
  });

  test('writes at once when a payment fails', async () => {
    await page.goto(`${base}/dev/shop`);
    await page.getByRole('button', { name: 'Add to cart: Canvas tote' }).click();
    await page.getByRole('link', { name: 'Cart, 1 item' }).click();
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByRole('button', { name: 'Payment fails' }).click();
    await page.getByText('The payment failed: the card was declined').waitFor();
    await advance('PT0S');
    const messages = await inbox(email);
    assert.equal(messages.at(-1).campaign, 'payment-failed');
    assert.equal(messages.length, 2);
  });

  test('made the browser complain of nothing', () => {
    assert.deepEqual(complaints, []);
  });
});
