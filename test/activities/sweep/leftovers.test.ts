import { describe, expect, test } from 'vitest';
import type { Findings, Owned, RunEnd } from '../../../src/activities/sweep/leftovers.js';
import { leftoversOf } from '../../../src/activities/sweep/leftovers.js';

const owned = (kind: Owned['kind'], name: string, run = 'made-it', state = 'InService'): Owned => ({
  kind,
  name,
  arn: `arn:${name}`,
  state,
  run,
});
const nothing: Findings = {
  now: Date.parse('2026-01-02T00:00:00Z'),
  runs: new Map(),
  endpoints: [],
  lastGood: [],
  recordedModels: [],
  configRuns: new Map(),
  models: new Map(),
};
const terminated: RunEnd = { because: 'its run has ended as TERMINATED' };
const runs = (ends: Record<string, RunEnd>): Pick<Findings, 'runs'> => ({ runs: new Map(Object.entries(ends)) });

/** Endpoint, config and model of one run; the endpoint stands on the config. */
const all = [owned('model', 'm'), owned('endpoint config', 'c'), owned('endpoint', 'e'), owned('training job', 'j')];
const standing: Findings = {
  ...nothing,
  endpoints: [{ name: 'e', configNames: ['c'], heldByWorkflow: false }],
  configRuns: new Map([['c', 'made-it']]),
  models: new Map([['c', ['m']]]),
};
const names = (resources: Owned[], findings: Findings): string[] =>
  leftoversOf(resources, findings).map(({ name }) => name);

test('all that a terminated run left is left over, in the order of deletion', () => {
  expect(names(all, { ...standing, ...runs({ 'made-it': terminated }) })).toEqual(['j', 'e', 'c', 'm']);
});

test('it is told why', () => {
  const [first] = leftoversOf(all, { ...standing, ...runs({ 'made-it': terminated }) });
  expect(first).toEqual({
    kind: 'training job',
    name: 'j',
    state: 'InService',
    run: 'made-it',
    because: 'its run has ended as TERMINATED',
  });
});

test('nothing of a running run is left over', () => {
  expect(names(all, { ...nothing, ...runs({ 'made-it': 'running' }) })).toEqual([]);
});

test('nothing of a run of which nothing is known is left over', () => {
  expect(names(all, nothing)).toEqual([]);
});

describe('of a completed run', () => {
  const completed = runs({ 'made-it': 'completed' });

  test('the endpoint with its config and model is wanted, a training job in progress is not', () => {
    expect(names(all, { ...standing, ...completed })).toEqual(['j']);
  });

  test('config and model that no endpoint uses are left over', () => {
    expect(names(all.slice(0, 2), { ...nothing, ...completed })).toEqual(['c', 'm']);
  });

  test("config and model under another's endpoint are kept", () => {
    const foreign = [{ name: 'theirs', configNames: ['c'], heldByWorkflow: false }];
    expect(names(all.slice(0, 2), { ...standing, endpoints: foreign, ...completed })).toEqual([]);
  });

  test('config and model that the endpoint would return to are kept', () => {
    expect(names(all.slice(0, 2), { ...standing, endpoints: [], lastGood: ['c'], ...completed })).toEqual([]);
  });
});

test('a model that the workflow of an endpoint records is kept, also where its config was deleted by hand', () => {
  const held = { ...nothing, recordedModels: ['m'], ...runs({ 'made-it': terminated }) };
  expect(names([owned('model', 'm')], held)).toEqual([]);
});

describe('an endpoint of a terminated run is wanted', () => {
  const ended = { ...standing, ...runs({ 'made-it': terminated, updated: 'completed' }) };
  const hosting = all.slice(0, 3);

  test('with its config and model where its own workflow holds it', () => {
    const endpoints = [{ name: 'e', configNames: ['c'], heldByWorkflow: true }];
    expect(names(hosting, { ...ended, endpoints })).toEqual([]);
  });

  test.each([
    ['has updated it', ['c2']],
    ['is updating it', ['c', 'c2']],
  ])('where a run that is wanted %s', (_name, configNames) => {
    const configRuns = new Map([
      ['c', 'made-it'],
      ['c2', 'updated'],
    ]);
    const endpoints = [{ name: 'e', configNames, heldByWorkflow: false }];
    expect(names([owned('endpoint', 'e')], { ...ended, endpoints, configRuns })).toEqual([]);
  });

  test('no more where it is being deleted already', () => {
    expect(names([owned('endpoint', 'e', 'made-it', 'Deleting')], ended)).toEqual([]);
  });
});

describe('an endpoint of a completed run whose time to live is over', () => {
  const completed = { ...standing, ...runs({ 'made-it': 'completed' }) };
  const until = (expires: string): Owned[] => [...all.slice(0, 2), { ...owned('endpoint', 'e'), expires }];
  const [passed, ahead] = ['2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z'];
  const use = { name: 'e', configNames: ['c'], heldByWorkflow: false };

  test('is left over with what it stands on where no workflow looks after it, and it is told why', () => {
    const found = leftoversOf(until(passed), completed);
    expect(found.map(({ name, because }) => [name, because])).toEqual([
      ['e', `its time to live was over at ${passed}, and no workflow looks after it`],
      ['c', 'no endpoint uses it'],
      ['m', 'no endpoint uses it'],
    ]);
  });

  test.each([ahead, 'never'])('is wanted as long as its tag says so: %s', (expires) => {
    expect(names(until(expires), completed)).toEqual([]);
  });

  test('is for its own workflow to delete', () => {
    expect(names(until(passed), { ...completed, endpoints: [{ ...use, heldByWorkflow: true }] })).toEqual([]);
  });

  test('is wanted by a run that updates it now', () => {
    expect(names(until(passed), { ...completed, endpoints: [{ ...use, leased: true }] })).toEqual([]);
  });
});
