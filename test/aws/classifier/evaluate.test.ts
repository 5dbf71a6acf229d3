import { expect, test } from 'vitest';
import { evaluate } from '../../../src/aws/index.js';
import type { LabelledText } from '../../../src/contract/dataset.js';
import type { Prediction } from '../../../src/contract/run/results.js';

const rows = (...labels: number[]): LabelledText[] => labels.map((label, row) => ({ text: String(row), label }));

/** Of two or more classes, the one of that place, named as it is given. */
const predictionOf = (place: number, labels: Prediction['labels'], text = ''): Prediction => ({
  text,
  labels,
  probabilities: labels.map((_name, other) => (other === place ? 0.9 : 0.1 / (labels.length - 1))),
  predictedLabel: labels[place] ?? '',
});

/** Predicts always the class of that place. */
const always = (place: number, labels: Prediction['labels']) => (): Promise<Prediction> =>
  Promise.resolve(predictionOf(place, labels));

test.each([
  ['numbers', [0, 1]],
  ['numbers as texts', ['0', '1']],
  ['words', ['negative', 'positive']],
])('labels may be %s', async (_what, labels) => {
  expect(await evaluate(rows(1, 1, 1, 0), { predict: always(1, labels) })).toMatchObject({
    rows: 4,
    accuracy: 0.75,
    confusion: [
      [0, 1],
      [0, 3],
    ],
  });
});

test('an answer that is none is a wrong one, in no column', async () => {
  expect(await evaluate(rows(1, 0), { predict: () => Promise.resolve(null) })).toMatchObject({
    rows: 2,
    accuracy: 0,
    confusion: [
      [0, 0],
      [0, 0],
    ],
  });
});

test('classes that no row has are in the table too', async () => {
  const { confusion } = await evaluate(rows(0), { predict: always(2, [0, 1, 2]) });
  expect(confusion).toEqual([
    [0, 0, 1],
    [0, 0, 0],
    [0, 0, 0],
  ]);
});

test('classes that the model does not have are in the table too', async () => {
  const { confusion } = await evaluate(rows(2), { predict: always(0, [0, 1]) });
  expect(confusion).toEqual([
    [0, 0, 0],
    [0, 0, 0],
    [1, 0, 0],
  ]);
});

test('rows may be many', async () => {
  const many = Array.from({ length: 200_000 }, (_, row) => ({ text: '', label: row % 2 }));
  expect((await evaluate(many, { predict: always(1, [0, 1]) })).accuracy).toBe(0.5);
});

test('the table is by row, whichever answer comes first', async () => {
  const predict = async (text: string): Promise<Prediction> => {
    for (let tick = Number(text); tick < 4; tick++) await Promise.resolve();
    return predictionOf(Number(text) % 2, [0, 1]);
  };
  expect((await evaluate(rows(0, 1, 0, 1), { predict })).accuracy).toBe(1);
});

test('few rows are asked at a time', async () => {
  let open = 0;
  let most = 0;
  const predict = async (): Promise<Prediction> => {
    most = Math.max(most, ++open);
    for (let tick = 0; tick < 10; tick++) await Promise.resolve();
    open -= 1;
    return predictionOf(0, [0, 1]);
  };
  await evaluate(rows(...Array.from({ length: 50 }, () => 0)), { predict });
  expect(most).toBe(4);
});

test('progress tells of every row', async () => {
  const told: number[] = [];
  await evaluate(rows(0, 1, 0), { predict: always(0, [0, 1]), onProgress: (done) => told.push(done) });
  expect(told).toEqual([1, 2, 3]);
});

test('what a row throws ends the evaluation', async () => {
  const predict = (): Promise<never> => Promise.reject(new Error('refused'));
  await expect(evaluate(rows(0, 1), { predict })).rejects.toThrow('refused');
});

test('a signal ends the evaluation with its reason', async () => {
  const cancelled = new AbortController();
  const predict = (): Promise<Prediction> => {
    cancelled.abort(new Error('cancelled'));
    return new Promise(() => undefined);
  };
  await expect(evaluate(rows(0, 1), { predict, signal: cancelled.signal })).rejects.toThrow('cancelled');
});

test('rows may come as a stream', async () => {
  async function* stream(): AsyncGenerator<LabelledText> {
    for (const row of rows(0, 1, 1)) yield await Promise.resolve(row);
  }
  expect(await evaluate(stream(), { predict: always(1, [0, 1]) })).toMatchObject({ rows: 3, accuracy: 2 / 3 });
});
