import { describe, expect, test } from 'vitest';
import { costRows, spendingRow } from '../../src/view/cost.js';
import { duration } from '../../src/view/duration.js';
import { dollars } from '../../src/view/money.js';
import { percent } from '../../src/view/percent.js';

describe('an amount', () => {
  test.each<[string, number | null, string]>([
    ['of dollars has its cents', 7, '7.00 USD'],
    ['is told to the cent', 33.84, '33.84 USD'],
    ['per hour keeps its tenths of a cent', 0.736, '0.736 USD'],
    ['of less than a cent is not nothing', 0.0042, '0.0042 USD'],
    ['of hardly anything is not nothing', 0.00002, 'less than 0.0001 USD'],
    ['of nothing is nothing', 0, '0.00 USD'],
    ['that nobody knows is said to be unknown', null, 'unknown'],
  ])('%s', (_title, amount, text) => {
    expect(dollars(amount)).toBe(text);
  });
});

test('a share has one decimal', () => {
  expect(percent(0.91)).toBe('91.0 %');
});

test.each([
  [0, '0 s'],
  [60, '60 s'],
  [90, '90 s'],
  [5_400, '90 min'],
  [86_400, '24 h'],
  [604_800, '7 d'],
])('a duration of %d seconds is told exactly: %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

const cost = {
  currency: 'USD',
  trainingAtMost: 33.84,
  trainingLikely: 12,
  endpointPerHour: null,
  endpointHours: 1.5,
  atMost: null,
  notes: ['ml.x: price unknown'],
} as const;

test('what a run may cost tells the likely cost, and what is not known', () => {
  expect(costRows({ ...cost, notes: [...cost.notes] }, { trains: true })).toEqual([
    { title: 'training costs', text: 'at most 33.84 USD, likely 12.00 USD', figure: 33.84 },
    { title: 'endpoint costs', text: 'unknown an hour, counted for 90 min', figure: null },
    { title: 'costs in all', text: 'at most unknown', figure: null, details: ['ml.x: price unknown'] },
  ]);
});

test('a run that neither trains nor deploys is told no cost of either', () => {
  const titles = costRows({ ...cost, endpointHours: 0, notes: [] }, { trains: false }).map(({ title }) => title);
  expect(titles).toEqual(['costs in all']);
});

test('the cost that an earlier version planned, with less in it, can still be shown', () => {
  const earlier = { trainingAtMost: 33.84, endpointPerHour: 1.41, notes: [] };
  expect(costRows(earlier, { trains: true }).map(({ text }) => text)).toEqual([
    'at most 33.84 USD',
    '1.41 USD an hour',
    'at most unknown',
  ]);
});

test('what was spent tells what is not known', () => {
  expect(spendingRow({ training: null, endpoint: 0.0042, notes: ['no price of ml.x'] })).toEqual({
    title: 'spent',
    text: 'training unknown, endpoint 0.0042 USD',
    figure: null,
    details: ['no price of ml.x'],
  });
});
