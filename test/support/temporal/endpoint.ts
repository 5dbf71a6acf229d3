import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { expect } from 'vitest';
import { notYet } from '../../../src/activities/failures.js';
import type { Activities } from '../../../src/contract/activities.js';
import type { EndpointState, EndpointStatus, LeaseGranted } from '../../../src/contract/endpoint-workflow.js';
import { endpointMessages } from '../../../src/contract/endpoint-workflow.js';
import type { LiveEndpoint } from '../../../src/contract/run/results.js';
import { workflowTypes } from '../../../src/contract/workflow-types.js';
import type { FakeActivities } from './fake-activities.js';
import { fakeActivities } from './fake-activities.js';
import type { TimeSkippingServer } from './servers.js';

export const place = { region: 'us-east-1', account: '123456789012' };
const monthInMilliseconds = 30 * 24 * 3_600_000;

/** The workflow of one endpoint, and what runs and people ask of it. */
class EndpointUnderTest {
  readonly live: LiveEndpoint;
  readonly fakes: FakeActivities;
  readonly #queue: string;
  readonly #server: TimeSkippingServer;
  readonly #name: string;

  constructor(server: TimeSkippingServer, queue: string, fakes: FakeActivities) {
    this.#server = server;
    this.#queue = queue;
    this.#name = `reviews-${randomUUID()}`;
    this.fakes = fakes;
    this.live = { name: this.#name, region: place.region, configName: 'config-1', modelNames: ['model-1'] };
  }

  get handle(): WorkflowHandle {
    return this.#server.client.workflow.getHandle(`tunewright-endpoint:${this.#name}`);
  }

  /** Asks for the lease; the update ends when it is that run's turn. */
  lease(run: string, where: object = place): Promise<LeaseGranted> {
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.endpoint, {
      workflowId: `tunewright-endpoint:${this.#name}`,
      taskQueue: this.#queue,
      args: [{ name: this.#name, ...place }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return this.#server.client.workflow.executeUpdateWithStart<() => Promise<unknown>, LeaseGranted, [unknown]>(
      endpointMessages.lease,
      { args: [{ run, ...where }], startWorkflowOperation },
    );
  }

  /** Begins as the next workflow of an endpoint whose last one had too long a history. */
  async goOnFrom(carried: EndpointState): Promise<void> {
    await this.#server.client.workflow.start(workflowTypes.endpoint, {
      workflowId: this.handle.workflowId,
      taskQueue: this.#queue,
      args: [{ name: this.#name, ...place, carried }],
    });
  }

  update<T = unknown>(message: string, argument: unknown): Promise<T> {
    return this.handle.executeUpdate<T, [unknown]>(message, { args: [argument] });
  }

  release(end: object): Promise<void> {
    return this.handle.signal(endpointMessages.release, end);
  }

  status(): Promise<EndpointStatus> {
    return this.handle.query<EndpointStatus>(endpointMessages.status);
  }

  /** The attempts at which the activities of that type are. */
  async #attempts(activity: string): Promise<number[]> {
    const { raw } = await this.handle.describe();
    const ofType = (raw.pendingActivities ?? []).filter(({ activityType }) => activityType?.name === activity);
    return ofType.map(({ attempt }) => attempt ?? 0);
  }

  /** A run has gone through and left this live. */
  async goLive(timeToLiveInSeconds: number | null = null): Promise<void> {
    await this.lease('run-0');
    await this.update(endpointMessages.release, { run: 'run-0', live: this.live, timeToLiveInSeconds });
    await expect.poll(() => this.fakes.calls).toContain('watchUntilGone');
    // The test server's clock skips no more once a workflow ends whose task is on its way to a worker, or its answer on the way back.
    await expect.poll(() => this.#attempts('watchUntilGone')).not.toContain(1);
  }
}

/** An endpoint with a worker as long as `body` lasts; it is there whenever somebody looks, unless told otherwise. */
export async function withEndpoint(
  server: TimeSkippingServer,
  otherwise: Partial<Activities>,
  body: (endpoint: EndpointUnderTest) => Promise<void>,
): Promise<void> {
  const fakes = fakeActivities({
    watchUntilGone: () => Promise.reject(notYet('still there', monthInMilliseconds)),
    ...otherwise,
  });
  const { served } = server;
  const endpoint = new EndpointUnderTest(server, served.taskQueue, fakes);
  await served.whileServed(endpoint.handle.workflowId, fakes.activities, () =>
    // One that went on would have its timers fire in the time that another test skips.
    body(endpoint).finally(() => endpoint.handle.terminate().catch(() => undefined)),
  );
}
