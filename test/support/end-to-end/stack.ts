import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, vi } from 'vitest';
import { createActivities } from '../../../src/activities/index.js';
import type { Pace, Services } from '../../../src/activities/index.js';
import { Aws } from '../../../src/aws/index.js';
import type { Activities } from '../../../src/contract/activities.js';
import type { FaultRule, LocalSageMaker } from '../../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../../src/local/sagemaker/index.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import { clientsOf, fastPace, smallEncoder } from '../../local/sagemaker/local-sagemaker.js';
import type { Run, RunType } from '../temporal/runs.js';
import type { TestServer } from '../temporal/servers.js';
import { temporaryDirectory } from '../temporary-directory.js';

/** The model that only the local SageMaker has. */
export const model = { id: 'tensorflow-tc-local-use-lite-en' };

/** A clean-up still looks twice, but soon. */
const quick: Pace = {
  shortestPoll: 25,
  longestPoll: 150,
  longestWithLog: 150,
  log: 150,
  attempt: 600_000,
  heartbeat: 500,
  unfound: 200,
  watchOver: 300,
};

export interface StackOptions {
  faults?: FaultRule[];
  webhooks?: () => Services['webhooks'];
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

const fixture = (name: string): string => fileURLToPath(new URL(`../../end-to-end/fixtures/${name}`, import.meta.url));

/** To be called where the file's Temporal server was: a local SageMaker, and a worker of that server, as long as the tests run. */
export function localStack(server: TestServer, options: StackOptions = {}): Stack {
  const directory = temporaryDirectory();
  const queue = randomUUID();
  let sagemaker: LocalSageMaker;
  let activities: Activities;
  const createWorker = (taskQueue = queue): Promise<Worker> =>
    Worker.create({
      connection: server.connection,
      taskQueue,
      workflowBundle: server.bundle,
      activities,
      maxHeartbeatThrottleInterval: '100 ms',
      defaultHeartbeatThrottleInterval: '100 ms',
    });

  beforeAll(async () => {
    const cacheDirectory = path.join(directory, 'cache');
    sagemaker = await startLocalSageMaker({
      port: 0,
      dataDirectory: path.join(directory, 'sagemaker'),
      cacheDirectory,
      serveEntry: fixture('serve.mjs'),
      trainerEntry: fixture('trainer.mjs'),
      encoderArchive: smallEncoder,
      pace: fastPace,
      faults: options.faults ?? [],
    });
    const environment = { ...localEnvironment(sagemaker.url), TUNEWRIGHT_CACHE_DIR: cacheDirectory };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const real = createActivities({
      aws: new Aws({ rateShare: 100 }),
      registeredSearchAttributes: () => Promise.resolve([]),
      temporal: server.client,
      webhooks: options.webhooks?.() ?? {},
      pace: quick,
    });
    activities = options.around?.(real) ?? real;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await sagemaker?.close();
  });
  if (options.works !== false) worksAllTheTime(createWorker);

  let clients: Clients | undefined;
  return {
    queue,
    get url() {
      return sagemaker.url;
    },
    get clients() {
      return (clients ??= clientsOf(sagemaker.url));
    },
    get activities() {
      return activities;
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
