import { expect, test } from 'vitest';
import { sweep, sweepWorkflowId } from '../../src/client/sweep-region.js';
import { FakeTemporal } from '../support/temporal/fake-temporal.js';

const region = 'eu-west-1';
const id = sweepWorkflowId(region);

test('a sweep is the one workflow of its region', async () => {
  const temporal = new FakeTemporal();
  temporal.started = 'ours';
  expect(await sweep({ client: temporal.client, taskQueue: 'models' }, { region })).toBe('ours');
  expect(temporal.asked).toEqual([{ kind: 'start', name: 'sweep', workflowId: id, args: [{ region }] }]);
});

test('a report is that of the sweep that is going on', async () => {
  const temporal = new FakeTemporal({ [id]: { state: 'RUNNING', result: 'theirs' } });
  expect(await sweep({ client: temporal.client, taskQueue: 'models' }, { region })).toBe('theirs');
  expect(temporal.asked).toEqual([]);
});

test('a deletion starts after the sweep that is going on', async () => {
  const temporal = new FakeTemporal({ [id]: { state: 'RUNNING', result: 'theirs' } });
  temporal.started = 'ours';
  expect(await sweep({ client: temporal.client, taskQueue: 'models' }, { region, delete: true })).toBe('ours');
});
