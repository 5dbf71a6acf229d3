// Pictures of every page of the console, from a real run: light and dark, wide and narrow, into docs/console/.
//
//   node dist/cli/main.js up          # prints `Console: LINK`, and variables of the environment, to be set for the script too
//   node scripts/console-screenshots.mjs LINK
//
// Needs a Chromium: /usr/bin/chromium, or what TUNEWRIGHT_CHROMIUM names.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [link] = process.argv.slice(2);
if (link === undefined) throw new Error('usage: node scripts/console-screenshots.mjs LINK');
const folder = fileURLToPath(new URL('../docs/console', import.meta.url));
mkdirSync(folder, { recursive: true });

const looks = [
  { name: 'light', width: 1200, colorScheme: 'light' },
  { name: 'dark', width: 1200, colorScheme: 'dark' },
  { name: 'narrow', width: 375, colorScheme: 'light' },
  { name: 'narrow-dark', width: 375, colorScheme: 'dark' },
];

const browser = await chromium.launch({
  executablePath: process.env.TUNEWRIGHT_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const context = await browser.newContext({ viewport: { width: 1200, height: 760 }, reducedMotion: 'reduce' });
const page = await context.newPage();
const { origin } = new URL(link);

/** The same page in every look; the page lays itself out anew, nothing is reloaded. */
async function shoot(name, height = 760) {
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: look.width, height: look.width < 720 ? 720 : height });
    await page.evaluate('scrollTo(0, 0)');
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(folder, `${name}-${look.name}.png`) });
  }
  await page.setViewportSize({ width: 1200, height: 760 });
}

const button = (name) => page.getByRole('button', { name }).first();
const settle = () => page.waitForTimeout(1_500);

await page.goto(`${origin}/login`);
await button('Sign in').waitFor();
await shoot('login');

await page.goto(link);
await page.reload();
await button('Fine-tune on sample data').waitFor();
await settle();
await shoot('models');
await page.getByRole('heading', { level: 2 }).getByRole('link').first().click();
await button('Deploy as it is').waitFor();
await settle();
await shoot('model');

await page.goto(`${origin}/runs/new?data=sample`);
await page.getByText('can be used').waitFor();
await button('Fine-tune').waitFor();
await settle();
await shoot('new-run');

// One that goes on and one that is paused: schedules are made on the command line.
const root = fileURLToPath(new URL('..', import.meta.url));
const request = ['--model', 'tensorflow-tc-local-use-lite-en', '--data', 'data/reviews/', '--gate', 'deployment=auto'];
for (const [name, ...when] of [
  ['nightly', '--cron', '0 3 * * 1-5', '--time-zone', 'Europe/Madrid'],
  ['weekly', '--every', '7d', '--paused', '--note', 'until the labels are checked'],
]) {
  const words = ['dist/cli/main.js', 'schedules', 'create', name, ...when, ...request];
  execFileSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
}
await page.goto(`${origin}/schedules`);
await button('Pause nightly').waitFor();
await settle();
await shoot('schedules');

await page.goto(`${origin}/models`);
await button('Fine-tune on sample data').click();
await button('Approve').waitFor({ timeout: 120_000 });
const run = page.url();
await settle();
await shoot('run-waits');
await page.goto(run);
await page.getByLabel('Reason').fill('better than guessing');
await button('Approve').click();
await button('Predict').waitFor({ timeout: 120_000 });
await button('Predict').click();
await page.getByText(/ ms$/).waitFor();
await page.getByText('done', { exact: true }).first().waitFor({ timeout: 60_000 });
await settle();
await shoot('run-live');

await page.goto(`${origin}/endpoints`);
await button('Extend').waitFor();
await settle();
await shoot('endpoints');
await page.getByRole('main').getByRole('table').getByRole('link').first().click();
await button('Predict').click();
await page.getByText(/ ms$/).waitFor();
await settle();
await shoot('endpoint');

// The same again in smaller batches, refused this time, and once more: something to list and to compare.
await page.goto(run);
await button('Run again').click();
await page.getByLabel('batch_size', { exact: true }).fill('16');
await button('Fine-tune').click();
await button('Reject').waitFor({ timeout: 120_000 });
await page.getByLabel('Reason').fill('no better than before');
await button('Reject').click();
await page.getByText('rejected', { exact: true }).waitFor();
const compared = [run, page.url()].map((url) => path.basename(new URL(url).pathname));
await page.goto(`${origin}/compare?runs=${compared.join(',')}`);
await page.locator('canvas').waitFor();
await settle();
await shoot('compare', 960);
await page.goto(`${origin}/models`);
await button('Fine-tune on sample data').click();
await button('Approve').waitFor({ timeout: 120_000 });
await page.goto(`${origin}/runs`);
await page
  .getByRole('link', { name: /^fine-tune/ })
  .nth(2)
  .waitFor();
await settle();
await shoot('runs');

await page.goto(`${origin}/settings`);
await button('Check again').waitFor();
await settle();
await shoot('settings');
await browser.close();
