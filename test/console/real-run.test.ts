import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, visit } from '../support/console/browser.js';
import { runningConsole } from '../support/console/running-console.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe.skipIf(chromiumPath === null)('the page before its own server', () => {
  beforeAll(() => {
    // Where the server looks for it; `npm test` has built it from the sources of now.
    if (existsSync(path.join(root, 'dist', 'console', 'page', 'index.html'))) return;
    const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    execFileSync(process.execPath, [vite, 'build', 'src/console/page', '--logLevel', 'error'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    });
  });
  const console = runningConsole();

  test('an empty system comes to a prediction with three presses, and nothing breaks the policy', async () => {
    const { page, press, presses, faults } = await visit(`${console.url}/#token=${console.token}`);
    await page.getByRole('button', { name: 'Fine-tune on sample data' }).waitFor({ timeout: 60_000 });
    await press('Fine-tune on sample data');
    await page.getByRole('button', { name: 'Approve' }).waitFor({ timeout: 80_000 });
    await press('Approve');
    await page.getByRole('button', { name: 'Predict' }).waitFor({ timeout: 80_000 });
    await press('Predict');
    await page.getByText(/ ms$/).waitFor();
    expect(presses()).toBe(3);
    expect(faults).toEqual([]);
  });
});
