import { ApplicationFailure } from '@temporalio/common';
import { ActivityCancellationDetails } from '@temporalio/common';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { fakeAws } from '../../support/aws/fake-aws.js';
import { account, region } from '../../support/aws/plan.js';
import type { AttemptOptions } from '../../support/aws/run-activity.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';
import type { Asked } from '../../support/temporal/fake-temporal.js';
import { FakeTemporal, workflowsIn } from '../../support/temporal/fake-temporal.js';

const name = 'reviews-live';
const key = { name, region, account };
const workflowId = `tunewright-endpoint:${name}`;
const granted = { lastGood: null };

const info = (runId: string, activityId = '7'): NonNullable<AttemptOptions['info']> => ({
  activityId,
  taskQueue: 'tunewright',
  workflowExecution: { workflowId: 'reviews', runId },
});

const refused = (type: string): WorkflowUpdateFailedError =>
  new WorkflowUpdateFailedError(
    'Workflow Update failed',
    ApplicationFailure.create({ type, message: 'of region eu-west-1' }),
  );
const throws = (error: Error) => (): never => {
  throw error;
};
const never = (): Promise<never> => new Promise(() => undefined);

describe('leaseEndpoint', () => {
  const lease = (onUpdate: (asked: Asked) => unknown, options: AttemptOptions = {}): ReturnType<typeof leasing> =>
    leasing(onUpdate, options);
  function leasing(onUpdate: (asked: Asked) => unknown, options: AttemptOptions) {
    const { client: temporal, asked } = new FakeTemporal({}, onUpdate);
    const running = attempt('leaseEndpoint', { key, run: 'reviews' }, fakeAws({}), {
      info: info('run-1'),
      ...options,
      temporal,
    });
    return { ...running, asked };
  }

  test("asks the endpoint's workflow, starting it where there is none", async () => {
    const { result, asked } = lease(() => granted);
    await result;
    expect(asked).toEqual([
      {
        kind: 'update with start',
        name: 'lease',
        workflowId,
        updateId: 'run-1:7',
        args: [{ run: 'reviews', region, account }],
        start: { type: 'endpoint', args: [key], taskQueue: 'tunewright' },
      },
    ]);
  });

  test('answers with what the workflow grants', async () => {
    expect(await lease(() => granted).result).toEqual(granted);
  });

  test.each([
    ['a retry asks by the same id, so that it hears the first answer', info('run-1'), 'run-1:7'],
    ['another run of the same name asks anew', info('run-2'), 'run-2:7'],
    ['a second lease of one run asks anew', info('run-1', '9'), 'run-1:9'],
  ])('%s', async (_name, given, updateId) => {
    const { result, asked } = lease(() => granted, { info: given });
    await result;
    expect(asked[0]?.updateId).toBe(updateId);
  });

  test('what the workflow refuses is refused for good', async () => {
    const failure = await failureOf(lease(throws(refused('LeaseRefused'))).result);
    expect(failure).toMatchObject({
      type: 'LeaseRefused',
      nonRetryable: true,
      message: expect.stringContaining('of region eu-west-1') as string,
    });
  });

  test('a workflow that went on as a new one is asked again', async () => {
    const failure = await failureOf(lease(throws(refused('AcceptedUpdateCompletedWorkflow'))).result);
    expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  });

  test('a server that does not answer is asked again', async () => {
    const failure = await failureOf(lease(throws(new Error('UNAVAILABLE'))).result);
    expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  });

  test("at the end of an attempt's time the wait is handed over", async () => {
    expect((await failureOf(lease(never, { pollingIntervals: { attempt: 20 } }).result)).type).toBe('NotYet');
  });

  test('heartbeats go on while it waits', async () => {
    const waiting = lease(never, { pollingIntervals: { attempt: 200 } });
    await expect.poll(() => waiting.heartbeats.length).toBeGreaterThan(2);
    await failureOf(waiting.result);
  });

  test('a worker that shuts down hands the wait over', async () => {
    const waiting = lease(never);
    await expect.poll(() => waiting.asked).toHaveLength(1);
    waiting.environment.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true }));
    expect((await failureOf(waiting.result)).type).toBe('NotYet');
  });
});

describe('releaseEndpoint', () => {
  const end = { run: 'reviews', timeToLiveInSeconds: 60 };
  const release = (onUpdate: () => unknown): { result: Promise<void>; asked: Asked[] } => {
    const { client: temporal, asked } = new FakeTemporal({}, onUpdate);
    const { result } = attempt('releaseEndpoint', { key, end }, fakeAws({}), { info: info('run-1'), temporal });
    return { result, asked };
  };

  test('tells the workflow how the lease ends, and starts none', async () => {
    const { result, asked } = release(() => undefined);
    await result;
    expect(asked).toEqual([{ kind: 'update', name: 'release', workflowId, updateId: 'run-1:7', args: [end] }]);
  });

  test('is done where the workflow is gone', async () => {
    const { result } = release(throws(new WorkflowNotFoundError('gone', workflowId, undefined)));
    await expect(result).resolves.toBeUndefined();
  });
});

describe('isRunning', () => {
  const isRunning = (states: Record<string, string>): Promise<boolean> =>
    attempt('isRunning', { run: 'reviews' }, fakeAws({}), { temporal: new FakeTemporal(workflowsIn(states)).client })
      .result;

  test.each([
    ['RUNNING', true],
    ['PAUSED', true],
    ['COMPLETED', false],
    ['TERMINATED', false],
  ])('a run that is %s: %s', async (state, running) => {
    expect(await isRunning({ reviews: state })).toBe(running);
  });

  test('a run that Temporal does not know is not running', async () => {
    expect(await isRunning({})).toBe(false);
  });
});
