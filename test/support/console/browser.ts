import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';

const places = [
  process.env.TUNEWRIGHT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where a Chromium is; null: the tests of the page are skipped, and say so. */
export const chromiumPath = places.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? null;

if (chromiumPath === null) {
  process.stderr.write(
    'The tests of the console’s page are SKIPPED, not passed: no Chromium here. apt-get install chromium, or name one in TUNEWRIGHT_CHROMIUM.\n',
  );
}

let browser: Browser | null = null;

export interface Visit {
  readonly page: Page;
  /** Violations of the Content-Security-Policy, and errors of the page, since it was opened. */
  readonly faults: string[];
  /** Presses since the page was opened: what `press` did. */
  readonly presses: () => number;
  /** One press of a button or link; typing is none. */
  readonly press: (name: string) => Promise<void>;
}

interface VisitOptions {
  readonly locale?: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

/** A fresh profile of a browser at that address. */
export async function visit(url: string, options: VisitOptions = {}): Promise<Visit> {
  const { locale = 'en-GB', width = 1200, height = 800, dark = false } = options;
  if (browser === null) {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
    afterAll(() => browser?.close());
  }
  const context = await browser.newContext({
    locale,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy|TrustedHTML|TrustedScript/.test(message.text())) faults.push(message.text());
  });
  let presses = 0;
  const press = async (name: string): Promise<void> => {
    presses += 1;
    const target = page.getByRole('button', { name }).or(page.getByRole('link', { name }));
    await target.filter({ visible: true }).first().click();
  };
  await page.goto(url);
  return { page, faults, presses: () => presses, press };
}
