import { expect, test } from 'vitest';
import { awsError, notFound, throttled } from '../../support/aws/errors.js';
import type { Answers } from '../../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import { account, planOf, region, resource } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';
import type { Asked } from '../../support/temporal/fake-temporal.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';

const input = { target: planOf(), rung: 0, attempt: 1, modelData: { tarball: 's3://models/output/model.tar.gz' } };
const well: Answers = { CreateModel: {}, CreateEndpointConfig: {}, CreateEndpoint: {} };
const created = { name: resource, attempt: 1 };

test('an endpoint is created after its model and its config', async () => {
  const fake = fakeAws(well);
  const made = await attempt('createHosting', input, fake).result;
  expect(fake.calls.map(({ operation }) => operation)).toEqual([
    'CreateModel',
    'CreateEndpointConfig',
    'CreateEndpoint',
  ]);
  expect(made).toEqual({ model: created, 'endpoint config': created, endpoint: created });
});

test.each([
  ['CreateModel', ['model']],
  ['CreateEndpointConfig', ['model', 'endpoint config']],
  ['CreateEndpoint', ['model', 'endpoint config', 'endpoint']],
])('a failure of %s tells what was begun', async (operation, begun) => {
  const denied = throwing(awsError('AccessDeniedException', 'not authorized', { status: 403 }));
  const { type, details } = await failureOf(
    attempt('createHosting', input, fakeAws({ ...well, [operation]: denied })).result,
  );
  expect([type, details?.at(-1)]).toEqual(['AccessDenied', { begun }]);
});

test('the next attempt asks for nothing again that is made', async () => {
  const first = attempt('createHosting', input, fakeAws({ ...well, CreateEndpoint: throwing(throttled()) }));
  await failureOf(first.result);
  const fake = fakeAws(well);
  const info = { heartbeatDetails: first.heartbeats.at(-1) };
  await attempt('createHosting', input, fake, { info }).result;
  expect(fake.calls.map(({ operation }) => operation)).toEqual(['CreateEndpoint']);
});

test('what an endpoint refers to may be missing for some attempts, counted anew for each thing', async () => {
  const heartbeatDetails = { made: { model: created }, unfound: 3 };
  const missing = throwing(notFound('endpoint configuration'));
  const tried = attempt('createHosting', input, fakeAws({ ...well, CreateEndpoint: missing }), {
    info: { heartbeatDetails },
  });
  expect((await failureOf(tried.result)).type).toBe('ServiceUnavailable');
  expect(tried.heartbeats.at(-1)).toEqual({ made: { model: created, 'endpoint config': created }, unfound: 1 });
});

const lease = { key: { name: resource, region, account }, run: 'reviews', execution: 'first' };
const leasing = (onUpdate: (asked: Asked) => unknown) => {
  const fake = fakeAws(well);
  const { client: temporal } = new FakeTemporal({}, (asked) => {
    fake.calls.push({ operation: asked.name, input: asked.args?.[0] as Record<string, unknown> });
    return onUpdate(asked);
  });
  const info = { taskQueue: 'tunewright', workflowExecution: { workflowId: 'reviews', runId: 'first' } };
  return { fake, ...attempt('createHosting', { ...input, lease }, fake, { info, temporal }) };
};

test('the right to change the endpoint is taken before anything is created', async () => {
  const { fake, result } = leasing(() => ({ lastGood: null }));
  await result;
  expect(fake.calls.map(({ operation }) => operation)).toEqual([
    'lease',
    'CreateModel',
    'CreateEndpointConfig',
    'CreateEndpoint',
  ]);
  expect(fake.calls[0]?.input).toMatchObject({ run: 'reviews', execution: 'first', region, account, atOnce: true });
});

test('nothing is created while other runs come first, and the step is tried again', async () => {
  const { fake, result } = leasing(() => ({ before: 2 }));
  const { type, nonRetryable, details } = await failureOf(result);
  expect([type, nonRetryable, details?.at(-1)]).toEqual(['ServiceUnavailable', false, { begun: [] }]);
  expect(fake.calls.map(({ operation }) => operation)).toEqual(['lease']);
});
