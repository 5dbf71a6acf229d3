import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { runWorker } from '../../src/worker/index.js';
import { devServer } from '../support/temporal/servers.js';

const temporal = devServer();

test('a worker that SIGTERM has asked to leave leaves, also where its program then gives the signal', async () => {
  const given = new AbortController();
  const { connection, bundle: workflowBundle } = temporal;
  const running = runWorker({
    ...{ log: () => undefined, connection, taskQueue: randomUUID(), workflowBundle, signal: given.signal },
    onReady: () => {
      process.emit('SIGTERM', 'SIGTERM');
      setTimeout(() => given.abort(), 1);
    },
  });
  // What a listener of a signal throws is an uncaught exception, which fails this file.
  await expect(running).resolves.toBeUndefined();
  expect(given.signal.aborted).toBe(true);
});
