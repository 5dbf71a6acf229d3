import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { minimalEnvironment } from '../containers/minimal-environment.js';
import type { SharedProgram, SharedThreads } from './shared-threads.js';

export interface Invocation {
  readonly contentType: string;
  readonly accept: string;
  readonly body: Uint8Array;
}

export interface InvocationAnswer {
  /** The container's HTTP status; 0 stands for no answer. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface ServingOptions {
  /** The JavaScript file that plays the inference image. */
  readonly entry: string;
  readonly modelDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  /** Milliseconds for one invocation. */
  readonly timeout: number;
  /** Where the container has done what it shares with others. */
  readonly shared: SharedThreads;
}

type Message =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  | ({ readonly type: 'answer'; readonly id: number } & InvocationAnswer)
  | { readonly type: 'compute'; readonly id: number; readonly program: SharedProgram; readonly order: unknown };

const youngGenerationMb = 2;
/** More than a head and the largest request need; with a bound of its own an empty heap is smaller too. */
const oldGenerationMb = 1_024;
/** SageMaker's default for the start-up health check. */
const readyTimeoutMilliseconds = 600_000;
const gone = 'The container ended before it had answered.';
const timedOut = 'Your invocation timed out while waiting for a response from container primary.';

/** An inference "container": a worker thread that answers invocations by message. */
export class ServingContainer {
  readonly #worker: Worker;
  readonly #timeout: number;
  readonly #waiting = new Map<number, (answer: InvocationAnswer) => void>();
  readonly ready: Promise<void>;
  /** Resolves when the thread has ended, for whatever reason. */
  readonly exited: Promise<void>;
  #nextId = 1;
  #serving = false;
  #ended = false;
  #unanswered = 0;

  constructor({ entry, modelDirectory, environment, onLine, timeout, shared }: ServingOptions) {
    this.#timeout = timeout;
    this.#worker = new Worker(pathToFileURL(entry), {
      workerData: { modelDirectory },
      env: minimalEnvironment(environment),
      stdout: true,
      stderr: true,
      // Requests leave only short-lived objects: a small nursery keeps memory from growing with their number.
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb, maxOldGenerationSizeMb: oldGenerationMb },
    });
    for (const input of [this.#worker.stdout, this.#worker.stderr]) createInterface({ input }).on('line', onLine);
    this.#worker.on('error', (error) => onLine(error.stack ?? error.message));
    this.exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.ready = this.#becomeReady(onLine);
    // Whoever waits for it handles the failure; nobody may be waiting yet.
    this.ready.then(
      () => (this.#serving = true),
      // It would not answer what it is sent.
      () => this.close(),
    );
    this.#worker.on('message', (message: Message) => {
      if (message.type === 'compute') return void this.#compute(shared, message);
      if (message.type !== 'answer') return;
      this.#unanswered--;
      this.#settle(message.id, message);
    });
    void this.exited.then(() => {
      this.#serving = false;
      this.#ended = true;
      this.#settleAll();
    });
  }

  /** Invocations that it has not answered, those given up included; infinite while it does not serve. */
  get load(): number {
    return this.#serving ? this.#unanswered : Infinity;
  }

  invoke({ contentType, accept, body }: Invocation): Promise<InvocationAnswer> {
    const id = this.#nextId++;
    this.#unanswered++;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.#settle(id, { status: 0, contentType: 'text/plain', body: timedOut }),
        this.#timeout,
      );
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#worker.postMessage({ type: 'invoke', id, contentType, accept, body });
      if (this.#ended) this.#settleAll();
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #becomeReady(onLine: (line: string) => void): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const first = new Promise<Message>((resolve) =>
      this.#worker.on('message', (message: Message) => {
        if (message.type !== 'compute') resolve(message);
      }),
    );
    const ended = this.exited.then((): Message => ({ type: 'failed', message: 'The container ended.' }));
    const late = new Promise<Message>((resolve) => {
      timer = setTimeout(
        () => resolve({ type: 'failed', message: 'The container did not get ready.' }),
        readyTimeoutMilliseconds,
      );
    });
    const message = await Promise.race([first, ended, late]);
    clearTimeout(timer);
    if (message.type === 'ready') return;
    const reason = message.type === 'failed' ? message.message : 'The container spoke out of turn.';
    onLine(reason);
    throw new Error(reason);
  }

  async #compute(shared: SharedThreads, { id, program, order }: Extract<Message, { type: 'compute' }>): Promise<void> {
    const answer = await shared.run(this, program, order).then(
      (result) => ({ result }),
      (error: unknown) => ({ error: (error as Error).message }),
    );
    this.#worker.postMessage({ type: 'computed', id, ...answer });
  }

  #settle(id: number, answer: InvocationAnswer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #settleAll(): void {
    for (const id of [...this.#waiting.keys()])
      this.#settle(id, { status: 503, contentType: 'text/plain', body: gone });
  }
}
