import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, visit } from '../support/console/browser.js';
import { builtPage } from '../support/console/built-page.js';
import { emptyState, goLive, waitingState } from '../support/console/console-state.js';
import { StubConsole } from '../support/console/stub-console.js';

describe.skipIf(chromiumPath === null)('the paths through the console, by presses', () => {
  let folder: string;
  beforeAll(() => {
    folder = builtPage();
  });

  test('an empty system comes to a prediction on sample data with three', async () => {
    const console = await new StubConsole(folder, emptyState()).start();
    const { page, press, presses, faults } = await visit(console.url);
    await press('Fine-tune on sample data');
    await press('Approve');
    await press('Predict');
    await page.getByText('97%').waitFor();
    expect(presses()).toBe(3);
    expect(await page.getByLabel('Text to classify').inputValue()).toBe('a stirring, funny film');
    expect(faults).toEqual([]);
  });

  test('sample data comes to a prediction with two where a metric decides', async () => {
    const console = await new StubConsole(folder, emptyState()).start();
    const { page, press, presses } = await visit(`${console.url}/runs/new?data=sample`);
    await page.getByLabel('Before it deploys').selectOption('metric');
    await press('Fine-tune');
    await press('Predict');
    await page.getByText('97%').waitFor();
    expect(presses()).toBe(2);
    expect(console.sent('/api/v1/runs')).toMatchObject([
      { request: { gates: { deployment: 'validation:accuracy>=0.9' } } },
    ]);
  });

  test('an own data.csv comes to a prediction with three', async () => {
    const console = await new StubConsole(folder, emptyState()).start();
    const { page, press, presses, faults } = await visit(`${console.url}/runs/new`);
    await page.getByLabel('data.csv').setInputFiles({
      name: 'data.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('1,"a stirring, funny film"\n0,dull\n'),
    });
    await page.getByText('data.csv can be used').waitFor();
    await press('Fine-tune');
    await press('Approve');
    await press('Predict');
    await page.getByText('97%').waitFor();
    expect(presses()).toBe(3);
    expect(console.sent('/api/v1/runs')).toMatchObject([
      { type: 'fineTune', request: { data: console.state.report.uri } },
    ]);
    expect(faults).toEqual([]);
  });

  test('a pretrained model as it is comes to a prediction with two', async () => {
    const console = await new StubConsole(folder, emptyState()).start();
    const { page, press, presses } = await visit(`${console.url}/models/${console.state.model.id}`);
    await press('Deploy as it is');
    await press('Predict');
    await page.getByText('97%').waitFor();
    expect(presses()).toBe(2);
  });

  test('a finished run comes to a live endpoint with one', async () => {
    const state = waitingState();
    Object.assign(state.run, { running: false, outcome: 'rejected', gates: [], artifact: 's3://b/model.tar.gz' });
    const console = await new StubConsole(folder, state).start();
    const { page, press, presses } = await visit(`${console.url}/runs/reviews-17`);
    await press('Deploy');
    await page.getByRole('button', { name: 'Predict' }).waitFor();
    expect(presses()).toBe(1);
    expect(console.sent('/api/v1/runs')).toMatchObject([
      { type: 'deploy', request: { from: 'reviews-17', gates: { deployment: 'auto' } } },
    ]);
  });

  test('the same run with one value changed starts with two', async () => {
    const state = waitingState();
    goLive(state);
    const console = await new StubConsole(folder, state).start();
    const { page, press, presses } = await visit(`${console.url}/runs/reviews-17`);
    await press('Run again');
    await page.getByLabel('epochs', { exact: true }).fill('7');
    await press('Fine-tune');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect(presses()).toBe(2);
    expect(console.sent('/api/v1/runs')).toMatchObject([
      { request: { data: 'sample', hyperparameters: { epochs: 7 } } },
    ]);
  });

  test('what waits is approved from anywhere with two', async () => {
    const console = await new StubConsole(folder, waitingState()).start();
    const { page, press, presses } = await visit(`${console.url}/settings`);
    await press('1 run waits for a decision');
    await press('Approve');
    await page.getByRole('button', { name: 'Predict' }).waitFor();
    expect(presses()).toBe(2);
  });
});
