import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, visit } from '../support/console/browser.js';
import { builtPage } from '../support/console/built-page.js';
import type { ConsoleState } from '../support/console/console-state.js';
import { comparedState, emptyState, trainedRun } from '../support/console/console-state.js';
import { StubConsole } from '../support/console/stub-console.js';

const heldOut = (accuracy: number) => ({ rows: 144, accuracy, largestClassShare: 0.5, confusion: null, labels: null });

const runIn = (state: ConsoleState, name: string) => {
  const found = state.others.find(({ run }) => run === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

const ranking = (page: Page) => page.getByRole('table', { name: 'Ranking' });
const rowOf = (page: Page, run: string) => ranking(page).getByRole('row', { name: new RegExp(run) });

describe.skipIf(chromiumPath === null)('the comparison of runs', () => {
  let folder: string;
  beforeAll(() => {
    folder = builtPage();
  });
  const open = (state: ConsoleState): Promise<StubConsole> => new StubConsole(folder, state).start();
  const compare = async (state: ConsoleState, query = 'runs=reviews-a,reviews-b,tickets-c') => {
    const console = await open(state);
    return { console, ...(await visit(`${console.url}/compare?${query}`)) };
  };

  test('runs that are ticked in the list lead to their comparison, two at least and six at most', async () => {
    const state = comparedState();
    for (const run of ['d', 'e', 'f', 'g']) {
      state.others.push(trainedRun({ run, accuracy: 0.8 }));
      state.runs.push({ ...state.runs[0]!, run });
    }
    const { page } = await visit(`${(await open(state)).url}/runs`);
    const button = page.getByRole('button', { name: 'Compare' });
    await page.getByText('Tick 2 to 6 runs to compare them.').waitFor();
    expect(await button.isDisabled()).toBe(true);
    for (const run of ['reviews-b', 'reviews-a', 'd', 'e', 'f', 'g', 'tickets-c']) {
      await page.getByLabel(`Select ${run}`, { exact: true }).check();
    }
    await page.getByText('6 at most: 7 are selected.').waitFor();
    expect(await button.isDisabled()).toBe(true);
    for (const run of ['d', 'e', 'f', 'g', 'tickets-c']) {
      await page.getByLabel(`Select ${run}`, { exact: true }).uncheck();
    }
    await button.click();
    await ranking(page).waitFor();
    expect(page.url()).toMatch(/\/compare\?runs=reviews-b,reviews-a$/);
  });

  test('what is ticked in the list stays through a reload and another tab of the list', async () => {
    const { page, press } = await visit(`${(await open(comparedState())).url}/runs`);
    await page.getByLabel('Select reviews-a').check();
    await page.reload();
    await press('Running');
    await page.getByText('Tick 2 to 6 runs').waitFor();
    await page.getByRole('link', { name: 'All' }).click();
    await expect.poll(() => page.getByLabel('Select reviews-a').isChecked()).toBe(true);
  });

  test('without runs in the address those are chosen that trained and have ended', async () => {
    const { page } = await compare(comparedState(), '');
    await page.getByRole('heading', { name: 'Choose 2 to 6 runs' }).waitFor();
    await page.getByLabel('Select reviews-a').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(3);
    await page.getByLabel('Select reviews-a').check();
    await page.getByLabel('Select tickets-c').check();
    await page.getByRole('button', { name: 'Compare' }).click();
    await ranking(page).waitFor();
    expect(page.url()).toMatch(/runs=reviews-a,tickets-c$/);
  });

  test('one run alone stands chosen, and the second is asked for', async () => {
    const { page } = await compare(comparedState(), 'runs=reviews-17');
    await page.getByText('Tick 2 to 6 runs to compare them.').waitFor();
    expect(await page.getByLabel('Select reviews-17').isChecked()).toBe(true);
  });

  test('where no run has trained the page leads to a new one', async () => {
    const { page, press } = await compare(emptyState(), '');
    await page.getByText('No run has trained yet').waitFor();
    await press('New run');
    await page.getByRole('heading', { name: 'New run' }).waitFor();
  });

  test('the best comes first, each with its difference to the first of the address and what of it is known', async () => {
    const { page } = await compare(comparedState());
    await ranking(page).waitFor();
    const names = await ranking(page).getByRole('rowheader').allInnerTexts();
    expect(names.map((name) => name.split(/\s+/)[1])).toEqual(['reviews-b', 'reviews-a', 'tickets-c']);
    const told = (await rowOf(page, 'tickets-c').innerText()).replace(/\s+/g, ' ');
    expect(told).toContain('87.1% validation -2.9 points 0.180 validation free (local) 6:12');
    expect(told).toContain('other data: 720 rows, 2 classes');
    expect(await rowOf(page, 'reviews-b').innerText()).toContain('same data');
    expect(await rowOf(page, 'reviews-a').innerText()).toContain('baseline');
    await page.getByText('Not all were trained on the same data').waitFor();
  });

  test('another run becomes the baseline with a press, in the address too', async () => {
    const { page, press } = await compare(comparedState());
    await press('Make baseline reviews-b');
    await rowOf(page, 'reviews-a').getByText('-2.5 points').waitFor();
    expect(page.url()).toMatch(/runs=reviews-b,reviews-a,tickets-c$/);
  });

  test('held-out scores rank only where all have one on the same rows', async () => {
    const state = comparedState();
    const names = ['reviews-a', 'reviews-b', 'tickets-c'];
    names.forEach((name, index) =>
      Object.assign(runIn(state, name), {
        heldOut: heldOut(0.8 + index / 100),
        plan: { ...runIn(state, name).plan, evaluationFile: { etag: 'rows' } },
      }),
    );
    const { page } = await compare(state);
    await page.getByText('By accuracy on held-out rows, the same for all.').waitFor();
    await rowOf(page, 'tickets-c').getByText('+2 points').waitFor();
    expect(await page.getByText('Not all were trained on the same data').count()).toBe(0);
    runIn(state, 'reviews-b').heldOut = null;
    await page.reload();
    await page.getByText('not all have a score on the same held-out rows').waitFor();
    await rowOf(page, 'reviews-b').getByText('+2.5 points').waitFor();
    await rowOf(page, 'reviews-a').getByText('held-out, 144 rows').waitFor();
  });

  test('what is not known of a run is said, and no figure is made of it', async () => {
    const state = comparedState();
    state.health.standIn = false;
    Object.assign(runIn(state, 'reviews-b'), {
      accuracy: null,
      usd: null,
      epochs: [],
      model: null,
      plan: null,
      settings: [],
    });
    const { page } = await compare(state);
    await ranking(page).waitFor();
    const cells = await rowOf(page, 'reviews-b').getByRole('cell').allInnerTexts();
    const unknown = 'not known';
    expect(cells.slice(0, 7)).toEqual([unknown, unknown, unknown, unknown, '6:12', unknown, unknown]);
    expect(await ranking(page).getByRole('rowheader').last().innerText()).toContain('reviews-b');
  });

  test('settings in which the runs are the same come with a press, and stay in the address', async () => {
    const { page } = await compare(comparedState());
    const settings = page.getByRole('region', { name: 'Settings' });
    await settings.getByRole('row', { name: 'epochs 5 8 5' }).waitFor();
    expect(await settings.getByRole('row').count()).toBe(2);
    await page.getByRole('switch', { name: 'Only what differs' }).uncheck();
    await settings.getByRole('row', { name: 'learning_rate 0.001 0.001 0.001' }).waitFor();
    await page.reload();
    await settings.getByRole('row', { name: /learning_rate/ }).waitFor();
    expect(page.url()).toContain('settings=all');
  });

  test('the curves lie over each other, and stand in a table too', async () => {
    const { page, faults } = await compare(comparedState());
    await page.locator('canvas').waitFor();
    await page.getByText('The same as a table').click();
    await page.getByRole('row', { name: '5 0.925 0.9 0.871' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('a run that is not there and one that only deployed are told apart, and the others stand', async () => {
    const { page } = await compare(comparedState(), 'runs=nowhere,live-1,reviews-a');
    await rowOf(page, 'nowhere').getByText('There is no such run.').waitFor();
    await rowOf(page, 'live-1').getByText('It deployed without training').waitFor();
    await rowOf(page, 'reviews-a').getByText('baseline').waitFor();
    expect(await page.getByText('That did not work').count()).toBe(0);
  });

  test('more than six runs are not compared: those beyond are named', async () => {
    const { page } = await compare(comparedState(), 'runs=a,b,c,d,e,reviews-a,reviews-b');
    await page.getByText('6 at most: reviews-b left out.').waitFor();
    await expect.poll(() => ranking(page).getByRole('rowheader').count()).toBe(6);
  });

  test('the best is deployed with one press where nothing bills', async () => {
    const { console, page, press } = await compare(comparedState());
    await press('Deploy the best');
    await page.getByRole('button', { name: 'Predict' }).waitFor();
    expect(console.sent('/api/v1/runs')).toMatchObject([{ type: 'deploy', request: { from: 'reviews-b' } }]);
  });

  test('where it bills the price is asked about first', async () => {
    const state = comparedState();
    state.health.standIn = false;
    const best = runIn(state, 'reviews-b');
    if (best.cost !== null) best.cost = { ...best.cost, endpointPerHour: 0.74 };
    const { console, page } = await compare(state);
    await page.getByRole('button', { name: 'Deploy the best · $0.74/h' }).click();
    await page.getByRole('dialog').getByText('The endpoint bills $0.74/h').waitFor();
    expect(console.sent('/api/v1/runs')).toEqual([]);
  });

  test.each([
    [
      'still goes on',
      { running: true, outcome: 'running' as const, closedAt: null },
      'The best still goes on: reviews-b',
    ],
    ['is live', { endpoint: { name: 'reviews', live: true } }, 'The best is live: endpoint reviews'],
    ['left no model', { artifact: null }, 'The best left no model to deploy: reviews-b'],
  ])('a best run that %s is not offered for deployment', async (_what, more, text) => {
    const state = comparedState();
    Object.assign(runIn(state, 'reviews-b'), more);
    const { page } = await compare(state);
    await page.getByText(text).waitFor();
    expect(await page.getByRole('button', { name: 'Deploy the best' }).count()).toBe(0);
  });

  test('an answer that fails is told, with the way to try again', async () => {
    const console = await open(comparedState());
    const { page, press } = await visit(`${console.url}/compare`);
    await page.getByLabel('Select reviews-a').check();
    await page.getByLabel('Select reviews-b').check();
    console.failing = 500;
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('That did not work').waitFor();
    console.failing = null;
    await press('Try again');
    await rowOf(page, 'reviews-b').getByText('+2.5 points').waitFor();
  });

  test('the keys g and c lead to the page', async () => {
    const { page } = await visit(`${(await open(comparedState())).url}/settings`);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.keyboard.type('gc');
    await page.getByRole('heading', { name: 'Choose 2 to 6 runs' }).waitFor();
  });

  test('the page is in Spanish too', async () => {
    const console = await open(comparedState());
    const { page } = await visit(`${console.url}/compare?runs=reviews-a,reviews-b`, { locale: 'es-ES' });
    await page.getByText('+2,5 puntos').waitFor();
    await page.getByRole('button', { name: 'Implementar la mejor' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Comparar' }).waitFor();
  });
});
