import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchAttributeNames } from '../../contract/search-attributes.js';
import { cacheDirectory } from '../../catalog/user-directory.js';
import { EmbeddedRun } from '../../local/processes/embedded-run.js';
import { endLeftovers } from '../../local/processes/end-leftovers.js';
import { runningOwner } from '../../local/processes/running-owner.js';
import { InvalidInputError } from '../../client/errors.js';
import { privateDirectory, privateFiles } from '../../local/processes/private-directory.js';
import type { LogLine } from '../../local/processes/log-line.js';
import type { SupervisedChild } from '../../local/processes/supervise-child.js';
import { superviseChild } from '../../local/processes/supervise-child.js';
import { eventsQueueUrl, localEnvironment } from '../../local/sagemaker/environment.js';
import { startTemporalDevServer } from '../../local/temporal/dev-server.js';
import { findTemporalCli } from '../../local/temporal/find-temporal-cli.js';
import { childEnvironment } from './child-environment.js';
import { answering } from './answering.js';
import { linkIn } from './console-link.js';
import type { Ports } from './kept-ports.js';
import { keptPorts } from './kept-ports.js';

export interface EmbeddedOptions {
  /** Records of what was started live here, and the state of everything unless `dataDirectory` says otherwise. */
  stateDirectory: string;
  /** Keeps workflows, jobs and objects over restarts; left out, everything is gone with the end. */
  dataDirectory?: string;
  log: LogLine;
}

const alreadyRuns = (pid: number, directory: string): InvalidInputError =>
  new InvalidInputError([
    {
      field: 'up',
      message: `runs already on ${directory} (process ${pid}); use that one, end it, or set TUNEWRIGHT_DATA_DIR to another directory`,
    },
  ]);

/** Temporal with its UI, the local SageMaker, a worker and the console, each a child process of this one. */
export class Embedded {
  readonly localUrl: string;
  readonly temporalAddress: string;
  readonly uiUrl: string;
  readonly #options: EmbeddedOptions;
  readonly #run: EmbeddedRun;
  readonly #temporalPort: number;
  readonly #uiPort: number;
  readonly #stops: (() => Promise<void>)[] = [];

  /** Ends what a killed one left, and opens the record of this one; nothing is started yet. */
  static async open(options: EmbeddedOptions): Promise<Embedded> {
    privateFiles();
    if (options.dataDirectory !== undefined) privateDirectory(options.dataDirectory);
    privateDirectory(options.stateDirectory);
    const owner = await runningOwner(options.stateDirectory);
    // Two on the same files would spoil them; without a data directory each has its own.
    if (owner !== null && options.dataDirectory !== undefined) throw alreadyRuns(owner.pid, options.dataDirectory);
    await endLeftovers(options.stateDirectory, options.log);
    const run = await EmbeddedRun.open(options.stateDirectory);
    const embedded = new Embedded(options, run, await keptPorts(options.dataDirectory));
    await writeFile(embedded.#profile, `[profile.default]\naddress = "${embedded.temporalAddress}"\n`);
    return embedded;
  }

  private constructor(options: EmbeddedOptions, run: EmbeddedRun, ports: Ports) {
    const { temporal: temporalPort, ui: uiPort, local: localPort } = ports;
    this.#options = options;
    this.#run = run;
    this.#temporalPort = temporalPort;
    this.#uiPort = uiPort;
    this.temporalAddress = `127.0.0.1:${temporalPort}`;
    this.uiUrl = `http://127.0.0.1:${uiPort}`;
    this.localUrl = `http://127.0.0.1:${localPort}`;
  }

  /** What any process needs to reach these servers and nothing else. */
  get environment(): NodeJS.ProcessEnv {
    return childEnvironment(process.env, {
      ...localEnvironment(this.localUrl),
      TEMPORAL_ADDRESS: this.temporalAddress,
      TUNEWRIGHT_EVENTS_QUEUE: eventsQueueUrl(this.localUrl),
      // Without one of its own, the user's default profile would be read.
      TEMPORAL_CONFIG_FILE: this.#profile,
    });
  }

  get #profile(): string {
    return path.join(this.#run.directory, 'temporal.toml');
  }

  async startLocalSageMaker(): Promise<void> {
    const child = await this.#start('local SageMaker', [
      'local',
      '--port',
      new URL(this.localUrl).port,
      '--data',
      path.join(this.#directory, 'local'),
    ]);
    await answering(this.localUrl, child);
  }

  async startTemporal(): Promise<void> {
    const executable = await findTemporalCli({ log: this.#options.log, cacheDirectory: cacheDirectory() });
    const server = await startTemporalDevServer({
      executable,
      port: this.#temporalPort,
      uiPort: this.#uiPort,
      searchAttributes: Object.fromEntries(searchAttributeNames.map((name) => [name, 'Keyword' as const])),
      ...(this.#options.dataDirectory === undefined ? {} : { dbFilename: path.join(this.#directory, 'temporal.db') }),
      onStarted: (pid) => this.#run.record('temporal', pid),
      log: () => undefined,
    });
    this.#stops.push(() => server.stop());
  }

  /** Resolves when the worker polls. */
  async startWorker(): Promise<void> {
    let ready: () => void = () => undefined;
    const polling = new Promise<void>((resolve) => (ready = resolve));
    const child = await this.#start('worker', ['worker'], (line) => {
      if (line.endsWith('worker: ready')) ready();
    });
    const ended = child.exited.then(() => {
      throw new Error(`the worker ended:\n${child.tail().join('\n')}`);
    });
    await Promise.race([polling, ended]);
    ended.catch(() => undefined);
  }

  /** Resolves with the link that signs in at the console. */
  async startConsole(): Promise<string> {
    let ready: (link: string) => void = () => undefined;
    const serving = new Promise<string>((resolve) => (ready = resolve));
    const child = await this.#start('console', ['console', '--json', '--ui', this.uiUrl], (line) => {
      const link = linkIn(line);
      if (link !== null) ready(link);
    });
    const ended = child.exited.then(() => {
      throw new Error(`the console ended:\n${child.tail().join('\n')}`);
    });
    ended.catch(() => undefined);
    return Promise.race([serving, ended]);
  }

  /** Stops everything that was started, newest first, and forgets it. May be called again. */
  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
    await this.#run.close();
  }

  get #directory(): string {
    return this.#options.dataDirectory ?? this.#run.directory;
  }

  async #start(name: string, args: string[], log: LogLine = () => undefined): Promise<SupervisedChild> {
    const main = fileURLToPath(new URL('../main.js', import.meta.url));
    const child = await superviseChild({
      name,
      command: process.execPath,
      args: [main, ...args],
      env: { ...this.environment, TUNEWRIGHT_CACHE_DIR: cacheDirectory() },
      // A worker that is told to stop while nobody needs its work any more need not finish it.
      graceMilliseconds: 3_000,
      log,
    });
    this.#stops.push(() => child.stop());
    await this.#run.record(name, child.pid);
    return child;
  }
}
