/**
 * The built page in a browser, against HOMING_URL (a running Homing with its demo data), or against the fixtures.
 * What the page shows is held against what the API says, so the same test serves both.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { startMock } from '../mock/server.mjs';
import { findChromium, launch } from './chromium.mjs';

const chromium = findChromium();
if (chromium === null && process.env.CI === 'true') {
  throw new Error('No Chromium on this machine: install one, or name it in CHROMIUM_PATH');
}
const skip = chromium === null ? 'no Chromium on this machine; CHROMIUM_PATH may name one' : false;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the admin page', { skip }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('playwright-core').Page} */
  let page;
  /** @type {{ url: string, close: () => void } | undefined} */
  let mock;
  let base = '';
  /** What the browser complained about: scripts that threw, and what the security policy refused. @type {string[]} */
  const complaints = [];

  before(async () => {
    if (chromium === null) return;
    const given = process.env.HOMING_URL;
    if (!given) mock = await startMock();
    base = (given ?? mock?.url ?? '').replace(/\/$/, '');
    browser = await launch(chromium);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // A picture of the demo shop that cannot be loaded is no fault of the page.
      const missing = message.text().includes('net::ERR_') || message.location().url.endsWith('/api/catalogue/events');
      if (message.type() === 'error' && !missing) complaints.push(message.text());
    });
  });

  after(async () => {
    await browser?.close();
    mock?.close();
  });

  /** An answer of the API, asked by the test itself. @param {string} path */
  async function api(path) {
    const token = /** @type {{ token: string }} */ (
      await (
        await fetch(`${base}/dev/token`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ role: 'admin' }),
        })
      ).json()
    ).token;
    const response = await fetch(`${base}${path}`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(response.status, 200, path);
    return response.json();
  }

  /** Nothing that keeps someone with a keyboard or a screen reader out. */
  async function accessible() {
    // By the debugger's way, because the page's policy refuses foreign script elements.
    await page.evaluate(axe);
    const faults = await page.evaluate(async () => {
      const { violations } = await /** @type {any} */ (window).axe.run();
      return violations.map(
        (/** @type {any} */ violation) =>
          `${violation.id}: ${violation.nodes.map((/** @type {any} */ n) => n.html).join(' ')}`,
      );
    });
    assert.deepEqual(faults, []);
  }

  /** @param {string} name */
  const card = (name) => page.getByRole('region', { name, exact: true });

  test('signs a first visitor in and shows the figures that the API has', async () => {
    await page.goto(base);
    const { current, previous } = await api('/api/reports/recovery');
    const count = new Intl.NumberFormat('en-GB');
    for (const [name, figure] of /** @type {[string, string][]} */ ([
      ['Triggered', 'triggered'],
      ['Converted', 'converted'],
      ['Messages Sent', 'messagesSent'],
    ])) {
      const text = await card(name).innerText();
      assert.ok(text.includes(count.format(current[figure])), `${name}: ${text}`);
      assert.ok(text.includes(`${count.format(previous[figure])} before`), `${name}: ${text}`);
    }
    const recovered = await card('Total Recovered').innerText();
    for (const { amount, currency } of current.recovered) {
      const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(amount);
      assert.ok(
        recovered.replaceAll('\u00a0', ' ').includes(money.replaceAll('\u00a0', ' ')),
        `${money} in ${recovered}`,
      );
    }
    const rate = new Intl.NumberFormat('en-GB', { style: 'percent', minimumFractionDigits: 1 }).format(
      current.recoveryRate,
    );
    assert.ok((await card('Recovery Rate').innerText()).includes(rate));
    await page.getByRole('img', { name: /by day/ }).waitFor();
    await accessible();
  });

  test('shows another period when asked', async () => {
    const { current } = await api('/api/reports/recovery');
    await page.getByRole('button', { name: '7 days', exact: true }).click();
    await page.getByRole('button', { name: '7 days' }).and(page.locator('[aria-pressed=true]')).waitFor();
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    const shown = Number((await card('Triggered').locator('.figure').innerText()).replaceAll(',', ''));
    assert.ok(shown <= current.triggered, `${String(shown)} in 7 days, ${String(current.triggered)} in 30`);
  });

  test('keeps the period over a reload, and gives the focus back that a dialog or the days of one’s own took', async () => {
    await page.reload();
    await page.getByRole('button', { name: '7 days' }).and(page.locator('[aria-pressed=true]')).waitFor();
    // In the document, wherever the window is scrolled to.
    const title = () =>
      page
        .getByRole('heading', { level: 1 })
        .evaluate((heading) => heading.getBoundingClientRect().top + window.scrollY);
    const before = await title();
    await page.getByRole('button', { name: 'Custom' }).click();
    await page.getByLabel('From').fill('');
    await page.getByText('Give both days.').waitFor();
    assert.equal(await title(), before);
    await accessible();
    await page.keyboard.press('Escape');
    await page.getByLabel('From').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Custom');
  });

  test('lists the campaigns, and pauses and activates one after asking', async () => {
    await page.getByRole('link', { name: 'Campaigns', exact: true }).click();
    const { campaigns } = await api('/api/campaigns');
    const { name, key, version } = campaigns.find((/** @type {any} */ campaign) => campaign.key === 'cart-recovery');
    const row = page.getByRole('listitem', { name, exact: true });
    await row.waitFor();
    assert.equal(await page.getByRole('list', { name: 'Campaigns' }).locator('> li').count(), campaigns.length);
    assert.ok((await row.innerText()).includes(`Version ${String(version)}`));
    await accessible();

    const status = async () =>
      (await api('/api/campaigns')).campaigns.find((/** @type {any} */ campaign) => campaign.key === key).status;
    await row.getByRole('button', { name: /^Pause/ }).click();
    const dialog = page.getByRole('dialog', { name: `Pause ${name}?` });
    await dialog.getByText('Nothing more is sent').waitFor();
    await accessible();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.match(String(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))), /^Pause /);
    assert.equal(await status(), 'active');

    await row.getByRole('button', { name: /^Pause/ }).click();
    await dialog.getByRole('button', { name: 'Pause campaign' }).click();
    await row.getByRole('button', { name: /^Resume/ }).waitFor();
    assert.equal(await status(), 'paused');
    await row.getByRole('button', { name: /^Resume/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resume campaign' }).click();
    await row.getByRole('button', { name: /^Pause/ }).waitFor();
    assert.equal(await status(), 'active');
  });

  test('draws the flow from the top down', async () => {
    const campaign = await api('/api/campaigns/cart-recovery');
    await page.getByRole('link', { name: campaign.name, exact: true }).click();
    const flow = page.getByRole('group', { name: `Flow of ${campaign.name}` });
    await flow.getByText(campaign.startsWhen).first().waitFor();
    const boxes = flow.locator('.react-flow__node-box');
    assert.equal(await boxes.count(), campaign.campaign.flow.nodes.length + 1);
    const messages = campaign.campaign.flow.nodes.filter((/** @type {any} */ node) => node.type === 'message');
    let above = -Infinity;
    for (const { name } of messages) {
      const box = await boxes.filter({ has: page.locator('.box-name', { hasText: name }) }).boundingBox();
      assert.ok(box !== null && box.y > above, `${name} is below what comes before it`);
      above = box.y;
    }
    const ways = campaign.campaign.flow.nodes.reduce(
      (/** @type {number} */ sum, /** @type {any} */ node) =>
        sum + new Set([...Object.values(node.ways ?? {}), node.next].filter(Boolean)).size,
      1,
    );
    assert.equal(await flow.locator('path.way').count(), ways);
    await flow
      .getByText(/within/)
      .first()
      .waitFor();
    await accessible();
  });

  test('is changed on the drawing, by mouse and by keyboard, and asks before that is lost', async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    const flow = page.getByRole('group', { name: 'Flow of Cart recovery' });
    const boxes = flow.locator('.react-flow__node-step');
    await boxes.first().waitFor();
    const before = await boxes.count();
    await accessible();
    await flow
      .getByRole('button', { name: /^Add a step between/ })
      .first()
      .click();
    await accessible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Wait' }).getByLabel('Waits, number').waitFor();
    assert.equal(await boxes.count(), before + 1);
    for (const step of await flow.locator('[data-step]').all()) {
      await step.focus();
      await page.keyboard.press('Enter');
      await page.locator('.edit-panel h2').waitFor();
      await accessible();
    }
    await page.keyboard.press('Control+z');
    await page.waitForFunction((count) => document.querySelectorAll('.react-flow__node-step').length === count, before);
    await page.keyboard.press('Control+Shift+z');
    await page.getByRole('link', { name: 'Cart recovery', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await accessible();
    await dialog.getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { level: 2, name: 'Versions' }).waitFor();
  });

  test('lists who is in the campaign, and those of them that are asked for', async () => {
    await page.getByRole('link', { name: 'People', exact: true }).click();
    const { people } = await api('/api/campaigns/cart-recovery/people?limit=50');
    const table = page.getByRole('table', { name: /People in this campaign/ });
    await table.waitFor();
    assert.equal(await table.locator('tbody tr').count(), people.length);
    await accessible();
    await page.getByLabel('Status').selectOption('exited');
    const exited = people.filter((/** @type {any} */ person) => person.status === 'exited').length;
    await page.waitForFunction((count) => document.querySelectorAll('.people-table tbody tr').length === count, exited);
  });

  test('finds a customer and tells what happened, with every decision and its reason', async () => {
    await page.getByRole('link', { name: 'Customers', exact: true }).click();
    const { customers } = await api('/api/customers');
    // One to whom something happened: the demo's own customers differ from the fixtures'.
    let chosen;
    let timeline;
    for (const customer of customers) {
      timeline = await api(`/api/customers/${encodeURIComponent(customer.id)}/timeline?limit=20`);
      const decided = timeline.entries.some((/** @type {any} */ entry) => entry.decisions?.length > 0);
      if (decided && customer.email) {
        chosen = customer;
        break;
      }
    }
    assert.ok(chosen, 'a customer with an email and a decision');
    await page.getByRole('searchbox').fill(chosen.email);
    await page.getByRole('heading', { name: /^1 customer for/ }).waitFor();
    await accessible();
    await page.getByRole('table').getByRole('link').first().click();

    const section = page.getByRole('region', { name: 'Timeline', exact: true });
    await section.locator('.timeline > li').first().waitFor();
    assert.equal(await section.locator('.timeline > li').count(), timeline.entries.length);
    for (const entry of timeline.entries) {
      for (const { reason } of entry.decisions ?? []) {
        // The page says instants as people read them.
        const said = reason.sentence
          .split(/\d{4}-\d\d-\d\dT[\d:.]+Z/)
          .map((/** @type {string} */ part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.+');
        assert.ok((await section.getByText(new RegExp(`^${said}$`)).count()) > 0, reason.sentence);
      }
    }
    const instant = new Date(timeline.entries[0].at).toISOString();
    assert.ok((await section.locator(`time[title="${instant}"]`).count()) > 0, instant);
    await page.getByText(/^Times in your time zone, /).waitFor();
    await accessible();

    if (timeline.next !== null) {
      await section.getByRole('button', { name: 'Load older' }).click();
      await page.waitForFunction(
        (count) => document.querySelectorAll('.timeline > li').length > count,
        timeline.entries.length,
      );
    }
  });

  test('builds an audience, whose size is that of the API', async () => {
    await page.getByRole('link', { name: 'Audiences', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'Lists' }).waitFor();
    await accessible();
    await page.getByRole('link', { name: 'New audience' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Somebody with an address');
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await page.getByRole('button', { name: 'Attribute', exact: true }).click();
    await page.getByRole('combobox', { name: 'Attribute' }).fill('ema');
    await page.keyboard.press('ArrowDown');
    await accessible();
    await page.keyboard.press('Enter');
    await page.getByLabel('Comparison').selectOption('is known');
    const preview = page.waitForResponse((response) => response.url().endsWith('/api/audiences/preview'));
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    await page.getByRole('button', { name: 'Consent', exact: true }).click();
    const { count } = await (await preview).json();
    const size = page.getByRole('region', { name: 'Who that is now' });
    await size.getByText(`${String(count)} customer${count === 1 ? '' : 's'}`, { exact: true }).waitFor();
    await accessible();
    await page.getByRole('button', { name: 'Save audience' }).click();
    await page.getByRole('heading', { level: 1, name: 'Somebody with an address' }).waitFor();
    const { audiences } = await api('/api/audiences');
    assert.deepEqual(audiences.find((/** @type {any} */ one) => one.name === 'Somebody with an address')?.condition, {
      all: [{ attribute: 'email', exists: true }, { any: [{ consent: 'email', is: 'granted' }] }],
    });
  });

  test('makes a list, puts somebody on it, and takes them off after asking', async () => {
    await page.getByRole('link', { name: 'Audiences', exact: true }).first().click();
    await page.getByRole('button', { name: 'New list' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Guests');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Guests' }).waitFor();
    const { customers } = await api('/api/customers');
    const { email } = customers.find((/** @type {any} */ customer) => customer.email);
    await page.getByLabel(/one a line/).fill(email);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: /from the list$/ }).waitFor();
    await accessible();
    await page.getByRole('button', { name: /from the list$/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take off the list' }).click();
    await page.getByText('Nobody is on this list yet.').waitFor();
  });

  test('brings in a file, and says which lines it did not take', async () => {
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
    const text = 'email,firstName\nida.import@example.com,Ida\nwrong,Nobody\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { name: 'What became of people.csv' }).waitFor();
    await page.getByRole('table', { name: 'One line was not taken' }).getByRole('cell', { name: '3' }).waitFor();
    await accessible();
    await page.getByRole('link', { name: 'Rejected events', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Rejected events' }).waitFor();
    await accessible();
  });

  test('can be used on a phone: nothing is wider than the window', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const room of ['Home', 'Campaigns', 'Customers']) {
      await page.getByRole('link', { name: room, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: room }).waitFor();
      await page.locator('main .card').first().waitFor();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wider <= 0, `${room} is ${String(wider)} px too wide`);
    }
    for (const address of ['/audiences', '/audiences/_new', '/audiences/somebody-with-an-address/edit', '/imports']) {
      await page.goto(`${base}${address}`);
      await page.locator('main .card').first().waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${address} is ${String(wide)} px too wide`);
    }
    for (const address of ['/campaigns/_new', '/campaigns/cart-recovery/edit']) {
      await page.goto(`${base}${address}`);
      await page.locator('main .card').first().waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${address} is ${String(wide)} px too wide`);
      await accessible();
    }
    await page.goto(`${base}/campaigns/cart-recovery/people`);
    await page.locator('main .card').first().waitFor();
    await page.getByText('listed').waitFor();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, `People is ${String(wider)} px too wide`);

    const { customers } = await api('/api/customers');
    await page.goto(`${base}/customers/${encodeURIComponent(customers[0].id)}`);
    await page.locator('.timeline > li').first().waitFor();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(beyond <= 0, `A customer is ${String(beyond)} px too wide`);
    await accessible();
    await page.goto(base);
    await card('By campaign').waitFor();
    await accessible();
  });

  test('opens at any of its addresses, and made the browser complain of nothing', async () => {
    await page.goto(`${base}/campaigns/cart-recovery`);
    await page.getByRole('heading', { level: 2, name: 'Flow' }).waitFor();
    assert.deepEqual(complaints, []);
  });
});
