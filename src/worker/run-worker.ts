import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { LogLevel, NativeConnection } from '@temporalio/worker';
import { IllegalStateError } from '@temporalio/common';
import { searchAttributeNames } from '../contract/search-attributes.js';
import { loadForRuns, putAroundCalls } from '../aws/index.js';
import type { CreateWorkerOptions } from './create-worker.js';
import { createWorker } from './create-worker.js';
import { untilAskedToLeave } from './departure.js';
import { defined } from '../contract/defined.js';
import { serveHealth } from './health.js';
import type { Address } from './health.js';
import { logLine } from './log-line.js';
import type { LogFormat } from './log-line.js';
import { registeredSearchAttributes } from './search-attributes.js';
import { workerSettings } from './worker-settings.js';
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
  const { log, logLevel = 'WARN', onReady, signal } = options;
  const settings = { ...workerSettings(), ...options.settings };
  const { logFormat = 'text', health } = settings;
  install({ log, logLevel, logFormat, ...defined({ metrics: settings.metrics }) });
  const warn = (message: string): void => log(logLine(logFormat, { level: 'WARN', message }));
  const noSpans = (reason: string): void => warn(`spans can't be sent: ${reason}`);
  const tracing = settings.tracing === undefined ? null : await startTracing('tunewright-worker', noSpans);
  // Beside the workflows' bundle, which loads in a thread of its own. What can't be loaded is told to who needs it.
  void loadForRuns().catch(() => undefined);
  const departure = untilAskedToLeave();
  const leaving = signal === undefined ? departure.leaving : AbortSignal.any([departure.leaving, signal]);
  putAroundCalls(tracing?.aroundAwsCall ?? null);
  const plugins = [...(tracing === null ? [] : [tracing.plugin]), ...(options.plugins ?? [])];
  const worker = await createWorker({ ...options, plugins, settings, leaving }).catch(async (error: unknown) => {
    departure.release();
    await tracing?.end();
    throw error;
  });
  const probed = health === undefined ? null : await serveHealth(worker, health);
  const leave = (): void => worker.shutdown();
  const running = worker.run();
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted === true) leave();
  if (worker.connection) void tellWhatIsMissing(worker.connection, worker.options.namespace, warn);
  onReady?.();
  try {
    await running;
  } finally {
    signal?.removeEventListener('abort', leave);
    probed?.close();
    await tracing?.end();
    departure.release();
  }
}

type Telemetry = Required<Pick<RunWorkerOptions, 'log' | 'logLevel'>> & { logFormat: LogFormat; metrics?: Address };

function install({ log, logLevel, logFormat, metrics }: Telemetry): void {
  const logger = new DefaultLogger(logLevel, ({ level, message, meta }) =>
    log(logLine(logFormat, { level, message, ...defined({ meta }) })),
  );
  const host = metrics?.host.includes(':') === true ? `[${metrics.host}]` : metrics?.host;
  const prometheus = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
  const telemetryOptions =
    metrics === undefined
      ? undefined
      : { metrics: { prometheus: { bindAddress: `${host}:${metrics.port}`, ...prometheus } } };
  try {
    Runtime.install({ logger, ...defined({ telemetryOptions }) });
  } catch (error) {
    // The program has one of its own.
    if (!(error instanceof IllegalStateError)) throw error;
  }
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
