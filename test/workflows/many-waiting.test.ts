import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { notYet } from '../../src/activities/failures.js';
import { createActivities, defaultPollingIntervals } from '../../src/activities/index.js';
import { endpointMessages, endpointWorkflowId } from '../../src/contract/endpoint-workflow.js';
import type { EndpointStatus } from '../../src/contract/endpoint-workflow.js';
import { fakeAws } from '../support/aws/fake-aws.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import type { Run } from '../support/temporal/runs.js';
import { decide, statusOf, untilOpen, withWorker } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';

/** A server of Temporal's own: it admits ten open updates to a workflow, which the time-skipping one does not hold to. */
const server = devServer();
const waiters = 13;

test(
  'of runs that wait for one endpoint, more than a workflow takes updates, each can be cancelled, and the release of the holder gets through',
  { timeout: 300_000 },
  async () => {
    const real = createActivities({
      aws: fakeAws({}).aws,
      registeredSearchAttributes: () => Promise.resolve([]),
      temporal: server.client,
      webhooks: {},
      pollingIntervals: { ...defaultPollingIntervals, shortestPoll: 100, longestPoll: 500 },
    });
    const { activities } = fakeActivities({
      leaseEndpoint: (input) => real.leaseEndpoint(input),
      releaseEndpoint: (input) => real.releaseEndpoint(input),
      isRunning: (input) => real.isRunning(input),
      // One that never ends would keep the worker from ending.
      watchUntilGone: () => Promise.reject(notYet('still there', 3_600_000)),
    });
    const name = `waited-for-${randomUUID().slice(0, 8)}`;
    const queue = randomUUID();
    const status = (): Promise<EndpointStatus> =>
      server.client.workflow.getHandle(endpointWorkflowId(name)).query<EndpointStatus>(endpointMessages.status);
    const start = (index: number, traffic: 'auto' | 'manual'): Promise<Run> =>
      server.client.workflow.start('fineTune', {
        taskQueue: queue,
        workflowId: `waiting-${index}-${queue}`,
        args: [requestOf({ endpoint: { name, update: {} }, gates: { deployment: 'auto', traffic } })],
      }) as Promise<Run>;
    await withWorker(server, queue, activities, async () => {
      const holder = await start(0, 'manual');
      await untilOpen(holder, 'traffic');
      const waiting = await Promise.all(Array.from({ length: waiters }, (_, index) => start(index + 1, 'auto')));
      await expect.poll(async () => (await status()).waiting.length, { timeout: 60_000 }).toBe(waiters);
      const [last, ...cancelled] = waiting;
      await Promise.all(cancelled.map((run) => run.cancel()));
      await Promise.all(cancelled.map((run) => expect(run.result()).rejects.toThrow()));
      expect((await Promise.all(cancelled.map(statusOf))).map(({ outcome }) => outcome)).toEqual(
        cancelled.map(() => 'cancelled'),
      );
      expect(await status()).toMatchObject({ holder: holder.workflowId, waiting: [last?.workflowId] });
      await decide(holder, { decision: 'approve', by: 'ana' });
      expect((await holder.result()).outcome).toBe('done');
      expect((await last?.result())?.outcome).toBe('done');
      await server.client.workflow.getHandle(endpointWorkflowId(name)).terminate();
    });
  },
);
