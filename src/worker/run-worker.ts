import { hostname } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, Runtime, Worker, DefaultLogger } from '@temporalio/worker';
import type { LogLevel } from '@temporalio/worker';
import { createActivities, defaultPollingIntervals } from '../activities/index.js';
import type { PollingIntervals } from '../activities/index.js';
import { Aws } from '../aws/index.js';
import { searchAttributeNames } from '../contract/search-attributes.js';
import { taskQueue } from '../contract/workflow-types.js';
import { workflowBundle } from './bundle.js';
import { untilAskedToLeave } from './departure.js';
import { registeredSearchAttributes } from './search-attributes.js';
import { readWebhooks } from './webhooks.js';
import { workerSettings } from './settings.js';
import type { WorkerSettings } from './settings.js';

/** How a worker runs that a program of yours starts. */
export interface RunWorkerOptions {
  /** Takes one line of log; nothing is written elsewhere. */
  log: (line: string) => void;
  logLevel?: LogLevel;
  pollingIntervals?: Partial<PollingIntervals>;
  /** Left out: as the environment says. */
  settings?: WorkerSettings;
  /** Called once the worker polls. */
  onReady?: () => void;
}

/** Longer than any create call may take (30 s): a worker that is asked to leave finishes what costs money. Its waits it hands over at once. */
const shutdownGraceTime = '35 s';
const shutdownForceTime = '45 s';

/**
 * Runs a worker until SIGINT or SIGTERM; a second one ends the process. Connects as `@temporalio/envconfig` says (TEMPORAL_* and its profiles).
 * @example await runWorker({ log: (line) => console.error(line), settings: { rateShare: 0.5, activitySlots: 1_000 } });
 * @throws InvalidSettingsError when the environment says what can't be, or a file that it names can't be used
 */
export async function runWorker(options: RunWorkerOptions): Promise<void> {
  const { log, logLevel = 'WARN', pollingIntervals, onReady } = options;
  const { rateShare, activitySlots } = options.settings ?? workerSettings();
  Runtime.install({
    logger: new DefaultLogger(logLevel, ({ level, message, meta }) => {
      const error: unknown = meta?.['error'];
      log(`${level} ${message}${error instanceof Error ? `: ${error.message}` : ''}`);
    }),
  });
  const webhooks = await readWebhooks();
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const departure = untilAskedToLeave();
  const connection = await NativeConnection.connect(connectionOptions);
  const clientConnection = await Connection.connect(connectionOptions);
  try {
    const registered = await registeredSearchAttributes(clientConnection, namespace);
    const lacking = searchAttributeNames.filter((name) => !registered.includes(name));
    if (lacking.length > 0)
      log(`namespace ${namespace} lacks the search attributes ${lacking.join(', ')}: runs can't be filtered by them`);
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      identity: `tunewright@${hostname()}:${process.pid}`,
      workflowBundle: await workflowBundle(),
      activities: createActivities({
        aws: new Aws({ rateShare }),
        registeredSearchAttributes: () => registeredSearchAttributes(clientConnection, namespace),
        temporal: new Client({ connection: clientConnection, namespace }),
        webhooks,
        pollingIntervals: { ...defaultPollingIntervals, ...pollingIntervals },
        leaving: departure.leaving,
      }),
      maxConcurrentActivityTaskExecutions: activitySlots,
      // A cancelled wait hears of it with its next heartbeat, and its details are what the user watches: not held back for long.
      maxHeartbeatThrottleInterval: '2 s',
      shutdownGraceTime,
      shutdownForceTime,
    });
    const running = worker.run();
    onReady?.();
    await running;
  } finally {
    departure.release();
    await clientConnection.close();
    await connection.close();
  }
}
