import { cacheDirectory } from '../../src/catalog/user-directory.js';
import { findTemporalCli } from '../../src/local/temporal/find-temporal-cli.js';
import { findTimeSkippingServer } from './temporal-servers/find-time-skipping-server.js';

/** Vitest's global set-up: finds or makes the Temporal servers once, aloud, before a test's clock runs. */
export default async function setup(): Promise<void> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  await findTemporalCli({ log, cacheDirectory: cacheDirectory() });
  await findTimeSkippingServer({ log, cacheDirectory: cacheDirectory() });
}
