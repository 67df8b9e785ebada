/** A customer who asks for everything and then to be forgotten, as an admin does it in a browser against HOMING_URL. */
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

describe('what a customer has a right to', { skip }, () => {
  const base = (process.env.HOMING_URL ?? '').replace(/\/$/, '');
  const userId = `grace-${Date.now().toString(36)}`;
  const email = `${userId}@example.com`;
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('playwright-core').Page} */
  let page;
  /** @type {string[]} */
  const complaints = [];

  before(async () => {
    if (chromium === null) return;
    assert.ok(base, 'HOMING_URL must name a running Homing');
    const response = await fetch(`${base}/v1/identify`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('dev:').toString('base64')}` },
      body: JSON.stringify({
        userId,
        traits: { email, name: 'Grace Hopper', consent: { email: { granted: true, source: 'checkout', wording: 'Yes, write to me.' } } },
      }),
    });
    assert.equal(response.status, 200);
    browser = await launch(chromium);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  after(async () => {
    await browser?.close();
  });

  /** Whether a text comes within a moment. @param {string} text */
  const seen = (text) =>
    page
      .getByText(text)
      .waitFor({ timeout: 1_500 })
      .then(
        () => true,
        () => false,
      );

  async function accessible() {
    await page.evaluate(axe);
    const faults = await page.evaluate(async () =>
      (await /** @type {any} */ (window).axe.run()).violations.map(
        (/** @type {any} */ violation) => `${violation.id}: ${violation.nodes.map((/** @type {any} */ node) => node.html).join(' ')}`,
      ),
    );
    assert.deepEqual(faults, []);
  }

  test('is told everything, with what they agreed to', async () => {
    for (let i = 0; i < 20; i++) {
      await page.goto(`${base}/customers/${userId}`);
      if (await seen('History of consent (1)')) break;
    }
    await page.getByText('History of consent (1)').click();
    assert.ok(await page.getByText('Yes, write to me.').isVisible());
    await accessible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export everything' }).click(),
    ]);
    const whole = JSON.parse(readFileSync(/** @type {string} */ (await download.path()), 'utf8'));
    assert.equal(whole.customer.email, email);
    assert.ok(whole.entries.some((/** @type {any} */ entry) => entry.type === 'identify'));
    if (process.env.HOMING_SHOTS) await page.screenshot({ path: `${process.env.HOMING_SHOTS}/customer.png`, fullPage: true });
  });

  test('is erased once somebody typed who it is, and not before', async () => {
    await page.getByRole('button', { name: 'Erase…' }).click();
    const dialog = page.getByRole('dialog');
    assert.ok(await dialog.getByRole('button', { name: 'Erase for good' }).isDisabled());
    await dialog.getByLabel(/Type .* to go on/).fill(email);
    await accessible();
    if (process.env.HOMING_SHOTS) await page.screenshot({ path: `${process.env.HOMING_SHOTS}/erase.png` });
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText(/Everything of this customer is (being )?erased/).waitFor();
    for (let i = 0; i < 20; i++) {
      await page.goto(`${base}/customers?q=${encodeURIComponent(email)}`);
      if (await seen('Nobody found')) break;
    }
    await page.getByText('Nobody found').waitFor();
  });

  test('leaves an address that is not written to, and that nobody can read', async () => {
    await page.getByRole('link', { name: 'Suppressed', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Suppressed' }).waitFor();
    await page.getByLabel('Whole address').fill(email);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText(/Everything of whoever had this address was erased/).waitFor();
    assert.ok(await page.getByText('Only its hash is kept').isVisible());
    await accessible();
    if (process.env.HOMING_SHOTS) await page.screenshot({ path: `${process.env.HOMING_SHOTS}/suppressed.png` });
    assert.deepEqual(complaints, []);
  });
});
