import { ApplicationFailure } from '@temporalio/common';
import { ActivityCancellationDetails } from '@temporalio/common';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { describe, expect, test, vi } from 'vitest';
import type { EndpointStatus } from '../../../src/contract/endpoint-workflow.js';
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
        args: [{ run: 'reviews', ...key, atOnce: true }],
        start: { type: 'endpoint', args: [key], taskQueue: 'tunewright' },
      },
    ]);
  });

  test('answers with what the workflow grants', async () => {
    expect(await lease(() => granted).result).toEqual(granted);
  });

  test('enrols once and asks by queries while it waits, until it is no longer in the queue', async () => {
    let waiting = ['reviews'];
    let answer: unknown = { before: 11 };
    const fake = new FakeTemporal({}, () => answer);
    fake.workflows[workflowId] = {
      get status() {
        return { waiting };
      },
    };
    const pollingIntervals = { shortestPoll: 5, longestPoll: 5 };
    const { result } = attempt('leaseEndpoint', { key, run: 'reviews' }, fakeAws({}), {
      info: info('run-1'),
      temporal: fake.client,
      pollingIntervals,
    });
    await expect.poll(() => fake.queried).toBeGreaterThan(3);
    expect(fake.asked).toHaveLength(1);
    answer = granted;
    waiting = [];
    expect(await result).toEqual(granted);
    expect(fake.asked).toHaveLength(2);
  });

  test('looks, however many, leave no listeners on a signal', async () => {
    const listeners = new Map<unknown, number>();
    const count = (name: 'addEventListener' | 'removeEventListener', change: number) => {
      const real = Reflect.get(AbortSignal.prototype, name) as (...args: unknown[]) => void;
      return vi.spyOn(AbortSignal.prototype, name).mockImplementation(function (this: AbortSignal, ...args: unknown[]) {
        listeners.set(this, (listeners.get(this) ?? 0) + change);
        Reflect.apply(real, this, args);
      });
    };
    const spies = [count('addEventListener', 1), count('removeEventListener', -1)];
    let asked = 0;
    const { result } = lease(() => (asked++ < 30 ? throws(new Error('UNAVAILABLE'))() : granted), {
      pollingIntervals: { shortestPoll: 1, longestPoll: 1 },
    });
    await result;
    for (const spy of spies) spy.mockRestore();
    expect(Math.max(...listeners.values())).toBeLessThan(10);
  });

  test('a server without update-with-start is told as what it is', async () => {
    const error = Object.assign(new Error('12 UNIMPLEMENTED: unknown method'), { code: 12, details: '', metadata: {} });
    const failed = await failureOf(lease(throws(error)).result);
    expect(failed).toMatchObject({ type: 'LeaseRefused', message: expect.stringContaining('1.28') as string });
  });

  test('what the workflow refuses is refused for good', async () => {
    const failure = await failureOf(lease(throws(refused('LeaseRefused'))).result);
    expect(failure).toMatchObject({
      type: 'LeaseRefused',
      nonRetryable: true,
      message: expect.stringContaining('of region eu-west-1') as string,
    });
  });

  test.each([
    ['a workflow that went on as a new one', refused('AcceptedUpdateCompletedWorkflow')],
    ['a workflow whose endpoint is being deleted', refused('ServiceUnavailable')],
    ['a server that does not answer', new Error('UNAVAILABLE')],
  ])('%s is asked again', async (_name, error) => {
    let asked = 0;
    const { result } = lease(() => (asked++ === 0 ? throws(error)() : granted), {
      pollingIntervals: { shortestPoll: 5 },
    });
    expect(await result).toEqual(granted);
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

describe('leaseEndpoint with a claim', () => {
  const claimant = { run: 'reviews', execution: 'run-1', claim: true };
  const claim = (
    onUpdate: (asked: Asked) => unknown,
    {
      holder,
      owner,
      kept,
    }: { holder?: () => { run: string; state: string }; owner?: string; kept?: Partial<EndpointStatus> } = {},
  ) => {
    const fake = new FakeTemporal({}, onUpdate);
    fake.workflows[workflowId] = {
      get status() {
        return { name, live: null, holder: holder?.().run ?? null, waiting: [], ...kept };
      },
    };
    fake.workflows['weekly'] = {
      get state() {
        return holder?.().state ?? 'RUNNING';
      },
    };
    const endpointOwner = () => Promise.resolve(owner === undefined ? null : { run: owner, configName: 'theirs' });
    const faked = fakeAws({});
    Object.assign(faked.aws, { endpointOwner });
    const { result } = attempt('leaseEndpoint', { key, ...claimant }, faked, {
      info: info('run-1'),
      temporal: fake.client,
      pollingIntervals: { shortestPoll: 5, longestPoll: 5 },
    });
    return { result, asked: fake.asked };
  };

  test('asks for the name without a place in the queue', async () => {
    const { result, asked } = claim(() => granted);
    expect(await result).toEqual(granted);
    expect(asked[0]?.args).toEqual([{ ...claimant, ...key, atOnce: true }]);
  });

  test('is refused with the name of the run that has it and goes on', async () => {
    const { result } = claim(() => ({ before: 1 }), { holder: () => ({ run: 'weekly', state: 'RUNNING' }) });
    expect(await failureOf(result)).toMatchObject({
      type: 'NameTaken',
      message: expect.stringContaining('claimed by run weekly') as string,
    });
  });

  test.each([
    ['which a run has claimed', 'weekly', null, 'claimed as "Reviews-Live" by run weekly'],
    ['which is live', null, { ...key, configName: 'c', modelNames: [] }, 'exists already as "Reviews-Live"'],
  ])('is refused where the name is kept in other case, %s', async (_what, holder, live, told) => {
    const { result } = claim(() => ({ before: 0 }), { kept: { name: 'Reviews-Live', holder, live } });
    expect(await failureOf(result)).toMatchObject({
      type: 'NameTaken',
      message: expect.stringContaining(told) as string,
    });
  });

  test('is granted once a run that was terminated has let go of the name', async () => {
    let asked = 0;
    const { result } = claim(() => (asked++ < 3 ? { before: 1 } : granted), {
      holder: () => ({ run: 'weekly', state: 'TERMINATED' }),
    });
    expect(await result).toEqual(granted);
  });

  test('is refused where the endpoint was made since the plan', async () => {
    const { result } = claim(() => granted, { owner: 'weekly' });
    expect(await failureOf(result)).toMatchObject({
      type: 'NameTaken',
      message: expect.stringContaining('exists already') as string,
    });
  });
});

describe('the workflow of an endpoint whose name has capitals', () => {
  const capitals = { ...key, name: 'Reviews-Live' };
  const askedOf = async (workflows: Record<string, { state: string }>): Promise<string[]> => {
    const fake = new FakeTemporal(workflows, () => granted);
    const options = { info: info('run-1'), temporal: fake.client };
    await attempt('leaseEndpoint', { key: capitals, run: 'reviews' }, fakeAws({}), options).result;
    await attempt('releaseEndpoint', { key: capitals, end: { run: 'reviews' } }, fakeAws({}), options).result;
    return fake.asked.map((asked) => `${asked.kind} of ${asked.workflowId}`);
  };

  test('is that of the name in lower case', async () => {
    expect(await askedOf({})).toEqual([`update with start of ${workflowId}`, `signal of ${workflowId}`]);
  });

  test('is that of an earlier version as long as it goes on, and is not started anew', async () => {
    const earlier = 'tunewright-endpoint:Reviews-Live';
    expect(await askedOf({ [earlier]: { state: 'RUNNING' } })).toEqual([
      `update of ${earlier}`,
      `signal of ${earlier}`,
    ]);
    expect(await askedOf({ [earlier]: { state: 'COMPLETED' } })).toEqual([
      `update with start of ${workflowId}`,
      `signal of ${workflowId}`,
    ]);
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
    expect(asked).toEqual([{ kind: 'signal', name: 'release', workflowId, args: [end] }]);
  });

  test('of what is live starts the workflow anew where it is gone, as one that holds the lease, and then tells it', async () => {
    const live = { name, region, configName: 'config-1', modelNames: ['model-1'] };
    let gone = true;
    const { client: temporal, asked } = new FakeTemporal({}, ({ kind }) => {
      if (kind === 'signal' && gone) throw new WorkflowNotFoundError('gone', workflowId, undefined);
      if (kind === 'update with start') gone = false;
      return granted;
    });
    const { result } = attempt('releaseEndpoint', { key, end: { ...end, execution: 'first', live } }, fakeAws({}), {
      info: info('run-1'),
      temporal,
    });
    await result;
    expect(asked.map(({ kind }) => kind)).toEqual(['signal', 'update with start', 'signal']);
    expect(asked[1]?.args).toEqual([{ run: 'reviews', execution: 'first', ...key, atOnce: true }]);
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
