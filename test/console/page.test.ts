import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, visit } from '../support/console/browser.js';
import { builtPage } from '../support/console/built-page.js';
import type { ConsoleState } from '../support/console/console-state.js';
import {
  badReport,
  comparedState,
  emptyState,
  gateOf,
  goLive,
  servedBeforeState,
  waitingState,
} from '../support/console/console-state.js';
import { StubConsole } from '../support/console/stub-console.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

/** What axe finds, as lines; it runs over the debugger's connection, to which the policy does not apply. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations: found } = await (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

const liveState = servedBeforeState;

const csv = { name: 'reviews.csv', mimeType: 'text/csv', buffer: Buffer.from('positive,good\n') };

describe.skipIf(chromiumPath === null)('the page of the console', () => {
  let folder: string;
  beforeAll(() => {
    folder = builtPage();
  });
  const open = (state: ConsoleState): Promise<StubConsole> => new StubConsole(folder, state).start();

  const comparison = '/compare?runs=reviews-a,reviews-b,tickets-c,live-1,nowhere&settings=all';
  const stateAt = (place: string): ConsoleState =>
    place.startsWith('/compare') ? comparedState() : place === '/runs/reviews-17' ? waitingState() : liveState();
  const pages = [
    '/models',
    '/models/tensorflow-tc-bert-en-uncased-L-2-H-128-A-2-2',
    '/runs',
    '/runs/new?data=sample',
    '/runs/reviews-17',
    '/compare?selected=reviews-a',
    comparison,
    '/endpoints',
    '/endpoints/reviews',
    '/schedules',
    '/settings',
    '/login',
  ];

  describe.each([
    { theme: 'light', dark: false, width: 1200, locale: 'en-GB' },
    { theme: 'dark', dark: true, width: 375, locale: 'es-ES' },
  ])('in the $theme theme, $width pixels wide, in $locale', (look) => {
    test.each(pages)('%s has no violation by axe, none of the policy, and nothing beyond its width', async (place) => {
      const console = await open(stateAt(place));
      const { page, faults } = await visit(console.url + place, look);
      await page.locator('main h1').waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect(await violations(page)).toEqual([]);
      expect(faults).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
    });
  });

  test.each(pages)('%s fits a screen of 1,920 pixels', async (place) => {
    const { page } = await visit((await open(stateAt(place))).url + place, { width: 1920 });
    await page.locator('main h1').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1920);
    const widest = `Math.max(0, ...[...document.querySelectorAll('main p')].map((each) => each.getBoundingClientRect().width))`;
    // Lines of more than about a hundred letters are not read.
    expect(await page.evaluate<number>(widest)).toBeLessThan(1000);
  });

  test('the link signs in, and its token leaves the address', async () => {
    const console = await open(emptyState());
    console.signedIn = false;
    const { page } = await visit(`${console.url}/#token=right`);
    await page.getByRole('button', { name: 'Fine-tune on sample data' }).waitFor();
    expect(page.url()).toBe(`${console.url}/models`);
  });

  test.each([1200, 375])(
    'of a thousand runs those near the screen are laid out, %i pixels wide, and all can be found',
    async (width) => {
      const state = waitingState();
      const [run] = state.runs;
      if (run === undefined) throw new Error('there is a run');
      state.runs = Array.from({ length: 1_000 }, (_, index) => ({ ...run, run: `reviews-${index}` }));
      const { page } = await visit(`${(await open(state)).url}/runs`, { width });
      await page.getByRole('link', { name: 'reviews-0', exact: true }).waitFor();
      const laidOut = await page.evaluate<number>(
        `[...document.querySelectorAll('td:first-child')].filter((cell) => cell.checkVisibility({ contentVisibilityAuto: true })).length`,
      );
      expect(laidOut).toBeLessThanOrEqual(150);
      expect(await page.getByRole('row', { name: /reviews-/ }).count()).toBe(1_000);
      await page.getByRole('link', { name: 'reviews-999', exact: true }).scrollIntoViewIfNeeded();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    },
  );

  test('without a session the sign-in comes first, and then the page that was asked for', async () => {
    const console = await open(waitingState());
    console.signedIn = false;
    const { page, press } = await visit(`${console.url}/runs/reviews-17`);
    await page.getByLabel('Token').fill('wrong');
    await press('Sign in');
    await page.getByText('This token is not known').waitFor();
    await page.getByLabel('Token').fill('right');
    await press('Sign in');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect(page.url()).toBe(`${console.url}/runs/reviews-17`);
  });

  test('a rejection takes its reason and the digest on screen with it', async () => {
    const console = await open(waitingState());
    const { page, press } = await visit(`${console.url}/runs/reviews-17`);
    await page.getByLabel('Reason').fill('too few rows');
    await press('Reject');
    await page.getByText('rejected', { exact: true }).waitFor();
    expect(console.sent('/api/v1/runs/reviews-17/decisions')).toEqual([
      { gate: 'deployment', decision: 'reject', digest: '9f3a000000000001', reason: 'too few rows' },
    ]);
  });

  test('a report that changes before the press decides nothing, and is shown on demand', async () => {
    const console = await open(waitingState());
    const { page, press } = await visit(`${console.url}/runs/reviews-17`);
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    console.state.run = { ...console.state.run, gates: [gateOf('9f3a000000000002', 0.7)] };
    await press('Approve');
    await page.getByText('Nothing was decided').waitFor();
    const evidence = page.getByRole('region', { name: 'What the decision is about' });
    expect(await evidence.getByText('0.912', { exact: true }).count()).toBe(1);
    await press('Show the new report');
    await evidence.getByText('0.7', { exact: true }).waitFor();
    await press('Approve');
    await page.getByRole('button', { name: 'Predict' }).waitFor();
    expect(console.sent('/api/v1/runs/reviews-17/decisions')).toMatchObject([
      { digest: '9f3a000000000001' },
      { digest: '9f3a000000000002' },
    ]);
  });

  test('who decides a moment after somebody else is told that it does not count, and what was decided', async () => {
    const console = await open(waitingState());
    const { page, press } = await visit(`${console.url}/runs/reviews-17`);
    await page.getByRole('button', { name: 'Reject' }).waitFor();
    // What the page is told when it begins to listen would take the button away.
    await expect
      .poll(() => console.calls.map(({ query }) => decodeURIComponent(query)).join())
      .toContain('run:reviews-17');
    goLive(console.state);
    console.state.run.gates = console.state.run.gates.map((gate) => ({ ...gate, digest: 'decided' }));
    await press('Reject');
    await page.getByText('Your decision came too late and does not count: approved by ana').waitFor();
  });

  test('what could not be done is told in the dialog that asked, not behind it', async () => {
    const console = await open(waitingState());
    const { page, press } = await visit(`${console.url}/runs/reviews-17`);
    await press('Cancel run');
    console.failing = 0;
    const question = page.getByRole('dialog', { name: 'Cancel this run?' });
    await question.getByRole('button', { name: 'Cancel run' }).click();
    await question.getByRole('alert').getByText('The console does not answer').waitFor();
  });

  test('an endpoint that somebody else deletes is not shown as live any longer', async () => {
    const console = await open(liveState());
    const { page } = await visit(`${console.url}/endpoints/reviews`);
    await page.getByRole('button', { name: 'Predict' }).waitFor();
    console.state.endpoint = null;
    console.push();
    await page.getByText('There is no endpoint of this name.').waitFor();
    expect(await page.getByRole('button', { name: 'Predict' }).count()).toBe(0);
  });

  test('who looks on may have data checked, and none of it is kept', async () => {
    const state = emptyState();
    state.health.user = { name: 'bo', role: 'viewer' };
    const console = await open(state);
    const { page } = await visit(`${console.url}/runs/new`);
    await page.getByText('You look on').waitFor();
    await page.getByLabel('data.csv').setInputFiles(csv);
    await page.getByText('reviews.csv can be used').waitFor();
    expect(console.calls.find((call) => call.path === '/api/v1/data')?.query).toBe('?keep=false');
  });

  test('a file that is too large is refused before any of it is sent', async () => {
    const console = await open(emptyState());
    const { page } = await visit(`${console.url}/runs/new`);
    const file = path.join(temporaryDirectory(), 'large.csv');
    writeFileSync(file, '');
    truncateSync(file, 513 * 1024 * 1024);
    await page.getByLabel('data.csv').setInputFiles(file);
    await page.getByText('The file has 513 MB; the console takes 512 MB.').waitFor();
    expect(console.sent('/api/v1/data')).toEqual([]);
  });

  test('a file is called by its own name after a reload too', async () => {
    const console = await open(emptyState());
    const { page } = await visit(`${console.url}/runs/new`);
    await page.getByLabel('data.csv').setInputFiles(csv);
    await page.getByText('reviews.csv can be used').waitFor();
    await page.reload();
    await page.getByText('reviews.csv can be used').waitFor();
  });

  test('what the model took for what on the held-out rows of its run stands on the page of the run, by the names of the classes', async () => {
    const console = await open(waitingState());
    const { page } = await visit(`${console.url}/runs/reviews-17`);
    const own = page.getByRole('region', { name: "The model's own held-out rows" });
    await own.getByText('Accuracy 91% on 144 rows (always the largest class: 50%)').waitFor();
    expect(await own.getByRole('row', { name: 'positive 7 65' }).count()).toBe(1);
    expect(await own.getByRole('row', { name: 'not half as bad as they say positive negative (88%)' }).count()).toBe(1);
  });

  test('a schedule is paused and resumed with a press each, and starts a run once it is said that it costs', async () => {
    const console = await open(waitingState());
    const { page, press } = await visit(`${console.url}/schedules`);
    const row = page.getByRole('row', { name: /nightly/ });
    await press('Pause nightly');
    await row.getByText('paused', { exact: true }).waitFor();
    await press('Run now nightly');
    const question = page.getByRole('dialog', { name: 'Start a run of nightly now?' });
    await question.getByRole('button', { name: 'Run now' }).click();
    await press('Resume nightly');
    await row.getByRole('button', { name: 'Pause nightly' }).waitFor();
    expect(console.sent('/api/v1/schedules/nightly/changes')).toEqual([
      { change: 'pause' },
      { change: 'trigger' },
      { change: 'resume' },
    ]);
  });

  test.each([
    ['when its runs are due', { times: 'every 43200 s' }, 'cada 12 h'],
    ['who paused it', { paused: true, note: 'by ana' }, 'en pausa (por ana)'],
  ])('of a schedule the page tells in Spanish %s', async (_what, told, spanish) => {
    const state = waitingState();
    state.schedules = state.schedules.map((schedule) => ({ ...schedule, ...told }));
    const { page } = await visit(`${(await open(state)).url}/schedules`, { locale: 'es-ES' });
    await page.getByText(spanish, { exact: true }).waitFor();
  });

  test('a run of a schedule that spends carries its price bound in both buttons that start it', async () => {
    const state = waitingState();
    state.health.standIn = false;
    state.schedules = state.schedules.map((schedule) => ({ ...schedule, usdAtMost: 0.42 }));
    const { page, press } = await visit(`${(await open(state)).url}/schedules`);
    await press('Run now nightly · at most $0.42');
    const question = page.getByRole('dialog', { name: 'Start a run of nightly now?' });
    await question.getByRole('button', { name: 'Run now · at most $0.42' }).waitFor();
  });

  test('what becomes of a schedule elsewhere is on screen without a reload', async () => {
    const console = await open(waitingState());
    const { page } = await visit(`${console.url}/schedules`);
    await page.getByText('live', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'reviews-17' }).waitFor();
    console.state.schedules = console.state.schedules.map((schedule) => ({ ...schedule, lastRun: 'nightly-2' }));
    console.push();
    await page.getByRole('link', { name: 'nightly-2' }).waitFor();
  });

  test.each(['/runs/nowhere', '/models/nothing', '/endpoints/none', '/nothing/here'])(
    '%s, which is not there, says so under a heading and leads on',
    async (place) => {
      const { page } = await visit((await open(waitingState())).url + place);
      await page.locator('main h1').waitFor();
      await page.getByRole('main').getByRole('link').first().waitFor();
      expect(await page.getByText('That did not work').count()).toBe(0);
    },
  );

  test('an endpoint lists what has served there before, and one of it is deployed again with two presses, by the form that shows plan and cost', async () => {
    const console = await open(servedBeforeState());
    const { page, press } = await visit(`${console.url}/endpoints/reviews`);
    const earlier = page.getByRole('region', { name: 'Earlier runs on this endpoint' });
    await earlier.getByRole('link', { name: 'reviews-15' }).waitFor();
    expect(await earlier.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^reviews-15\s+Accuracy 0\.884\s+By ana\s/),
      expect.stringMatching(/^reviews-14\s+Accuracy –\s+By ana\s/),
    ]);
    await press('Deploy this one again reviews-15');
    await page.getByRole('heading', { name: 'Plan' }).waitFor();
    expect(await page.getByLabel('Endpoint name').inputValue()).toBe('reviews');
    await press('Deploy · free (local)');
    await page.waitForURL(/\/runs\/deploy-/);
    expect(console.sent('/api/v1/runs')).toMatchObject([
      {
        type: 'deploy',
        request: {
          from: 'reviews-15',
          tags: { team: 'film' },
          gates: { deployment: { rule: 'manual', approvers: ['ana'] } },
          endpoint: { name: 'reviews', update: {}, instanceType: 'ml.g5.xlarge', timeToLiveInSeconds: 43_200 },
        },
      },
    ]);
  });

  test('what is deployed again takes its artifact along, and gives no end to an endpoint that stays', async () => {
    const state = servedBeforeState();
    if (state.endpoint !== null) state.endpoint.expiresAt = null;
    const console = await open(state);
    const { press } = await visit(`${console.url}/endpoints/reviews`);
    await press('Deploy this one again reviews-14');
    await expect
      .poll(() => console.sent('/api/v1/plans').at(-1))
      .toEqual({
        type: 'deploy',
        request: {
          model: { id: state.model.id, version: '2.0.4' },
          artifact: 's3://bucket/old/model.tar.gz',
          endpoint: { name: 'reviews', update: {} },
        },
      });
  });

  test('on AWS the form takes the execution role, which the plan asks for', async () => {
    const state = emptyState();
    state.health.standIn = false;
    state.plan.problems = [
      { field: 'role', message: 'is missing; give the ARN of the SageMaker execution role (--role)' },
    ];
    const console = await open(state);
    const { page } = await visit(`${console.url}/runs/new?data=sample`);
    const role = 'arn:aws:iam::123456789012:role/SageMaker';
    await page
      .getByText(/is missing; give the ARN/)
      .first()
      .waitFor();
    await page.getByLabel('Execution role').fill(role);
    await expect.poll(() => console.sent('/api/v1/plans').at(-1)).toMatchObject({ request: { role } });
  });

  test('once the training is over its log stays on the page of the run that waits', async () => {
    const { page } = await visit(`${(await open(waitingState())).url}/runs/reviews-17`);
    await page.getByText('val_accuracy: 0.7100').waitFor();
  });

  test.each([
    ['GateRejected', 'The run was rejected'],
    ['EndpointFailed', 'The run failed: EndpointFailed'],
  ])('of a run that ended as %s the page says: %s', async (type, heading) => {
    const state = waitingState();
    const failure = { type, message: 'gate deployment rejected by ana' };
    Object.assign(state.run, { running: false, outcome: 'failed', gates: [], failure });
    const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`);
    await page.getByRole('heading', { name: heading }).waitFor();
  });

  test('in Spanish it is said who rejected, with the reason as it was typed', async () => {
    const state = waitingState();
    const failure = { type: 'GateRejected', message: 'gate deployment rejected by ana: it must be better' };
    Object.assign(state.run, { running: false, outcome: 'failed', gates: [], failure });
    const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`, { locale: 'es-ES' });
    await page.getByText('rechazada por ana: it must be better').waitFor();
  });

  test('what a sentence is in the data is said by the name of its class, as the answer is', async () => {
    const { page, press } = await visit(`${(await open(liveState())).url}/endpoints/reviews`);
    await press('Predict');
    await page.getByText('in the data it is positive').waitFor();
  });

  test('that a stand-in did it is said once on the page of a run', async () => {
    const state = waitingState();
    const note = 'Served by a local stand-in.';
    Object.assign(state.run, { standIn: note, warnings: [note] });
    const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`);
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect(await page.getByText(note).count()).toBe(1);
  });

  test.each([1200, 375])(
    'the id of a model and the exact time show on focus and on hover, within %i pixels, until Escape',
    async (width) => {
      const console = await open(liveState());
      const { page } = await visit(`${console.url}/endpoints/reviews`, { width });
      const shown = (name: string): Promise<unknown> =>
        page.evaluate(
          `(() => { const of = [...document.querySelectorAll('main [data-hint]')].find((each) => each.dataset.hint.includes('${name}'));
             const { display, content } = getComputedStyle(of, '::after'); return display === 'none' ? null : content; })()`,
        );
      const link = page.getByRole('main').getByRole('link', { name: console.state.model.title });
      await link.waitFor();
      expect(await shown(console.state.model.id)).toBeNull();
      await link.focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      expect(await shown(console.state.model.id)).toBe(`"${console.state.model.id}"`);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.keyboard.press('Escape');
      expect(await shown(console.state.model.id)).toBeNull();
      await page.locator('main time').first().hover();
      expect(await shown('UTC')).toMatch(/UTC/);
    },
  );

  test('without schedules the page says how one is made', async () => {
    const console = await open(emptyState());
    const { page } = await visit(`${console.url}/schedules`);
    await page
      .getByText(/tunewright schedules create nightly/)
      .first()
      .waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });

  test('who may not decide is told why, and can’t press', async () => {
    const state = waitingState();
    const whyNot = 'ana started this run, and may not approve it herself';
    state.run.gates = [{ ...gateOf('9f3a000000000001', 0.9), mayDecide: false, whyNot }];
    const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`);
    await page.getByText(whyNot).waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  });

  test('who may only look on is told so before the first press', async () => {
    const state = emptyState();
    state.health.user = { name: 'bo', role: 'viewer' };
    const { page } = await visit((await open(state)).url);
    await page.getByText('You look on').waitFor();
    expect(await page.getByRole('button', { name: 'Fine-tune on sample data' }).isDisabled()).toBe(true);
  });

  test('a bad data file tells lines, an example and what to do, and nothing can be started', async () => {
    const { page } = await visit(`${(await open({ ...emptyState(), report: badReport })).url}/runs/new`);
    await page.getByLabel('data.csv').setInputFiles(csv);
    await page.getByText('reviews.csv can’t be used yet').waitFor();
    await page.getByText('lines 3, 17').waitFor();
    await page.getByText('tunewright data prepare reviews.csv').waitFor();
    expect(await page.getByRole('button', { name: 'Fine-tune', exact: false }).isDisabled()).toBe(true);
  });

  test('the report of the data calls the classes by their names', async () => {
    const { page } = await visit(`${(await open(emptyState())).url}/runs/new?data=sample`);
    await page.getByText('negative').first().waitFor();
    expect(await page.getByText('class 0').count()).toBe(0);
  });

  test('a labels.json goes along with the rows that are chosen with it', async () => {
    const console = await open(emptyState());
    const { page } = await visit(`${console.url}/runs/new`);
    const labels = { name: 'labels.json', mimeType: 'application/json', buffer: Buffer.from('["bad", "good"]') };
    await page.getByLabel('data.csv').setInputFiles([labels, csv]);
    await page.getByText('reviews.csv can be used').waitFor();
    const body = String(console.sent('/api/v1/data')[0]);
    expect([...body.matchAll(/filename="([^"]+)"/g)].map(([, name]) => name)).toEqual(['data.csv', 'labels.json']);
  });

  test('in Spanish a failed run says what failed and what to do, and AWS in its own words', async () => {
    const state = liveState();
    Object.assign(state.run, {
      running: false,
      outcome: 'failed',
      failure: { type: 'QuotaExceeded', message: 'ResourceLimitExceeded: The account-level service limit' },
    });
    const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`, { locale: 'es-ES' });
    await page.getByText('Se alcanzó un límite de la cuenta en SageMaker.').waitFor();
    await page.getByText('ResourceLimitExceeded: The account-level service limit').waitFor();
  });

  test('what is wrong with a hyperparameter stands at its field', async () => {
    const state = emptyState();
    state.plan.problems = [{ field: 'hyperparameters.epochs', message: 'must be at least 1' }];
    const { page } = await visit(`${(await open(state)).url}/runs/new?data=sample`);
    await expect.poll(() => page.getByLabel('epochs', { exact: true }).getAttribute('aria-invalid')).toBe('true');
  });

  test('where money is spent the first press leads to the plan and starts nothing', async () => {
    const state = emptyState();
    state.health.standIn = false;
    state.plan.cost = { ...state.plan.cost, atMost: 0.42, trainingAtMost: 0.42 } as never;
    const console = await open(state);
    const { page, press } = await visit(console.url);
    await press('Fine-tune on sample data');
    await page.getByRole('button', { name: 'Fine-tune · at most $0.42' }).waitFor();
    expect(console.sent('/api/v1/runs')).toEqual([]);
  });

  test.each([
    ['the start of a run', '/runs/new?data=sample', 'Fine-tune', '/api/v1/runs'],
    ['a decision', '/runs/reviews-17', 'Approve', '/api/v1/runs/reviews-17/decisions'],
    ['an extension', '/endpoints/reviews', 'Extend', '/api/v1/endpoints/reviews/extensions'],
  ])('a double click sends %s once', async (_what, place, name, path) => {
    const console = await open(place.startsWith('/endpoints') ? liveState() : waitingState());
    const { page } = await visit(console.url + place);
    const button = page.getByRole('main').getByRole('button', { name }).last();
    await button.waitFor();
    // Before the page can be drawn anew.
    await button.evaluate((element) => {
      for (let press = 0; press < 2; press++) (element as unknown as { click: () => void }).click();
    });
    await page.waitForLoadState('networkidle').catch(() => undefined);
    expect(console.sent(path)).toHaveLength(1);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('a start whose answer was lost is found by a second press, and not made twice', async () => {
    const console = await open(emptyState());
    const { page, press } = await visit(`${console.url}/runs/new?data=sample`);
    const ids: unknown[] = [];
    await page.route('**/api/v1/runs', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      ids.push((route.request().postDataJSON() as { run: string }).run);
      const answer = await route.fetch();
      // As the console answers what it knows.
      return ids.length === 1 ? route.abort() : route.fulfill({ response: answer, status: 409, json: { status: 409 } });
    });
    await press('Fine-tune');
    await page.getByText('The console does not answer').waitFor();
    await press('Fine-tune');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/runs/${String(ids[0])}`);
    expect(new Set(ids).size).toBe(1);
  });

  test('a form survives a reload', async () => {
    const { page } = await visit(`${(await open(emptyState())).url}/runs/new?data=sample`);
    await page.getByLabel('epochs', { exact: true }).fill('7');
    await page.reload();
    await expect.poll(() => page.getByLabel('epochs', { exact: true }).inputValue()).toBe('7');
  });

  test('who goes back after the start of a run finds the form as it was sent, and a new one is empty', async () => {
    const { page, press } = await visit(`${(await open(emptyState())).url}/runs/new?data=sample`);
    await page.getByLabel('epochs', { exact: true }).fill('7');
    await press('Fine-tune');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await page.goBack();
    await expect.poll(() => page.getByLabel('epochs', { exact: true }).inputValue()).toBe('7');
    await page.reload();
    await expect.poll(() => page.getByLabel('epochs', { exact: true }).inputValue()).toBe('7');
    await press('Fine-tune');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await press('Run again');
    await page.goto(new URL('/runs/new?data=sample', page.url()).href);
    await expect.poll(() => page.getByLabel('epochs', { exact: true }).inputValue()).toBe('10');
  });

  test('that a run is being cancelled is told after a reload too, and is not asked for again', async () => {
    const state = waitingState();
    state.run.cancelling = true;
    const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`);
    const button = page.getByRole('button', { name: 'Cancelling …' });
    await button.waitFor();
    expect(await button.isDisabled()).toBe(true);
    expect(await page.getByText('Cancelling …').count()).toBe(2);
  });

  test('a name that turns words around, or has no end, leaves our own as they are', async () => {
    const console = await open(emptyState());
    const { page } = await visit(`${console.url}/runs/new`);
    await page.getByLabel('data.csv').setInputFiles({ ...csv, name: `\u202evsc${'x'.repeat(100)}.csv` });
    await page.getByText(/^\\u202evscx+…x+\.csv can be used$/).waitFor();
  });

  test('a run is cancelled after a question', async () => {
    const console = await open(waitingState());
    const { page, press } = await visit(`${console.url}/runs/reviews-17`);
    await press('Cancel run');
    await press('Cancel run');
    await page.getByText('cancelled', { exact: true }).waitFor();
    expect(console.sent('/api/v1/runs/reviews-17/cancel')).toHaveLength(1);
  });

  test('an evaluation tells how far it is, and then the score', async () => {
    const console = await open(liveState());
    let end = (): void => undefined;
    console.evaluated = new Promise((resolve) => (end = resolve));
    const { page } = await visit(`${console.url}/endpoints/reviews`);
    await page.getByLabel('Rows to evaluate on').setInputFiles(csv);
    await page.getByText(/^72 of 144 rows · about \d:\d\d left$/).waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('72');
    expect(await violations(page)).toEqual([]);
    end();
    await page.getByText(/^Accuracy 91% on 144 rows/).waitFor();
    expect(await page.getByRole('progressbar').count()).toBe(0);
  });

  test('an evaluation that is stopped, or left, asks no more rows', async () => {
    const console = await open(liveState());
    console.evaluated = new Promise(() => undefined);
    const { page, press } = await visit(`${console.url}/endpoints/reviews`);
    await page.getByLabel('Rows to evaluate on').setInputFiles(csv);
    await page.getByText(/^72 of 144/).waitFor();
    await press('Stop');
    await page.getByText('Stopped: no more rows are asked.').waitFor();
    await expect.poll(() => console.evaluationsEnded).toBe(1);
    await page.getByLabel('Rows to evaluate on').setInputFiles({ ...csv, name: 'others.csv' });
    await page.getByText(/^72 of 144/).waitFor();
    await press('Models');
    await expect.poll(() => console.evaluationsEnded).toBe(2);
  });

  test('an endpoint is extended with one press, and one that has served for a while is deleted once its name is typed', async () => {
    const console = await open(liveState());
    const { page, press } = await visit(`${console.url}/endpoints/reviews`);
    await press('Extend');
    await expect.poll(() => console.sent('/api/v1/endpoints/reviews/extensions')).toEqual([{ hours: 12 }]);
    await press('Delete endpoint');
    const confirmed = page.getByRole('button', { name: 'Delete endpoint' });
    expect(await confirmed.isDisabled()).toBe(true);
    await page.getByLabel('Name of the endpoint').fill('reviews');
    await press('Delete endpoint');
    await page.getByText('Nothing is live, nothing bills.').waitFor();
  });

  test('an endpoint that was made a moment ago is deleted without its name being typed', async () => {
    const state = liveState();
    if (state.endpoint !== null) state.endpoint.createdAt = new Date().toISOString();
    const { page, press } = await visit(`${(await open(state)).url}/endpoints/reviews`);
    await press('Delete endpoint');
    await press('Delete endpoint');
    await page.getByText('Nothing is live, nothing bills.').waitFor();
  });

  test('in Spanish the rows and steps of a run are in Spanish too', async () => {
    const { page } = await visit(`${(await open(waitingState())).url}/runs/reviews-17`, { locale: 'es-ES' });
    await page.getByText('trabajo de entrenamiento').first().waitFor();
    await page.getByText('reviews-17-a1: completado').waitFor();
    expect(await page.getByText('720 filas, 2 clases').count()).toBeGreaterThan(0);
  });

  test('what happens on the server is on screen without a reload', async () => {
    const console = await open(waitingState());
    const { page } = await visit(`${console.url}/runs/reviews-17`);
    await page.getByText('live', { exact: true }).waitFor();
    goLive(console.state);
    console.push();
    await page.getByRole('button', { name: 'Predict' }).waitFor();
  });

  test('a proxy’s 502 and a broken connection are told, the data stays, and the page is live again by itself', async () => {
    const console = await open(waitingState());
    const { page } = await visit(`${console.url}/runs/reviews-17`);
    await page.getByText('live', { exact: true }).waitFor();
    // The stream is there before what it brings.
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    console.failing = 502;
    console.dropStreams();
    await page.getByText(/^reconnecting/).waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isVisible()).toBe(true);
    goLive(console.state);
    console.failing = null;
    await page.getByText('live', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Predict' }).waitFor();
  });

  test('without a worker a banner says so, and what is known stays', async () => {
    const state = waitingState();
    state.health.worker = false;
    const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`);
    await page.getByText('No worker answers: runs do not go on').waitFor();
    await page.getByRole('heading', { name: 'reviews-17' }).waitFor();
  });

  test.each([
    ['which goes on', true, 'Ningún proceso de trabajo (worker) responde: solo'],
    [
      'which has ended',
      false,
      'ha terminado; ningún proceso de trabajo (worker) responde que diga más: tunewright worker',
    ],
  ])(
    'of a run %s the page says in Spanish that no worker answers, and shows no empty parts',
    async (_what, running, said) => {
      const state = waitingState();
      const headline = running
        ? 'no worker answers'
        : 'it has ended; no worker answers that would tell more: tunewright worker';
      Object.assign(state.run, {
        running,
        worker: false,
        headline,
        rows: [],
        gates: [],
        steps: [],
        phases: [],
        epochs: [],
        heldOut: null,
      });
      const { page } = await visit(`${(await open(state)).url}/runs/reviews-17`, { locale: 'es-ES' });
      await page.getByRole('main').getByText(said).waitFor();
      expect(await page.getByRole('heading', { name: 'Hasta ahora' }).count()).toBe(0);
      expect(await page.getByText('no worker answers').count()).toBe(0);
    },
  );

  test('a session that ends while a page is open leads to the sign-in', async () => {
    const console = await open(waitingState());
    const { page } = await visit(`${console.url}/runs/reviews-17`);
    await page.getByText('live', { exact: true }).waitFor();
    console.signedIn = false;
    console.dropStreams();
    await page.getByLabel('Token').waitFor();
  });

  test('new runs wait behind a button while somebody reads further down', async () => {
    const state = waitingState();
    const [row] = state.runs;
    state.runs = Array.from({ length: 40 }, (_, index) => ({ ...row!, run: `tickets-${index}` }));
    const console = await open(state);
    const { page, press } = await visit(`${console.url}/runs`);
    await page.getByRole('link', { name: 'tickets-39' }).scrollIntoViewIfNeeded();
    state.runs = [{ ...row!, run: 'newest' }, ...state.runs];
    console.push();
    await page.getByRole('button', { name: '1 new run' }).waitFor();
    expect(await page.getByRole('link', { name: 'newest' }).count()).toBe(0);
    await press('1 new run');
    await page.getByRole('link', { name: 'newest' }).waitFor();
  });

  test('the keys lead to pages and the search, until they are switched off', async () => {
    const { page } = await visit(`${(await open(emptyState())).url}/settings`);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.keyboard.type('gr');
    await page.getByRole('heading', { name: 'Runs' }).waitFor();
    await page.keyboard.type('/');
    await expect.poll(() => page.evaluate<string>('document.activeElement.type')).toBe('search');
    await page.goto(new URL('/settings', page.url()).href);
    await page.getByLabel('Keys:').uncheck();
    await page.getByLabel('Keys:').blur();
    await page.keyboard.type('gr');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  test('language and theme are chosen by hand and stay', async () => {
    const { page } = await visit(`${(await open(emptyState())).url}/models`);
    await page.getByLabel('Language').first().selectOption('es');
    await page.getByRole('button', { name: 'Ajustar con datos de ejemplo' }).waitFor();
    await page.getByLabel('Tema').selectOption('dark');
    await page.reload();
    await page.getByRole('heading', { name: 'Modelos' }).waitFor();
    expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe('rgb(16, 19, 26)');
  });

  test('a tab from before a newer console loads the page anew where a part of it is gone', async () => {
    const { page, press } = await visit(`${(await open(emptyState())).url}/models`);
    await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
    let gone = true;
    page.on('request', (request) => (gone &&= !request.isNavigationRequest()));
    await page.route('**/assets/settings-*.js', (route) => (gone ? route.fulfill({ status: 404 }) : route.continue()));
    await press('Settings');
    await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
  });

  test('a page that can’t be drawn says so, and leaves the way to the others', async () => {
    const state = waitingState();
    Object.assign(state.run, { steps: null });
    const { page, press } = await visit(`${(await open(state)).url}/runs/reviews-17`);
    await page.getByRole('alert').getByText('That did not work').waitFor();
    await press('Runs');
    await page.getByRole('link', { name: 'reviews-17' }).waitFor();
  });

  test('the seventh tab of a browser loads', async () => {
    const console = await open(waitingState());
    const { page } = await visit(`${console.url}/runs`);
    for (let tab = 2; tab <= 7; tab++) {
      const next = await page.context().newPage();
      await next.goto(`${console.url}/runs`);
      await next.getByRole('link', { name: 'reviews-17' }).waitFor({ timeout: 20_000 });
    }
  });
});
