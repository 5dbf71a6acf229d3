import { cacheDirectory } from '../../../src/catalog/user-directory.js';
import { freePort } from '../../../src/local/free-port.js';
import type { DevServer, DevServerOptions } from '../../../src/local/temporal/dev-server.js';
import { startTemporalDevServer } from '../../../src/local/temporal/dev-server.js';
import { findTemporalCli } from '../../../src/local/temporal/find-temporal-cli.js';

/** A real server of a test's own, which also stops it. On a machine that has none yet it is built first, which takes minutes. */
export async function startedTemporal(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
  const { log = (line) => console.error(line) } = options;
  const executable = await findTemporalCli({ log, cacheDirectory: cacheDirectory() });
  return startTemporalDevServer({ executable, port: await freePort(), log, ...options });
}
