import { expect, test } from 'vitest';
import type { EvaluationResult } from '../../../src/contract/run/results.js';
import { awsError, throttled } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, throwing } from '../../support/aws/fake-aws.js';
import { region } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const uri = 's3://reviews/held-out/';
async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}
const positive = {
  Body: new TextEncoder().encode(JSON.stringify({ probabilities: [0.2, 0.8], labels: [0, 1], predicted_label: 1 })),
};
const fakeOf = (csv: string, InvokeEndpoint: NonNullable<Answers[string]> = positive): FakeAws =>
  fakeAws({ GetObject: () => ({ Body: bytesOf(csv) }), InvokeEndpoint });

const evaluate = (fake: FakeAws): Promise<EvaluationResult> =>
  attempt('evaluateEndpoint', { name: 'reviews', region, uri }, fake).result;

test('accuracy is the share of rows whose label is predicted, beside the share of the largest class and what was taken for what', async () => {
  const score = await evaluate(fakeOf('1,good\n0,bad\n0,dull\n1,fine\n1,nice\n'));
  const confusion = [
    [0, 2],
    [0, 3],
  ];
  expect(score).toMatchObject({ rows: 5, accuracy: 0.6, largestClassShare: 0.6, confusion });
});

test('rows that were wrong are kept, long texts cut', async () => {
  const { mistakes } = await evaluate(fakeOf(`1,good\n0,bad\n0,${'dull 😀 '.repeat(60)}\n`));
  expect(mistakes).toHaveLength(2);
  expect(mistakes?.[0]).toEqual({ text: 'bad', label: 0, predicted: 1, probability: 0.8 });
  expect([...(mistakes?.[1]?.text ?? '')]).toHaveLength(200);
});

test('what was taken for what is left out of a history where there are more than 20 classes', async () => {
  const rows = (classes: number): string => Array.from({ length: classes }, (_, label) => `${label},text\n`).join('');
  expect((await evaluate(fakeOf(rows(20)))).confusion).toHaveLength(20);
  expect(await evaluate(fakeOf(rows(21)))).not.toHaveProperty('confusion');
});

test('at most 1,000 rows are asked, spread over the file', async () => {
  const csv = Array.from({ length: 2_500 }, (_, row) => `${row % 2},text ${row}`).join('\n');
  const fake = fakeOf(csv);
  const { rows } = await evaluate(fake);
  const asked = fake.calls.filter(({ operation }) => operation === 'InvokeEndpoint');
  const last = new TextDecoder().decode(asked.at(-1)?.input['Body'] as Uint8Array);
  expect([rows, asked.length, last]).toEqual([625, 625, 'text 2496']);
});

test('a throttled request is asked again', async () => {
  expect((await evaluate(fakeOf('1,good\n', inTurn(throttled(), positive)))).accuracy).toBe(1);
});

test('an error of the container is a wrong prediction', async () => {
  const error = throwing(awsError('ModelError', 'Received server error (500)', { status: 424 }));
  expect((await evaluate(fakeOf('1,good\n', error))).accuracy).toBe(0);
});

test('data without rows is refused', async () => {
  expect((await failureOf(evaluate(fakeOf('label,text\n')))).type).toBe('InvalidRequest');
});

test('held-out rows that have changed since the plan are refused: two scores would be of different rows', async () => {
  const fake = fakeAws({ GetObject: () => ({ Body: bytesOf('1,good\n'), ETag: '"new"' }), InvokeEndpoint: positive });
  const { result } = attempt('evaluateEndpoint', { name: 'reviews', region, uri, etag: '"old"' }, fake);
  expect((await failureOf(result)).type).toBe('DataChanged');
});
