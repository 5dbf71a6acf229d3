import { describe, expect, test } from 'vitest';
import { endpointConfigRequest } from '../../src/plan/index.js';
import { RateLimitWaitError } from '../../src/aws/index.js';
import { awsError, expired, noSuchJob, notFound, throttled } from '../support/aws/errors.js';
import { fakeAws, inTurn, throwing } from '../support/aws/fake-aws.js';
import { account, planOf, resource } from '../support/aws/plan.js';
import { attempt, failureOf } from '../support/aws/run-activity.js';
import { completed, fakeJob, progressOf, silent, watch } from '../support/aws/training-wait.js';

const plan = planOf();
const own = { account, local: false };
const other = { account: '999999999999', local: false };
type Identity = typeof own;
const identities = (...answers: unknown[]): (() => Identity) => inTurn(...answers) as () => Identity;

test('credentials that are expired when a wait begins show as trouble and are ridden out', async () => {
  const watched = watch(fakeJob(completed, silent, identities(expired(), expired(), own)));
  await expect(watched.result).resolves.toMatchObject({ status: 'Completed' });
  expect(progressOf(watched).map(({ trouble }) => trouble)).toContainEqual(
    expect.stringMatching(/^CredentialsUnusable: GetCallerIdentity: ExpiredTokenException/),
  );
});

test('a wait whose worker is moved to another account is handed over, and tells why', async () => {
  const training = { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Training' };
  const watched = watch(fakeJob(training, silent, identities(own, own, other)));
  expect(await failureOf(watched.result)).toMatchObject({
    type: 'NotYet',
    nonRetryable: false,
    message: expect.stringContaining('WrongAccount: ') as string,
  });
  expect(progressOf(watched).at(-1)?.trouble).toMatch(/^WrongAccount: .*999999999999/);
});

describe('a clean-up that begins with expired credentials goes on when they are mended:', () => {
  const nothing = {
    DescribeTrainingJob: throwing(noSuchJob()),
    DescribeEndpoint: throwing(notFound('endpoint')),
    DescribeEndpointConfig: throwing(notFound('endpoint configuration')),
    DescribeModel: throwing(notFound('model')),
  };
  test.each(['stopTrainingJobs', 'deleteEndpoint', 'deleteEndpointConfig', 'deleteModel'] as const)(
    '%s',
    async (name) => {
      const fake = fakeAws(nothing, identities(expired(), throttled(), own));
      await expect(attempt(name, { target: plan }, fake).result).resolves.toEqual([]);
    },
  );
});

test('the wait for an endpoint rides expired credentials out too', async () => {
  const endpointConfig = endpointConfigRequest(plan, { rung: 0, attempt: 1 });
  const configName = endpointConfig.EndpointConfigName;
  const inService = { EndpointStatus: 'InService', EndpointConfigName: configName };
  const fake = fakeAws({ DescribeEndpoint: inService }, identities(expired(), own));
  const { result } = attempt(
    'watchEndpoint',
    { name: resource, region: plan.region, account: plan.account, configName },
    fake,
  );
  await expect(result).resolves.toBeUndefined();
});

describe('a creation', () => {
  /** The mock environment's attempts may last a second. */
  const untilAborted = (_input: unknown, signal?: AbortSignal): Promise<never> =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));

  test('calls nothing any more when its attempt is about to be given up', async () => {
    const { result } = attempt(
      'createModel',
      { target: plan, rung: 0, attempt: 1, modelData: { tarball: 's3://m/model.tar.gz' } },
      fakeAws({ CreateModel: untilAborted }),
    );
    expect(await failureOf(result)).toMatchObject({ type: 'ServiceUnavailable' });
  });

  test('that had no turn is waiting, and no failure', async () => {
    const fake = fakeAws({ CreateModel: throwing(new RateLimitWaitError('CreateModel', 1, {})) });
    const { result } = attempt(
      'createModel',
      { target: plan, rung: 0, attempt: 1, modelData: { tarball: 's3://m/model.tar.gz' } },
      fake,
    );
    expect(await failureOf(result)).toMatchObject({ type: 'NotYet', nonRetryable: false, nextRetryDelay: 500 });
  });

  test('that is throttled is retried', async () => {
    const fake = fakeAws({ CreateTrainingJob: throwing(throttled()), HeadObject: { ETag: '"e1"' } });
    const { result } = attempt('startTrainingJob', { target: plan, rung: 0, attempt: 1 }, fake);
    expect(await failureOf(result)).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  });

  test('that was cut short by its own deadline is retried', async () => {
    const fake = fakeAws({
      CreateTrainingJob: throwing(awsError('AbortError', 'Request aborted')),
      HeadObject: { ETag: '"e1"' },
    });
    const { result } = attempt('startTrainingJob', { target: plan, rung: 0, attempt: 1 }, fake);
    expect(await failureOf(result)).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  });
});
