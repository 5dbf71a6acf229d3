import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Worker } from '@temporalio/worker';
import { wrongSetting } from '../contract/invalid-settings.js';

/** Where to listen. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const serverTimeoutMilliseconds = 3_000;

/**
 * Answers `GET /livez` (200 unless the worker has failed) and `GET /readyz` (200 while it polls and Temporal answers, else 503 with the
 * reason), for probes of Kubernetes and the like. Nothing of runs is told.
 * @param workerThere null while it is being made: there is nothing to be closed again where the address can't be had
 * @throws InvalidSettingsError where it can't
 */
export async function serveHealth({ host, port }: Address, workerThere: () => Worker | null): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (reason: string | null): void => {
      response.writeHead(reason === null ? 200 : 503, { 'content-type': 'text/plain' }).end(`${reason ?? 'ok'}\n`);
    };
    const worker = workerThere();
    if (request.url === '/livez') answer(worker?.getState() === 'FAILED' ? 'the worker has failed' : null);
    else if (request.url === '/readyz') void unreadiness(worker).then(answer);
    else response.writeHead(404).end();
  });
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ message }) =>
      reject(wrongSetting('TUNEWRIGHT_HEALTH', `can't be listened on: ${message}`)),
    );
    server.listen(port, host, resolve);
  });
  return server;
}

/** Why no work is taken; null where it is. */
async function unreadiness(worker: Worker | null): Promise<string | null> {
  if (worker === null) return 'the worker starts';
  const { runState, workflowPollerState, activityPollerState } = worker.getStatus();
  if (runState !== 'RUNNING') return `the worker is ${runState}`;
  if (workflowPollerState !== 'POLLING' || activityPollerState !== 'POLLING') return 'the worker does not poll';
  // Pollers stay as they are while the server is gone.
  const { connection } = worker;
  const asked = connection?.withDeadline(Date.now() + serverTimeoutMilliseconds, () =>
    connection.workflowService.getSystemInfo({}),
  );
  return (
    (await asked?.then(
      () => null,
      () => 'Temporal does not answer',
    )) ?? null
  );
}
