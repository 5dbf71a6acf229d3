import { afterEach, expect, test, vi } from 'vitest';
import type { SmokeTestPlan } from '../../../src/contract/run/plan.js';
import type { SmokeTestResult } from '../../../src/contract/run/results.js';
import { awsError, throttled } from '../../support/aws/errors.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, throwing } from '../../support/aws/fake-aws.js';
import { region, resource } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

afterEach(() => void vi.restoreAllMocks());

const good = { probabilities: [0.2, 0.8], labels: [0, 1], predicted_label: 1 };
const body = (value: unknown): { Body: Uint8Array } => ({
  Body: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
});

const endpoint = (answer: unknown): FakeAws => fakeAws({ InvokeEndpoint: () => body(answer) });
const plan = {
  samples: [{ text: 'a stirring, funny film' }],
  maxLatencyInMilliseconds: 10_000,
  minimumAgreement: null,
};
const smokeTest = (
  fake: FakeAws,
  test: Partial<SmokeTestPlan> = {},
  classes: { classes?: number } = { classes: 2 },
): Promise<SmokeTestResult> =>
  attempt('smokeTestEndpoint', { name: resource, region, ...classes, test: { ...plan, ...test } }, fake).result;

test('an endpoint that answers as it must passes', async () => {
  expect(await smokeTest(endpoint(good))).toMatchObject({ passed: true, faults: [] });
});

test('every text comes back with its prediction', async () => {
  const { predictions } = await smokeTest(endpoint(good), { samples: [{ text: 'good' }, { text: 'bad' }] });
  expect(predictions).toEqual(
    ['good', 'bad'].map((text) => ({ text, probabilities: [0.2, 0.8], labels: [0, 1], predictedLabel: 1 })),
  );
});

test('both answer types are asked for, as plain text', async () => {
  const fake = endpoint(good);
  await smokeTest(fake);
  expect(new Set(fake.calls.map(({ input }) => `${String(input['ContentType'])} ${String(input['Accept'])}`))).toEqual(
    new Set(['application/x-text application/json;verbose', 'application/x-text application/json']),
  );
});

test('whether the plain form is spoken is asked once, not of every text', async () => {
  const fake = endpoint(good);
  await smokeTest(fake, { samples: [{ text: 'good' }, { text: 'bad' }] });
  expect(fake.calls.filter(({ input }) => input['Accept'] === 'application/json')).toHaveLength(1);
});

test('so many texts are as many requests and one more', async () => {
  const fake = endpoint(good);
  await smokeTest(fake, { samples: [{ text: 'good' }, { text: 'bad' }] });
  expect(fake.calls).toHaveLength(3);
});

test('an error of the very first request, while the endpoint still loads, is no finding', async () => {
  const error = awsError('ModelError', 'Received server error (500) from primary', { status: 424 });
  const answers = inTurn(throwing(error), body(good));
  expect(await smokeTest(fakeAws({ InvokeEndpoint: answers }))).toMatchObject({ passed: true, faults: [] });
});

test('a text is sent even when the data offered none', async () => {
  expect((await smokeTest(endpoint(good), { samples: [] })).predictions).toHaveLength(1);
});

test('predictions bear the names of their classes', async () => {
  const input = { name: resource, region, classes: 2, labels: ['negative', 'positive'], test: plan };
  const { predictions } = await attempt('smokeTestEndpoint', input, endpoint(good)).result;
  expect(predictions).toMatchObject([{ predictedLabel: 1, labelName: 'positive' }]);
});

test('labels may be words', async () => {
  const answer = { probabilities: [0.2, 0.8], labels: ['negative', 'positive'], predicted_label: 'positive' };
  expect((await smokeTest(endpoint(answer))).passed).toBe(true);
});

test.each([
  ['a list', [0.2, 0.8], 'the answer is not a JSON object'],
  ['no probabilities', { labels: [0, 1], predicted_label: 1 }, 'probabilities must be an array of numbers'],
  ['words for probabilities', { ...good, probabilities: ['0.2', '0.8'] }, 'probabilities must be an array of numbers'],
  ['three classes for two', { ...good, probabilities: [0.1, 0.2, 0.7] }, '3 probabilities for 2 classes'],
  ['probabilities that add up to 1.5', { ...good, probabilities: [0.7, 0.8] }, 'add up to 1.500'],
  ['a probability below 0', { ...good, probabilities: [-0.5, 1.5] }, 'outside 0..1'],
  ['too few labels', { ...good, labels: [0] }, 'labels must be an array of 2'],
  ['a predicted label that is no label', { ...good, predicted_label: 7 }, 'predicted_label is not one of labels'],
])('an answer with %s does not pass', async (_name, answer, fault) => {
  const { passed, faults } = await smokeTest(endpoint(answer));
  expect([passed, faults.join('\n')]).toEqual([false, expect.stringContaining(fault)]);
});

test('an error of the container is a finding, not a failure of the activity', async () => {
  const error = awsError('ModelError', 'Received server error (500) from primary', { status: 424 });
  const { passed, faults } = await smokeTest(fakeAws({ InvokeEndpoint: throwing(error) }));
  expect([passed, faults.join('\n')]).toEqual([false, expect.stringContaining('Received server error (500)')]);
});

test('an answer that is not JSON is a finding, not a failure of the activity', async () => {
  const { passed, faults } = await smokeTest(endpoint('<html>'));
  expect([passed, faults.join('\n')]).toEqual([false, expect.stringContaining('JSON')]);
});

test('throttling fails the attempt, to be retried', async () => {
  const failure = await failureOf(smokeTest(fakeAws({ InvokeEndpoint: inTurn(body(good), throttled()) })));
  expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
});

const samples = [
  { text: 'good', label: 1 },
  { text: 'bad', label: 0 },
];

test.each([
  ['numbers', good],
  ['numbers as texts', { ...good, labels: ['0', '1'], predicted_label: '1' }],
  ['words', { ...good, labels: ['negative', 'positive'], predicted_label: 'positive' }],
])('agreement is the share of the expected labels that were predicted, where labels are %s', async (_name, answer) => {
  expect((await smokeTest(endpoint(answer), { samples })).agreement).toBe(0.5);
});

test('without expected labels there is no agreement', async () => {
  expect(await smokeTest(endpoint(good))).not.toHaveProperty('agreement');
});

test('too little agreement alone is no fault', async () => {
  expect((await smokeTest(endpoint(good), { samples })).passed).toBe(true);
});

test('agreement below the minimum of the request does not pass', async () => {
  const { passed, faults } = await smokeTest(endpoint(good), { samples, minimumAgreement: 0.6 });
  expect([passed, faults.join('\n')]).toEqual([false, expect.stringContaining('agreement is 0.50')]);
});

/** Answers late, by a clock that stands still otherwise: the first request, or the others. */
const slow = (late: 'first' | 'others'): FakeAws => {
  let asked = 0;
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return fakeAws({
    InvokeEndpoint: () => {
      if ((asked++ === 0) === (late === 'first')) now += 300;
      return body(good);
    },
  });
};

test('an answer that takes longer than the limit does not pass', async () => {
  const { passed, faults } = await smokeTest(slow('others'), { maxLatencyInMilliseconds: 250 });
  expect([passed, faults.join('\n')]).toEqual([false, expect.stringContaining('the limit is 250 ms')]);
});

test('the first request is for warming up and has no limit', async () => {
  expect((await smokeTest(slow('first'), { maxLatencyInMilliseconds: 250 })).passed).toBe(true);
});

test('where nobody knows the number of classes, the first answer tells it', async () => {
  const three = { probabilities: [0.2, 0.7, 0.1], labels: [0, 1, 2], predicted_label: 1 };
  expect((await smokeTest(endpoint(three), {}, {})).passed).toBe(true);
});

test('where nobody knows the number of classes, answers must agree on it', async () => {
  const three = { probabilities: [0.2, 0.7, 0.1], labels: [0, 1, 2], predicted_label: 1 };
  const { faults } = await smokeTest(fakeAws({ InvokeEndpoint: inTurn(body(good), body(three)) }), {}, {});
  expect(faults.join('\n')).toContain('3 probabilities for 2 classes');
});
