import { expect, test } from 'vitest';
import { TrainingMetrics } from '../../../../../../src/local/sagemaker/services/sagemaker/training/training-metrics.js';

const loss = { Name: 'loss', Regex: 'loss: ([0-9.]+)' };
const endless = { Name: 'endless', Regex: '^(([ -~])+)+@@$' };
const line = `loss: 0.5 ${'a'.repeat(200)}`;

test('of each metric the last value counts', () => {
  const metrics = new TrainingMetrics([loss], () => undefined);
  const after = metrics.after('loss: 0.25', metrics.after('loss: 0.5', []));
  expect(after.map(({ MetricName, Value }) => [MetricName, Value])).toEqual([['loss', 0.25]]);
});

test('a pattern without end is given up, and the other metrics of its line are kept', () => {
  const givenUp: string[] = [];
  const metrics = new TrainingMetrics([endless, loss], (name) => givenUp.push(name));
  const after = metrics.after(line, []);
  expect([givenUp, after.map(({ Value }) => Value)]).toEqual([['endless'], [0.5]]);
});

test('a pattern that was given up is not tried again', () => {
  const givenUp: string[] = [];
  const metrics = new TrainingMetrics([endless, loss], (name) => givenUp.push(name));
  for (let count = 0; count < 3; count++) metrics.after(line, []);
  expect(givenUp).toHaveLength(1);
});

test('only the beginning of an endless line is looked at', () => {
  const metrics = new TrainingMetrics([loss], () => undefined);
  expect(metrics.after(`${' '.repeat(10_000)}loss: 0.5`, [])).toEqual([]);
});

test('a pattern that is slow on each of many lines is given up, though none takes it too long', () => {
  const givenUp: string[] = [];
  const metrics = new TrainingMetrics([{ Name: 'slow', Regex: 'a.*a.*a.*@' }], (name) => givenUp.push(name));
  for (let lines = 0; lines < 1000 && givenUp.length === 0; lines++) metrics.after('a'.repeat(120), []);
  expect(givenUp).toEqual(['slow']);
});
