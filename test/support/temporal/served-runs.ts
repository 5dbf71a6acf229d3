import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { NativeConnection, WorkflowBundle } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { Activities } from '../../../src/contract/activities.js';
import { fakeActivities } from './fake-activities.js';

/** What a worker needs of a server of the tests. */
interface Server {
  readonly connection: NativeConnection;
  readonly bundle: WorkflowBundle;
}

/** One worker for the workflows of all tests of a file, each with activities of its own: starting one takes longer than most runs do. */
export class ServedRuns {
  readonly taskQueue = randomUUID();
  readonly #server: () => Server;
  readonly #activities = new Map<string, Activities>();
  #working: Promise<{ readonly worker: Worker; readonly ended: Promise<void> }> | undefined;

  /** @param server asked once it has started */
  constructor(server: () => Server) {
    this.#server = server;
  }

  /** Works for that workflow while `body` lasts. */
  async whileServed<T>(workflowId: string, activities: Activities, body: () => Promise<T>): Promise<T> {
    this.#activities.set(workflowId, activities);
    await (this.#working ??= this.#start());
    return body();
  }

  async stop(): Promise<void> {
    if (this.#working === undefined) return;
    const { worker, ended } = await this.#working;
    worker.shutdown();
    await ended;
  }

  async #start(): Promise<{ worker: Worker; ended: Promise<void> }> {
    const { connection, bundle: workflowBundle } = this.#server();
    const worker = await Worker.create({
      connection,
      taskQueue: this.taskQueue,
      workflowBundle,
      activities: this.#routed(),
      ...heartbeatsSoon,
    });
    return { worker, ended: worker.run() };
  }

  /** Each activity as the test has it whose workflow asks for it. */
  #routed(): Record<string, (input: unknown) => unknown> {
    const names = Object.keys(fakeActivities().activities) as (keyof Activities)[];
    return Object.fromEntries(
      names.map((name) => [
        name,
        (input: unknown) => {
          const { workflowId } = Context.current().info.workflowExecution ?? {};
          const activities = this.#activities.get(workflowId ?? '');
          if (activities === undefined) throw new Error(`no test has activities for the workflow ${workflowId}`);
          return (activities[name] as (input: unknown) => unknown)(input);
        },
      ]),
    );
  }
}

/** A cancelled activity hears of it with its next heartbeat. */
export const heartbeatsSoon = {
  maxHeartbeatThrottleInterval: '100 ms',
  defaultHeartbeatThrottleInterval: '100 ms',
} as const;
