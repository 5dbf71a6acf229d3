import { WorkflowNotFoundError } from '@temporalio/client';
import { expect, test } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import { awsError, throttled } from '../../support/aws/errors.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, throwing } from '../../support/aws/fake-aws.js';
import { account, region, resource } from '../../support/aws/plan.js';
import type { Attempt } from '../../support/aws/run-activity.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';

type Input = Parameters<Activities['watchAndTestEndpoint']>[0];

const answer = { probabilities: [0.2, 0.8], labels: [0, 1], predicted_label: 1 };
const spoken = { Body: new TextEncoder().encode(JSON.stringify(answer)) };
const up = { EndpointStatus: 'InService', EndpointConfigName: resource };
const coming = { ...up, EndpointStatus: 'Creating' };
const release = { run: 'reviews', execution: 'first', timeToLiveInSeconds: 60 };
const input: Input = {
  ...{ name: resource, region, account, configName: resource, release },
  test: {
    classes: 2,
    test: { samples: [{ text: 'good' }], maxLatencyInMilliseconds: 10_000, minimumAgreement: null },
  },
};

const watchAndTest = (
  fake: FakeAws,
  { given = input, temporal = new FakeTemporal({}, () => undefined) }: { given?: Input; temporal?: FakeTemporal } = {},
): Attempt<'watchAndTestEndpoint'> => attempt('watchAndTestEndpoint', given, fake, { temporal: temporal.client });

const well = (): FakeAws => fakeAws({ DescribeEndpoint: inTurn(coming, up), InvokeEndpoint: () => spoken });

test('what is up is tested, and the lease given back with the word of the run', async () => {
  const temporal = new FakeTemporal({}, () => undefined);
  const { smokeTest, released } = await watchAndTest(well(), { temporal }).result;
  expect([smokeTest.passed, released]).toEqual([true, true]);
  expect(temporal.asked).toMatchObject([{ kind: 'signal', name: 'release', args: [release] }]);
});

test('a run that goes on to ask people keeps its lease', async () => {
  const temporal = new FakeTemporal({}, () => undefined);
  const { release: _none, ...given } = input;
  expect(await watchAndTest(well(), { given, temporal }).result).toMatchObject({ released: false });
  expect(temporal.asked).toEqual([]);
});

test('what has not passed is the run’s to undo: the lease stays', async () => {
  const temporal = new FakeTemporal({}, () => undefined);
  const fake = fakeAws({
    DescribeEndpoint: up,
    InvokeEndpoint: throwing(awsError('ModelError', 'no', { status: 424 })),
  });
  const { smokeTest, released } = await watchAndTest(fake, { temporal }).result;
  expect([smokeTest.passed, released, temporal.asked]).toEqual([false, false, []]);
});

test('a message that does not get through is told, and is no failure of the test', async () => {
  const temporal = new FakeTemporal({}, () => {
    throw new WorkflowNotFoundError('gone', 'of a test', undefined);
  });
  expect(await watchAndTest(well(), { temporal }).result).toMatchObject({
    smokeTest: { passed: true },
    released: false,
  });
});

test('a test that could not be made says that the endpoint is up', async () => {
  const fake = fakeAws({ DescribeEndpoint: up, InvokeEndpoint: throwing(throttled()) });
  const { type, details } = await failureOf(watchAndTest(fake).result);
  expect([type, details?.at(-1)]).toEqual(['ServiceUnavailable', { inService: true }]);
});

test('an endpoint that does not come up is not tested, and does not say that it is up', async () => {
  const fake = fakeAws({ DescribeEndpoint: { ...up, EndpointStatus: 'Failed', FailureReason: 'no /ping' } });
  const { type, details } = await failureOf(watchAndTest(fake).result);
  expect([type, details ?? [], fake.count('InvokeEndpoint')]).toEqual(['EndpointFailed', [], 0]);
});

test('of what was cancelled meanwhile the lease is not given back', async () => {
  const temporal = new FakeTemporal({}, () => undefined);
  const running: Attempt<'watchAndTestEndpoint'> = watchAndTest(
    fakeAws({
      DescribeEndpoint: up,
      InvokeEndpoint: () => {
        running.environment.cancel('CANCELLED');
        return spoken;
      },
    }),
    { temporal },
  );
  await expect(running.result).rejects.toThrow();
  expect(temporal.asked).toEqual([]);
});
