/** A campaign as a marketer makes it, in a browser, against HOMING_URL: from a blank flow to both of its emails in the inbox. */
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

describe('a campaign', { skip }, () => {
  const base = (process.env.HOMING_URL ?? '').replace(/\/$/, '');
  const run = Date.now().toString(36);
  const email = `nora-${run}@example.com`;
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

  /** The subjects of what came to an address, once there are so many. @param {number} count */
  async function inbox(count) {
    const until = Date.now() + 30_000;
    for (;;) {
      const messages = await (await fetch(`${base}/dev/inbox`)).json();
      const own = messages.filter((/** @type {any} */ message) => JSON.stringify(message).includes(email));
      if (own.length >= count || Date.now() > until) {
        assert.equal(own.length, count, JSON.stringify(own));
        return own;
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  before(async () => {
    if (chromium === null) return;
    assert.ok(base, 'HOMING_URL must name a running Homing');
    browser = await launch(chromium);
    page = await browser.newPage({ viewport: { width: 1360, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const { url } = message.location();
      // Names are offered where there is a catalogue of events.
      if (message.type() === 'error' && !url.endsWith('/api/catalogue/events')) complaints.push(`${message.text()} ${url}`);
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

  /** @param {string | RegExp} name */
  const panel = (name) => page.getByRole('region', { name });

  test('is made from a blank flow', async () => {
    await page.goto(base);
    await page.getByRole('link', { name: 'Campaigns', exact: true }).click();
    await page.getByRole('link', { name: 'New campaign' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Hello and again');
    await accessible();
    await page.getByRole('button', { name: 'Create campaign' }).click();
    await page.getByRole('group', { name: 'Flow of Hello and again' }).waitFor();
    await panel('Trigger').getByRole('combobox', { name: 'Event', exact: true }).fill('signed');
    await page.getByRole('option', { name: /^Signed Up/ }).click();
    await accessible();
  });

  test('gets a wait and a second email by keyboard, and says what is missing before anything is sent', async () => {
    await page.getByRole('button', { name: 'Trigger Signed Up' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panel('Message').getByRole('combobox', { name: 'Template' }).fill('welc');
    await page.locator('[role=listbox]').getByText('Welcome', { exact: true }).click();
    await page.getByRole('button', { name: 'Add a step between Email and End' }).press('Enter');
    await accessible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panel('Wait').getByLabel('Waits, number').waitFor();
    await page.getByRole('button', { name: 'Add a step between Wait and End' }).press('Enter');
    await page.keyboard.press('Enter');
    await panel('Message').waitFor();

    await page.getByRole('button', { name: 'Save draft' }).click();
    const missing = page.getByRole('region', { name: 'Not saved: one thing to mend' });
    await missing.getByText('Choose a template.').waitFor();
    await accessible();
    await missing.getByRole('button', { name: 'Email 2' }).click();
    await panel('Message').getByRole('combobox', { name: 'Template' }).fill('favourites');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await missing.waitFor({ state: 'detached' });
  });

  test('asks before it is left, is saved, and activated', async () => {
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.waitForURL(/\/campaigns\/hello-and-again\/edit$/);
    await page.getByRole('heading', { level: 1, name: 'Edit Hello and again' }).waitFor();
    await page.getByText('This campaign was never active.').waitFor();
    await accessible();
    await page.getByRole('button', { name: 'Activate campaign' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate campaign' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hello and again' }).waitFor();
    await page.getByText('Active', { exact: true }).waitFor();
  });

  test('sends its first email at once, and the second one a day later', async () => {
    const userId = `nora-${run}`;
    await say('identify', { userId, traits: { email, firstName: 'Nora' } });
    await say('track', { userId, event: 'Signed Up' });
    await inbox(1);
    const moved = await fetch(`${base}/dev/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: 'P2D' }),
    });
    assert.equal(moved.status, 200);
    await inbox(2);
  });

  test('is drawn on a phone, and made the browser complain of nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${base}/campaigns/hello-and-again/edit`);
    await page.getByRole('button', { name: /^Wait Wait/ }).click();
    await panel('Wait').getByLabel('Waits, number').waitFor();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, `${String(wider)} px too wide`);
    await accessible();
    assert.deepEqual(complaints, []);
  });
});
