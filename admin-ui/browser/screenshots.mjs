/** Pictures of every room, wide and narrow, light and dark: `npm run screenshots -- FOLDER [BASE-URL]`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startMock } from '../mock/server.mjs';
import { findChromium, launch } from './chromium.mjs';

const [folder = 'target/screenshots', base] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const path = findChromium();
if (path === null) throw new Error('No Chromium on this machine; CHROMIUM_PATH may name one');

const mock = base === undefined ? await startMock() : undefined;
const url = base ?? mock?.url ?? '';
const browser = await launch(path);
try {
  for (const [name, width, height, colorScheme] of /** @type {const} */ ([
    ['wide-light', 1320, 900, 'light'],
    ['wide-dark', 1320, 900, 'dark'],
    ['narrow-light', 390, 844, 'light'],
  ])) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
    page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
    const shoot = async (/** @type {string} */ room) => {
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${room}-${name}.png`), fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) console.error(`${room}-${name}: ${String(overflow)} px wider than the window`);
    };
    await page.goto(url);
    await page.getByRole('heading', { name: 'Total Recovered' }).waitFor();
    await shoot('dashboard');
    await page.getByRole('link', { name: 'Campaigns', exact: true }).click();
    await page.getByRole('heading', { name: 'Cart recovery' }).waitFor();
    await shoot('campaigns');
    await page.getByRole('button', { name: 'Pause Cart recovery' }).click();
    await page.getByRole('dialog').waitFor();
    await shoot('pause');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Cart recovery', exact: true }).click();
    await page.getByText('In words').waitFor();
    await shoot('campaign');
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('table').waitFor();
    await shoot('people');
    await page.getByRole('link', { name: 'Customers', exact: true }).click();
    await page.getByRole('table').waitFor();
    await shoot('customers');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await shoot('customer');
    await page.getByRole('link', { name: 'Audiences', exact: true }).click();
    await page.getByRole('heading', { name: 'Lists' }).waitFor();
    await shoot('audiences');
    await page
      .getByRole('table', { name: /^Audiences/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('heading', { name: 'Who is in it' }).waitFor();
    await shoot('audience');
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('heading', { name: 'Some of them' }).waitFor();
    await shoot('audience-builder');
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    await page.getByRole('heading', { name: 'Bring in a file' }).waitFor();
    await shoot('imports');
    await page.getByRole('link', { name: 'Rejected events', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Rejected events' }).waitFor();
    await shoot('rejected');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in as' }).waitFor();
    await shoot('sign-in');
    await page.close();
  }
} finally {
  await browser.close();
  mock?.close();
}
