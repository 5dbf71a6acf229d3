import path from 'node:path';
import type { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, vi } from 'vitest';
import { Tunewright } from '../../../src/client/index.js';
import type { ConsoleOptions } from '../../../src/console/server/console-options.js';
import type { RunningConsole } from '../../../src/console/server/server.js';
import { startConsole } from '../../../src/console/server/server.js';
import type { Activities } from '../../../src/contract/activities.js';
import { searchAttributeNames } from '../../../src/contract/search-attributes.js';
import type { Stack } from '../end-to-end/stack.js';
import { localStack } from '../end-to-end/stack.js';
import { takenTogether } from '../temporal/taken-together.js';
import { devServer } from '../temporal/servers.js';
import { temporaryDirectory } from '../temporary-directory.js';

const searchAttributes = [...searchAttributeNames];

export interface TestConsole {
  readonly url: string;
  readonly token: string;
  readonly tokensFile: string;
  readonly stack: Stack;
  readonly tunewright: Tunewright;
  readonly temporal: () => Client;
  /** With the token of the start, unless the headers say otherwise. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** The same, of JSON. */
  readonly json: <T>(path: string, init?: RequestInit) => Promise<T>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
}

/** A console on a real port, with Temporal, a worker and the local SageMaker behind it, as long as the tests of the file run. */
export function runningConsole(options: Partial<ConsoleOptions> = {}): TestConsole {
  const server = devServer();
  const stack = localStack(server, {
    works: false,
    around: (real) => {
      const listed: Activities = {
        ...real,
        resolveArtifacts: async (input) => ({ ...(await real.resolveArtifacts(input)), searchAttributes }),
        resolveDeployment: async (input) => ({ ...(await real.resolveDeployment(input)), searchAttributes }),
      };
      return { ...listed, ...takenTogether(listed) };
    },
  });
  const token = 'the-token-of-this-start';
  const tokensFile = path.join(temporaryDirectory(), 'tokens.json');
  let stopWorker: () => Promise<void> = () => Promise.resolve();
  let console: RunningConsole;
  let tunewright: Tunewright;
  beforeAll(async () => {
    const worker = await stack.worker('tunewright');
    const ended = worker.run();
    stopWorker = async () => {
      worker.shutdown();
      await ended;
    };
    vi.stubEnv('TEMPORAL_ADDRESS', (server.client.connection as Connection).options.address ?? '');
    tunewright = await Tunewright.connect();
    const owner = { name: 'ana', role: 'approver' } as const;
    console = await startConsole({ tunewright, owner, token, tokensFile, version: '0.0.0', ...options }, 0);
  });
  afterAll(async () => {
    await console?.close();
    await stopWorker();
    await tunewright?.close();
  });

  const ask = (where: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${console.url}${where}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  return {
    get url() {
      return console.url;
    },
    get tunewright() {
      return tunewright;
    },
    temporal: () => server.client,
    token,
    tokensFile,
    stack,
    ask,
    json: async (where, init) => (await (await ask(where, init)).json()) as never,
    post: (where, body, headers = {}) =>
      ask(where, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
  };
}
