import type { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import { createActivities, followEvents } from '../../../src/activities/index.js';
import type { Services } from '../../../src/activities/index.js';
import { MockActivityEnvironment } from '@temporalio/testing';
import { watchActivityId } from '../../../src/contract/watcher.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
import { account, planOf, resource } from '../../support/aws/plan.js';
import { quickIntervals } from '../../support/aws/run-activity.js';
import { completed, fakeJob, silent, training } from '../../support/aws/training-wait.js';

const url = `https://sqs.us-east-1.amazonaws.com/${account}/tunewright-events`;
const hour = 3_600_000;

/** As EventBridge writes it, less what nobody reads. */
const event = (state: string, more: object = {}): object => ({
  source: 'aws.sagemaker',
  'detail-type': 'SageMaker Training Job State Change',
  ...{ account, region: 'us-east-1' },
  detail: { TrainingJobName: resource, TrainingJobStatus: state },
  ...more,
});

/** A queue that holds these, and then nothing. */
function queueOf(...bodies: string[]): { answers: object; left: () => string[] } {
  const messages = bodies.map((Body, at) => ({ Body, ReceiptHandle: `handle ${at}` }));
  let received = false;
  const answers = {
    ReceiveMessage: async (_: unknown, signal?: AbortSignal) => {
      if (!received) return ((received = true), { Messages: [...messages] });
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      );
    },
    DeleteMessageBatch: ({ Entries }: Record<string, unknown>) => {
      const taken = (Entries as { ReceiptHandle: string }[]).map(({ ReceiptHandle }) => ReceiptHandle);
      messages.splice(0, messages.length, ...messages.filter(({ ReceiptHandle }) => !taken.includes(ReceiptHandle)));
      return {};
    },
  };
  return { answers, left: () => messages.map(({ Body }) => Body) };
}

/** Nothing is looked at or listed again by itself. */
const rarely = {
  ...quickIntervals,
  shortestPoll: hour,
  longestPoll: hour,
  longestWithLog: hour,
  log: hour,
  shortestList: hour,
  attempt: 3 * hour,
  longestList: hour,
};

const servicesOf = ({ aws }: FakeAws, temporal: Partial<Client> = {}): Services => ({
  ...{ aws, temporal: temporal as Client, webhooks: {}, pollingIntervals: rarely },
  registeredSearchAttributes: () => Promise.resolve([]),
});

/** Follows the queue until `done`. @returns the reasons for which it could not be read */
async function followUntil(services: Services, done: () => Promise<unknown>): Promise<string[]> {
  const stop = new AbortController();
  const troubles: string[] = [];
  const queue = { url, region: undefined, onTrouble: (message: string) => void troubles.push(message) };
  const following = followEvents(services, queue, stop.signal);
  await done();
  stop.abort();
  await following;
  return troubles;
}

test('an event has the wait look that this worker holds', async () => {
  let job: object = training;
  const queue = queueOf(JSON.stringify(event('Completed')));
  const fake = fakeJob(() => job, { ...silent, ...queue.answers, ListTrainingJobs: {} });
  const services = servicesOf(fake);
  const activities = createActivities(services);
  const environment = new MockActivityEnvironment();
  const result = environment.run(() => activities.watchTrainingJob({ target: planOf(), name: resource }));
  await expect.poll(() => fake.count('DescribeTrainingJob')).toBe(1);
  job = completed;
  const troubles = await followUntil(services, () => result);
  expect([await result, troubles]).toEqual([expect.objectContaining({ status: 'Completed' }), []]);
});

/** A Temporal in which a run is parked that waits for the job. */
function parkedRun(): { temporal: Partial<Client>; woken: unknown[]; queries: string[] } {
  const [woken, queries]: [unknown[], string[]] = [[], []];
  const describe = (): object => ({
    raw: { pendingActivities: [{ activityId: watchActivityId, state: 1, attempt: 2 }] },
  });
  const workflow = {
    async *list({ query }: { query: string }): AsyncGenerator<object> {
      queries.push(query);
      yield await Promise.resolve({ workflowId: 'sentiment', runId: 'life' });
    },
    getHandle: () => ({ describe }),
  };
  const activity = { complete: (...args: unknown[]) => Promise.resolve(void woken.push(args)) };
  return { temporal: { workflow, activity } as unknown as Partial<Client>, woken, queries };
}

test('the end of a job that is not held here wakes the run that is parked', async () => {
  const { temporal, woken, queries } = parkedRun();
  const queue = queueOf(JSON.stringify(event('Stopped')));
  await followUntil(servicesOf(fakeJob(training, queue.answers as never), temporal), () =>
    expect.poll(() => [queue.left(), woken.length]).toEqual([[], 1]),
  );
  expect(queries.join()).toContain(`TunewrightTrainingJob IN ('${resource}')`);
  expect(woken).toEqual([[{ workflowId: 'sentiment', runId: 'life', activityId: 'watch' }, { woken: true }]]);
});

test.each([
  ['no JSON', '{"source":'],
  ['null', 'null'],
  ['another source', JSON.stringify(event('Completed', { source: 'aws.ec2' }))],
  ['another detail', JSON.stringify(event('Completed', { 'detail-type': 'SageMaker Model State Change' }))],
  [
    'a name that is a query',
    JSON.stringify(event('Completed', { detail: { TrainingJobName: "x') OR ('", TrainingJobStatus: 'Failed' } })),
  ],
  ['a job that goes on', JSON.stringify(event('InProgress'))],
])('%s asks nothing of anybody, and is taken away', async (_, body) => {
  const { temporal, queries } = parkedRun();
  const queue = queueOf(body);
  await followUntil(servicesOf(fakeJob(training, queue.answers as never), temporal), () =>
    expect.poll(() => queue.left()).toEqual([]),
  );
  expect(queries).toEqual([]);
});

test('a queue that cannot be read is told of once for each reason, and asked again', async () => {
  let asked = 0;
  const answers = { ReceiveMessage: () => (asked++, Promise.reject(new Error('AccessDenied'))) };
  const troubles = await followUntil(servicesOf(fakeJob(training, answers)), () =>
    expect.poll(() => asked).toBeGreaterThan(1),
  );
  expect(troubles).toEqual(['AccessDenied']);
});

test('a queue by its name is told of, and ends no worker', async () => {
  const troubles: string[] = [];
  const queue = {
    url: 'tunewright-events',
    region: 'us-east-1',
    onTrouble: (message: string) => void troubles.push(message),
  };
  await followEvents(servicesOf(fakeJob(training)), queue, new AbortController().signal);
  expect(troubles).toEqual([expect.stringContaining('must be the URL of a queue')]);
});
