/** An audience as a marketer builds it, in a browser, against HOMING_URL: its size while it is built, saving it, and who is in it. */
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

describe('an audience', { skip }, () => {
  const base = (process.env.HOMING_URL ?? '').replace(/\/$/, '');
  const run = Date.now().toString(36);
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('playwright-core').Page} */
  let page;
  /** @type {string[]} */
  const complaints = [];

  /** What the shop's server says. @param {string} kind @param {object} message */
  async function say(kind, message) {
    const response = await fetch(`${base}/v1/${kind}`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('dev:').toString('base64')}` },
      body: JSON.stringify(message),
    });
    assert.equal(response.status, 200);
  }

  /** @param {string} name @param {string} country @param {boolean} ordered */
  async function customer(name, country, ordered) {
    const userId = `${name.toLowerCase()}-${run}`;
    await say('identify', { userId, traits: { email: `${userId}@example.com`, name, country } });
    if (ordered) {
      const properties = { order_id: `o-${userId}`, total: 42, currency: 'EUR', products: [{ product_id: 'mug', price: 42, quantity: 1 }] };
      await say('track', { userId, event: 'Order Completed', properties });
    }
  }

  before(async () => {
    if (chromium === null) return;
    assert.ok(base, 'HOMING_URL must name a running Homing');
    await customer('Hedwig', 'DE', true);
    await customer('Otto', 'DE', false);
    await customer('Amélie', 'FR', true);
    browser = await launch(chromium);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const { url } = message.location();
      // Names are offered where there is a catalogue of events, and one condition is wrong on purpose.
      const meant = url.endsWith('/api/catalogue/events') || message.text().includes('422');
      if (message.type() === 'error' && !meant) complaints.push(`${message.text()} ${url}`);
    });
  });

  after(async () => {
    await browser?.close();
  });

  async function accessible() {
    await page.evaluate(axe);
    const faults = await page.evaluate(async () =>
      (await /** @type {any} */ (window).axe.run()).violations.map(
        (/** @type {any} */ violation) => `${violation.id}: ${violation.nodes.map((/** @type {any} */ node) => node.html).join(' ')}`,
      ),
    );
    assert.deepEqual(faults, []);
  }

  test('is built by keyboard, and its size is seen while it is', async () => {
    await page.goto(base);
    await page.getByRole('link', { name: 'Audiences', exact: true }).click();
    await page.getByRole('link', { name: 'New audience' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Customers in Germany who bought');

    await page.getByRole('button', { name: 'Condition', exact: true }).focus();
    await page.keyboard.press('Enter');
    // The first kind is that of attributes, and its first field has the focus then.
    await page.keyboard.press('Enter');
    await page.keyboard.type('country');
    await page.keyboard.press('Escape');
    await page.getByLabel('Value', { exact: true }).fill('DE');
    const size = page.getByRole('region', { name: 'Who that is now' });
    await size.getByText('2 customers', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await page.getByRole('button', { name: 'Event', exact: true }).click();
    await page.getByRole('combobox', { name: 'Event' }).fill('order comp');
    await page.getByRole('option', { name: /^Order Completed/ }).click();
    await size.getByText('1 customer', { exact: true }).waitFor();
    await size.getByRole('link', { name: 'Hedwig' }).waitFor();
    await accessible();
  });

  test('says at a row what the server finds wrong there', async () => {
    const row = page.getByRole('group', { name: 'Event', exact: true });
    await row.getByLabel('When').selectOption('in the last');
    await row.getByLabel('Period, number').fill('9999');
    await row.getByRole('alert').getByText(/^Within /).waitFor();
    await row.getByLabel('Period, number').fill('30');
    await row.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Who that is now' }).getByText('1 customer', { exact: true }).waitFor();
  });

  test('is saved, fills up, and leads to its members', async () => {
    await page.getByRole('button', { name: 'Save audience' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers in Germany who bought' }).waitFor();
    await page.getByText('Ready', { exact: true }).waitFor();
    const members = page.getByRole('region', { name: '1 customer', exact: true });
    await members.getByRole('link', { name: 'Hedwig' }).waitFor();
    await accessible();

    // Whoever does the same is in it, too.
    await customer('Gerda', 'DE', true);
    await page.getByRole('region', { name: '2 customers', exact: true }).getByRole('link', { name: 'Gerda' }).click();
    await page.getByRole('heading', { level: 1, name: 'Gerda' }).waitFor();
  });

  test('comes out of the builder again as it went in', async () => {
    await page.goto(`${base}/audiences/customers-in-germany-who-bought/edit`);
    await page.getByText('As it is written in files').click();
    const text = await page.locator('details pre').innerText();
    assert.deepEqual(JSON.parse(text), {
      all: [
        { attribute: 'country', is: 'DE' },
        { event: 'Order Completed', within: 'P30D' },
      ],
    });
    assert.deepEqual(complaints, []);
  });
});
