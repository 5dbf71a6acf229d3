import type { DataConverter } from '@temporalio/common';
import { checkAwsSettings } from '../aws/aws-settings.js';
import { readPrices } from '../aws/prices.js';
import { InvalidSettingsError } from '../contract/invalid-settings.js';
import { defined } from '../contract/defined.js';
import { connectionSettings } from '../temporal/connection-settings.js';
import type { CreateWorkerOptions } from './create-worker.js';
import { workersDataConverter } from './data-converter.js';
import { readWebhooks } from './webhooks.js';
import type { WorkerSettings } from './worker-settings.js';
import { workerSettings } from './worker-settings.js';

/** What the environment and the files that it names give a worker. */
export interface WorkerEnvironment {
  readonly settings: WorkerSettings;
  readonly webhooks: Readonly<Record<string, string>>;
  readonly dataConverter?: DataConverter;
}

/**
 * Reads all of it before anything is opened; what a program gives instead is not read.
 * @throws InvalidSettingsError with everything that is wrong, UnreachableError where only KMS does not answer
 */
export async function readEnvironment(given: CreateWorkerOptions): Promise<WorkerEnvironment> {
  const read = {
    settings: attempt(() => workerSettings()),
    connection: attempt(() => (given.connection === undefined ? connectionSettings() : null)),
    webhooks: attempt(() => given.webhooks ?? readWebhooks()),
    dataConverter: attempt(() => given.dataConverter ?? workersDataConverter(namespaceOf(given), given.aws)),
    prices: readPrices(),
    aws: attempt(() => checkAwsSettings()),
  };
  throwAll(await Promise.allSettled(Object.values(read)));
  return {
    settings: { ...(await read.settings), ...given.settings },
    webhooks: await read.webhooks,
    ...defined({ dataConverter: await read.dataConverter }),
  };
}

const attempt = async <T>(read: () => T | Promise<T>): Promise<T> => read();

/** That of the connection; what is wrong with its settings is told beside. */
function namespaceOf({ namespace, connection }: CreateWorkerOptions): string {
  if (namespace !== undefined || connection !== undefined) return namespace ?? 'default';
  try {
    return connectionSettings().namespace;
  } catch {
    return 'default';
  }
}

function throwAll(settled: readonly PromiseSettledResult<unknown>[]): void {
  const errors = settled.flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : []));
  const problems = errors.flatMap((error) => (error instanceof InvalidSettingsError ? error.problems : []));
  if (problems.length > 0) throw new InvalidSettingsError(problems);
  if (errors.length > 0) throw errors[0];
}
