import { expect, test } from 'vitest';
import { comparePath, idsOf, idsText } from '../../src/console/page/data/run-ids.js';
import { isSameData, measureOf, ranked } from '../../src/console/page/pages/compare/ranking.js';
import { settingsOf } from '../../src/console/page/pages/compare/settings.js';
import { apart } from '../../src/console/page/parts/charts/apart.js';
import type { RunView } from '../../src/console/api/index.js';
import { trainedRun } from '../support/console/console-state.js';

const scored = (run: string, rows: string | null): RunView => {
  const trained = trainedRun({ run, accuracy: 0.9 });
  if (rows === null || trained.plan === null) return trained;
  const heldOut = { rows: 10, accuracy: 0.8, largestClassShare: null, confusion: null, labels: null, mistakes: [] };
  const file = { what: 'evaluation data', uri: 's3://b/e.csv', etag: rows, bytes: 1 } as const;
  return { ...trained, heldOut, plan: { ...trained.plan, evaluationFile: file } };
};

test('ids of runs come out of the address as they went in, also with commas and percent signs', () => {
  const ids = ['a,b', '100%', '%2C', 'nightly-2026-11-25T03:00:00Z'];
  expect(idsOf(idsText(ids))).toEqual(ids);
  expect(idsOf(new URLSearchParams(comparePath(ids).split('?')[1]).get('runs'))).toEqual(ids);
});

test('a run that is named twice stands once', () => {
  expect(idsOf('a,,b,a')).toEqual(['a', 'b']);
  expect(idsOf(null)).toEqual([]);
});

test.each([
  ['the same rows', ['x', 'x'], 'heldOut'],
  ['other rows', ['x', 'y'], 'validation'],
  ['rows of one alone', ['x', null], 'validation'],
  ['no rows at all', [null, null], 'validation'],
])('with held-out scores on %s (%j) runs are ranked by %s', (_what, rows, measure) => {
  expect(measureOf(rows.map((each, index) => scored(`run-${index}`, each)))).toBe(measure);
});

test('a run whose accuracy is not known comes last, and one that still trains counts by its newest epoch', () => {
  const silent = { ...trainedRun({ run: 'silent', accuracy: 0 }), accuracy: null, epochs: [] };
  const training = { ...trainedRun({ run: 'training', accuracy: 0.7 }), accuracy: null };
  const order = ranked([silent, training, trainedRun({ run: 'done', accuracy: 0.6 })], 'validation');
  expect(order.map(({ run, accuracy }) => [run.run, accuracy])).toEqual([
    ['training', 0.7],
    ['done', 0.6],
    ['silent', null],
  ]);
});

test('whether data is the same is told by its digest, and is not known without one', () => {
  const one = trainedRun({ run: 'one', accuracy: 0.9, etag: 'd1' });
  expect(isSameData(one, trainedRun({ run: 'two', accuracy: 0.9, etag: 'd1' }))).toBe(true);
  expect(isSameData(one, trainedRun({ run: 'two', accuracy: 0.9, etag: 'd2' }))).toBe(false);
  expect(isSameData(one, { ...one, plan: null })).toBeNull();
});

test('settings differ where two runs that are known have not the same', () => {
  const [one, two] = [
    trainedRun({ run: 'one', accuracy: 0.9 }),
    trainedRun({ run: 'two', accuracy: 0.9, epochs: '8' }),
  ];
  const unknown = { ...one, settings: [] };
  const settings = settingsOf([one, two, unknown]);
  expect(settings.filter(({ differs }) => differs).map(({ title }) => title)).toEqual(['epochs']);
  expect(settings[0]?.values.map(({ row, deviates }) => [row?.text ?? row, deviates])).toEqual([
    ['5', false],
    ['8', true],
    [null, false],
  ]);
});

test('a setting that one of the runs lacks differs', () => {
  const one = trainedRun({ run: 'one', accuracy: 0.9 });
  const other = { ...one, settings: one.settings.slice(1) };
  expect(settingsOf([one, other]).find(({ title }) => title === 'epochs')).toMatchObject({
    differs: true,
    values: [{ deviates: false }, { row: undefined, deviates: true }],
  });
});

test('labels that would lie over each other are pushed apart within the chart', () => {
  expect(apart([10, 12, 50], { step: 14, top: 0, bottom: 100 })).toEqual([10, 24, 50]);
  expect(apart([90, 95, 99], { step: 14, top: 0, bottom: 100 })).toEqual([72, 86, 100]);
});
