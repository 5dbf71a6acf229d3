import type { Client } from '@temporalio/client';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundle } from '@temporalio/worker';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';
import { searchAttributeNames } from '../../../src/contract/search-attributes.js';
import type { DevServer } from '../../../src/local/temporal/dev-server.js';
import { startedTemporal } from './started-temporal.js';
import { cacheDirectory } from '../../../src/catalog/user-directory.js';
import { findTimeSkippingServer } from '../temporal-servers/find-time-skipping-server.js';
import { quietRuntime } from './quiet-runtime.js';
import { ServedRuns } from './served-runs.js';
import { workflowCode } from './workflow-code.js';

/** A Temporal server for the tests of one file, and the workflow code of this very tree. */
export interface TestServer {
  readonly client: Client;
  readonly connection: NativeConnection;
  readonly bundle: WorkflowBundle;
  /** Runs of the file's tests that one worker serves. */
  readonly served: ServedRuns;
}

export interface TimeSkippingServer extends TestServer {
  /** Its clock is shared by all runs of the file; it skips while a result is awaited, and in `env.sleep`. */
  readonly env: TestWorkflowEnvironment;
}

/** A server on a machine that has none yet is fetched or built, which takes minutes, once. */
const setUpMilliseconds = 600_000;
const log = (line: string): void => console.error(line);

/** For everything that takes hours or days: no custom search attributes, no lists. */
export function timeSkippingServer(): TimeSkippingServer {
  let env: TestWorkflowEnvironment;
  let bundle: WorkflowBundle;
  beforeAll(async () => {
    quietRuntime();
    const path = await findTimeSkippingServer({ log, cacheDirectory: cacheDirectory() });
    env = await startTimeSkipping(path);
    bundle = await workflowCode();
  }, setUpMilliseconds);
  const served = new ServedRuns(() => ({ connection: env.nativeConnection, bundle }));
  afterAll(async () => {
    await served.stop();
    await env?.teardown();
  });
  return {
    served,
    get env() {
      return env;
    },
    get client() {
      return env.client;
    },
    get connection() {
      return env.nativeConnection;
    },
    get bundle() {
      return bundle;
    },
  };
}

/** The SDK gives a server five seconds to start, which a busy machine may not have: it is asked again. */
async function startTimeSkipping(path: string, attempts = 20): Promise<TestWorkflowEnvironment> {
  const options = { server: { executable: { type: 'existing-path', path } } } as const;
  try {
    return await TestWorkflowEnvironment.createTimeSkipping(options);
  } catch (error) {
    if (attempts === 1 || !String(error).includes('did not start within')) throw error;
    return startTimeSkipping(path, attempts - 1);
  }
}

async function ownDevServer(): Promise<DevServer> {
  return startedTemporal({
    searchAttributes: Object.fromEntries(searchAttributeNames.map((name) => [name, 'Keyword'])),
  });
}

/** The real server, with all search attributes of Tunewright; one that scripts/real-temporal.mjs has started, where it names it. */
export function devServer(): TestServer {
  let server: Omit<TestServer, 'served'> & { stop: () => Promise<void> };
  beforeAll(async () => {
    quietRuntime();
    const given = process.env['TUNEWRIGHT_TEST_TEMPORAL'];
    const started = given === undefined ? await ownDevServer() : { address: given, stop: () => Promise.resolve() };
    const connection = await NativeConnection.connect({ address: started.address });
    const clientConnection = await Connection.connect({ address: started.address });
    server = {
      client: new TemporalClient({ connection: clientConnection }),
      connection,
      bundle: await workflowCode(),
      stop: async () => {
        // First, for a test that failed may have left a worker, and then the connections refuse to be closed.
        await started.stop();
        await clientConnection.close();
        await connection.close();
      },
    };
  }, setUpMilliseconds);
  const served = new ServedRuns(() => server);
  afterAll(async () => {
    await served.stop();
    await server?.stop();
  });
  return {
    served,
    get client() {
      return server.client;
    },
    get connection() {
      return server.connection;
    },
    get bundle() {
      return server.bundle;
    },
  };
}
