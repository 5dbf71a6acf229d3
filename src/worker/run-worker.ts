import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { LogLevel, NativeConnection } from '@temporalio/worker';
import { IllegalStateError } from '@temporalio/common';
import { searchAttributeNames } from '../contract/search-attributes.js';
import type { CreateWorkerOptions } from './create-worker.js';
import { createWorker } from './create-worker.js';
import { registeredSearchAttributes } from './search-attributes.js';

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
 * Runs a worker until SIGINT, SIGTERM or the signal. Connects as `@temporalio/envconfig` says (TEMPORAL_* and its profiles), unless a
 * connection is given; goes on with the process's `Runtime` where one is installed already, with its logger then.
 * @example await runWorker({ log: (line) => console.error(line), settings: { rateShare: 0.5, activitySlots: 1_000 } });
 * @throws InvalidSettingsError when the environment says what can't be, or a file that it names can't be used
 */
export async function runWorker(options: RunWorkerOptions): Promise<void> {
  const { log, logLevel = 'WARN', onReady, signal } = options;
  install(log, logLevel);
  const worker = await createWorker(options);
  const leave = (): void => worker.shutdown();
  const running = worker.run();
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted === true) leave();
  if (worker.connection) void tellWhatIsMissing(worker.connection, worker.options.namespace, log);
  onReady?.();
  try {
    await running;
  } finally {
    signal?.removeEventListener('abort', leave);
  }
}

function install(log: (line: string) => void, logLevel: LogLevel): void {
  const logger = new DefaultLogger(logLevel, ({ level, message, meta }) => {
    const error: unknown = meta?.['error'];
    log(`${level} ${message}${error instanceof Error ? `: ${error.message}` : ''}`);
  });
  try {
    Runtime.install({ logger });
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
