import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createWorker, logLine } from '../../src/worker/index.js';
import { serveHealth } from '../../src/worker/health.js';
import { devServer } from '../support/temporal/servers.js';

const temporal = devServer();

test('a worker is ready while it polls, and not before; it lives all the time', async () => {
  const { connection, bundle: workflowBundle } = temporal;
  const worker = await createWorker({ connection, taskQueue: randomUUID(), workflowBundle });
  const server = await serveHealth({ host: '127.0.0.1', port: 0 }, () => worker);
  const { port } = server.address() as AddressInfo;
  const asked = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}/${path}`)).status;
  const seen: number[] = [await asked('livez'), await asked('readyz')];
  await worker.runUntil(async () => {
    await expect.poll(() => asked('readyz')).toBe(200);
  });
  seen.push(await asked('readyz'), await asked('elsewhere'));
  server.close();
  expect(seen).toEqual([200, 503, 503, 404]);
});

test('a line of log as JSON tells the run and not the token of its task', () => {
  const meta = { workflowId: 'nightly', runId: 'r1', taskToken: 'secret', error: new Error('why') };
  const line = logLine('json', { level: 'WARN', message: 'Activity failed', meta });
  expect(JSON.parse(line)).toMatchObject({
    level: 'WARN',
    message: 'Activity failed',
    workflowId: 'nightly',
    error: 'why',
  });
  expect(line).not.toContain('secret');
});
