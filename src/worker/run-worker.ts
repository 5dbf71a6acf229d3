import { lookup } from 'node:dns/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { LogLevel, NativeConnection, Worker } from '@temporalio/worker';
import { IllegalStateError } from '@temporalio/common';
import { wrongSetting } from '../contract/invalid-settings.js';
import { searchAttributeNames } from '../contract/search-attributes.js';
import { loadForRuns, putAroundCalls } from '../aws/index.js';
import type { CreateWorkerOptions } from './create-worker.js';
import { createWorker } from './create-worker.js';
import { untilAskedToLeave } from './departure.js';
import { defined } from '../contract/defined.js';
import type { WorkerEnvironment } from './environment.js';
import { readEnvironment } from './environment.js';
import { serveHealth } from './health.js';
import type { Address } from './health.js';
import { logLine } from './log-line.js';
import type { LogFormat } from './log-line.js';
import { registeredSearchAttributes } from './search-attributes.js';
import { startTracing } from '../temporal/tracing/tracing.js';

/** How a worker runs that a program of yours starts. */
export interface RunWorkerOptions extends CreateWorkerOptions {
  /** Takes one line of log; nothing is written elsewhere. */
  log: (line: string) => void;
  logLevel?: LogLevel;
  /** Ends the worker as SIGTERM does. */
  signal?: AbortSignal;
  /** Called once the worker polls. */
  onReady?: () => void;
}

/**
 * Runs a worker until SIGINT, SIGTERM or the signal; a second SIGINT or SIGTERM ends the process. Connects as `@temporalio/envconfig` says (TEMPORAL_* and its profiles), unless a
 * connection is given; goes on with the process's `Runtime` where one is installed already, with its logger then.
 * @example await runWorker({ log: (line) => console.error(line), settings: { rateShare: 0.5, activitySlots: 1_000 } });
 * @throws InvalidSettingsError when the environment says what can't be, or a file that it names can't be used
 */
export async function runWorker(options: RunWorkerOptions): Promise<void> {
  const environment = await readEnvironment(options);
  const { health } = environment.settings;
  let worker: Worker | null = null;
  // Before anything that would have to be ended again.
  const probed = health === undefined ? null : await serveHealth(health, () => worker);
  try {
    await runIn(environment, options, (made) => {
      worker = made;
    });
  } finally {
    probed?.close();
  }
}

async function runIn(
  { settings, webhooks, dataConverter }: WorkerEnvironment,
  options: RunWorkerOptions,
  onMade: (worker: Worker) => void,
): Promise<void> {
  const { log, logLevel = 'WARN', onReady, signal } = options;
  const { logFormat = 'text' } = settings;
  await install({ log, logLevel, logFormat, ...defined({ metrics: settings.metrics }) });
  const warn = (message: string): void => log(logLine(logFormat, { level: 'WARN', message }));
  const noSpans = (reason: string): void => warn(`spans can't be sent: ${reason}`);
  const tracing = settings.tracing === undefined ? null : await startTracing('tunewright-worker', noSpans);
  // Beside the workflows' bundle, which loads in a thread of its own. What can't be loaded is told to who needs it.
  void loadForRuns().catch(() => undefined);
  const departure = untilAskedToLeave();
  const leaving = signal === undefined ? departure.leaving : AbortSignal.any([departure.leaving, signal]);
  putAroundCalls(tracing?.aroundAwsCall ?? null);
  const plugins = [...(tracing === null ? [] : [tracing.plugin]), ...(options.plugins ?? [])];
  const known = { settings, webhooks, ...defined({ dataConverter }) };
  const worker = await createWorker({ ...options, ...known, plugins, leaving }).catch(async (error: unknown) => {
    departure.release();
    await tracing?.end();
    throw error;
  });
  onMade(worker);
  const leave = (): void => {
    // Temporal's own handler of signals may have been first.
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const running = worker.run();
  leaving.addEventListener('abort', leave, { once: true });
  if (leaving.aborted) leave();
  if (worker.connection) void tellWhatIsMissing(worker.connection, worker.options.namespace, warn);
  onReady?.();
  try {
    await running;
  } finally {
    leaving.removeEventListener('abort', leave);
    await tracing?.end();
    departure.release();
  }
}

type Telemetry = Required<Pick<RunWorkerOptions, 'log' | 'logLevel'>> & { logFormat: LogFormat; metrics?: Address };

async function install({ log, logLevel, logFormat, metrics }: Telemetry): Promise<void> {
  const logger = new DefaultLogger(logLevel, ({ level, message, meta }) =>
    log(logLine(logFormat, { level, message, ...defined({ meta }) })),
  );
  const prometheus = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
  try {
    const bindAddress = metrics && (await socketAddress(metrics));
    Runtime.install({
      logger,
      ...(bindAddress !== undefined && {
        telemetryOptions: { metrics: { prometheus: { bindAddress, ...prometheus } } },
      }),
    });
  } catch (error) {
    // The program has one of its own.
    if (error instanceof IllegalStateError) return;
    throw metrics === undefined
      ? error
      : wrongSetting('TUNEWRIGHT_METRICS', `can't be listened on: ${(error as Error).message}`);
  }
}

/** The runtime takes no names of hosts. */
async function socketAddress({ host, port }: Address): Promise<string> {
  const { address, family } = await lookup(host);
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

async function tellWhatIsMissing(
  connection: NativeConnection,
  namespace: string,
  log: (line: string) => void,
): Promise<void> {
  const registered = await registeredSearchAttributes(connection, namespace);
  const lacking = searchAttributeNames.filter((name) => !registered.includes(name));
  if (lacking.length > 0)
    log(`namespace ${namespace} lacks the search attributes ${lacking.join(', ')}: runs can't be filtered by them`);
}
