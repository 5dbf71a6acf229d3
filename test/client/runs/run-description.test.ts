import { expect, test } from 'vitest';
import { runSummary } from '../../../src/client/runs/run-description.js';
import { runMemo } from '../../../src/contract/run/run-memo.js';

type Execution = Parameters<typeof runSummary>[0];

const execution = (state: string, more: Partial<Execution>): Execution =>
  ({
    workflowId: 'reviews-17',
    type: 'fineTune',
    status: { name: state },
    startTime: new Date(0),
    searchAttributes: {},
    ...more,
  }) as Execution;

test('a row of the list tells all of a run that its search attributes and its memo hold', () => {
  const searchAttributes = {
    TunewrightPhase: ['approve'],
    TunewrightModelId: ['tensorflow-tc-bert'],
    TunewrightEndpoint: ['reviews'],
  };
  const memo = { [runMemo.startedBy]: 'ana', [runMemo.accuracy]: 0.91, [runMemo.usd]: 0.31 };
  expect(runSummary(execution('RUNNING', { searchAttributes, memo }))).toEqual({
    run: 'reviews-17',
    type: 'fineTune',
    status: 'RUNNING',
    startedAt: '1970-01-01T00:00:00.000Z',
    closedAt: null,
    phase: 'approve',
    model: 'tensorflow-tc-bert',
    endpoint: 'reviews',
    startedBy: 'ana',
    accuracy: 0.91,
    usd: 0.31,
  });
});

test('on a server without the search attributes the memo tells phase, model and endpoint', () => {
  const memo = { [runMemo.phase]: 'deploy', [runMemo.model]: 'tensorflow-tc-bert', [runMemo.endpoint]: 'reviews' };
  expect(runSummary(execution('RUNNING', { memo }))).toMatchObject({
    phase: 'deploy',
    model: 'tensorflow-tc-bert',
    endpoint: 'reviews',
  });
});

test('a run that was terminated has failed, whatever it said last', () => {
  const searchAttributes = { TunewrightPhase: ['train'] };
  expect(runSummary(execution('TERMINATED', { searchAttributes })).phase).toBe('failed');
});

test('a run that nobody has told anything of has no figures, and not 0', () => {
  expect(runSummary(execution('RUNNING', {}))).toMatchObject({ phase: null, accuracy: null, usd: null });
});
