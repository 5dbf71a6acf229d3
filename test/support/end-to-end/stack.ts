import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import type { LocalActivitiesOptions } from '../local/activities.js';
import { localActivities, workerOptions } from '../local/activities.js';
import type { Run, RunType } from '../temporal/runs.js';
import type { TestServer } from '../temporal/servers.js';

/** The model that only the local SageMaker has. */
const model = { id: 'tensorflow-tc-local-use-lite-en' };

export interface StackOptions extends Omit<LocalActivitiesOptions, 'serveEntry' | 'trainerEntry'> {
  /** Puts something around the activities, such as a wait before one of them. */
  around?: (activities: Activities) => Activities;
  /** False: a test starts its workers itself. */
  works?: boolean;
}

/** Workflows and activities as they are, against a local SageMaker with small containers, for the tests of one file. */
export interface Stack {
  readonly queue: string;
  readonly url: string;
  readonly clients: Clients;
  readonly activities: Activities;
  /** Starts a run; its id, and so the names of all that it makes, begin with `name`. */
  start(name: string, request: object, type?: RunType): Promise<Run>;
  /** Not running yet. */
  worker(queue?: string): Promise<Worker>;
  /** The newest workflow of that id. */
  workflow(id: string): WorkflowHandle;
}

const container = (name: string): string => fileURLToPath(new URL(`../containers/${name}`, import.meta.url));

/** To be called where the file's Temporal server was: a local SageMaker, and a worker of that server, as long as the tests run. */
export function localStack(server: TestServer, options: StackOptions = {}): Stack {
  const queue = randomUUID();
  const { around = (real) => real, works = true, ...more } = options;
  const local = localActivities(server, {
    serveEntry: container('serve.mjs'),
    trainerEntry: container('train.mjs'),
    ...more,
  });
  const createWorker = (taskQueue = queue): Promise<Worker> =>
    Worker.create({
      connection: server.connection,
      taskQueue,
      workflowBundle: server.bundle,
      activities: around(local.activities),
      ...workerOptions,
    });
  if (works) worksAllTheTime(createWorker);

  return {
    queue,
    get url() {
      return local.url;
    },
    get clients() {
      return local.clients;
    },
    get activities() {
      return around(local.activities);
    },
    start: (name, request, type = 'deploy') =>
      server.client.workflow.start(type, {
        taskQueue: queue,
        workflowId: `${name}-${queue.slice(0, 8)}`,
        args: [{ model, gates: { deployment: 'auto' }, ...request }],
      }) as Promise<Run>,
    worker: createWorker,
    workflow: (id) => server.client.workflow.getHandle(id),
  };
}

function worksAllTheTime(createWorker: () => Promise<Worker>): void {
  let worker: Worker;
  let running: Promise<void>;
  beforeAll(async () => {
    worker = await createWorker();
    running = worker.run();
  });
  afterAll(async () => {
    worker?.shutdown();
    await running;
  });
}
