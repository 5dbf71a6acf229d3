import { setTimeout as delay } from 'node:timers/promises';
import { freePort, isPortFree } from '../free-port.js';
import { superviseChild } from '../processes/supervise-child.js';
import type { SupervisedChild } from '../processes/supervise-child.js';
import type { LogLine } from '../processes/log-line.js';
import { guardUi, hiddenLoopback } from './guarded-ui.js';
import type { UiTarget } from './guarded-ui.js';

const readyMilliseconds = 60_000;
const pollMilliseconds = 100;
/** The server's own ports (history, matching, …) are free when it chooses them, and may not be when it listens. */
const attempts = 3;
const lostPort = 'address already in use';

export interface DevServerOptions {
  /** A `temporal` executable. */
  readonly executable: string;
  readonly port: number;
  /** Port of the Web UI; left out, there is none. */
  readonly uiPort?: number;
  /** SQLite file that keeps the workflows over a restart; left out, they are lost when the server stops. */
  readonly dbFilename?: string;
  /** Made at the start; `default` if left out. */
  readonly namespace?: string;
  readonly searchAttributes?: Readonly<Record<string, 'Keyword'>>;
  /** Port of the server's own metrics, `/metrics`; left out, it takes one that it does not tell. */
  readonly metricsPort?: number;
  /** Gets the process id as soon as there is one: before the server can be used. */
  readonly onStarted?: (pid: number) => Promise<void>;
  /** Gets the server's first words and its errors. */
  readonly log: LogLine;
}

export interface DevServer {
  /** `127.0.0.1:PORT`, of the gRPC frontend. */
  readonly address: string;
  readonly uiUrl?: string;
  readonly pid: number;
  /** Ends the server: SIGTERM, and SIGKILL after five seconds. */
  stop(): Promise<void>;
}

/** Starts a Temporal development server on 127.0.0.1, and resolves when its namespace can be used. */
export async function startTemporalDevServer(options: DevServerOptions): Promise<DevServer> {
  const { port, uiPort } = options;
  // Another Temporal server on this port would answer in place of ours.
  if (!(await isPortFree(port)))
    throw new Error(`Port ${port} of 127.0.0.1 is in use: choose another one for Temporal`);
  const ui = uiPort === undefined ? undefined : { host: hiddenLoopback(), port: await freePort() };
  const guard = uiPort === undefined || ui === undefined ? undefined : await guardUi(uiPort, ui);
  try {
    const server = await startReady(options, devServerArguments(options, ui));
    const stop = async (): Promise<void> => {
      await guard?.close();
      await server.stop();
    };
    return {
      address: addressOf(port),
      ...(uiPort === undefined ? {} : { uiUrl: `http://127.0.0.1:${uiPort}` }),
      pid: server.pid,
      stop,
    };
  } catch (error) {
    await guard?.close();
    throw error;
  }
}

/** The arguments of `temporal` for these options, its own Web UI at `ui`. @internal */
export function devServerArguments(
  options: Omit<DevServerOptions, 'executable' | 'log' | 'onStarted' | 'uiPort'>,
  ui?: UiTarget,
): string[] {
  const { port, dbFilename, namespace = 'default', searchAttributes = {}, metricsPort } = options;
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace],
    ...['--log-level', 'error'],
    // Its HTTP API asks for no token and looks at no Origin: any page in a browser could start and approve runs. Nothing of ours uses it.
    ...['--dynamic-config-value', 'frontend.httpAllowedHosts=["nobody.invalid"]'],
    ...(ui === undefined ? ['--headless'] : ['--ui-ip', ui.host, '--ui-port', String(ui.port)]),
    ...(dbFilename === undefined ? [] : ['--db-filename', dbFilename]),
    ...(metricsPort === undefined ? [] : ['--metrics-port', String(metricsPort)]),
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ];
}

const addressOf = (port: number): string => `127.0.0.1:${port}`;

/** The server when its namespace can be used. One that another process took a port from is started again. */
async function startReady(options: DevServerOptions, args: string[], attempt = 1): Promise<SupervisedChild> {
  const { executable, port, namespace = 'default' } = options;
  const lost: string[] = [];
  const log = (line: string): void => {
    if (line.includes(lostPort)) lost.push(line);
    options.log(line);
  };
  const server = await superviseChild({ name: 'temporal', command: executable, args, log });
  try {
    await options.onStarted?.(server.pid);
    await ready(server, addressOf(port), namespace, lost);
    return server;
  } catch (error) {
    await server.stop();
    if (lost.length === 0 || attempt === attempts || !(await isPortFree(port))) throw error;
    return startReady(options, args, attempt + 1);
  }
}

/** `lost` is what the server said of ports: its own words end with a long stack. */
async function ready(
  server: SupervisedChild,
  address: string,
  namespace: string,
  lost: readonly string[],
): Promise<void> {
  const deadline = performance.now() + readyMilliseconds;
  const ended = server.exited.then(() => true);
  while (!(await answers(address, namespace))) {
    const over = await Promise.race([ended, delay(pollMilliseconds, false)]);
    if (over) throw new Error(['The Temporal server ended while it started', ...lost, ...server.tail()].join('\n'));
    if (performance.now() > deadline) throw new Error(`The Temporal server did not answer on ${address} within 60 s`);
  }
}

/** The frontend listens before its namespaces are loaded, so an open port is not enough. */
async function answers(address: string, namespace: string): Promise<boolean> {
  const { Connection } = await import('@temporalio/client');
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1000 });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
