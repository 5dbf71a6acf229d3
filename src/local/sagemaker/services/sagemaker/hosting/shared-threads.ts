import { Worker } from 'node:worker_threads';
import { minimalEnvironment } from '../containers/minimal-environment.js';

/** A program that containers may share, since it keeps nothing of what it is asked. */
export interface SharedProgram {
  /** The same for all who may share: names everything that its answers depend on. */
  readonly key: string;
  /** The URL of its JavaScript file. */
  readonly entry: string;
  readonly workerData: unknown;
}

/** From a thread: `ready` once, then an answer to each order; it has one order at a time. */
type Message = { readonly type: 'ready' } | { readonly result: unknown } | { readonly error: string };

interface Job {
  readonly order: unknown;
  readonly settle: (answer: { result: unknown } | { error: string }) => void;
}

/** So many orders in the queue start a second thread, which is let go when it has nothing to do. */
const queueForTwo = 4;
const mostThreads = 2;
/** Milliseconds without an order, after which a program is let go; the next order starts it again. */
const idleFor = 300_000;
/** The same for a second thread. */
const secondIdleFor = 30_000;
const youngGenerationMb = 8;

/** Threads that many containers use together: what is large, such as an encoder's weights, is in memory once for all of them. */
export class SharedThreads {
  readonly #pools = new Map<string, Pool>();
  readonly #idleFor: number;

  constructor({ idleMilliseconds = idleFor } = {}) {
    this.#idleFor = idleMilliseconds;
  }

  /**
   * Has an order carried out. Those who ask take turns, so that one with many orders does not keep the others waiting.
   * @throws Error in the program's words, also when it could not be started
   */
  run(asker: object, program: SharedProgram, order: unknown): Promise<unknown> {
    const name = `${program.entry} ${program.key}`;
    const pool = this.#pools.get(name) ?? new Pool(program, this.#idleFor);
    this.#pools.set(name, pool);
    return pool.run(asker, program, order);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }
}

class Pool {
  readonly #idleFor: number;
  /** By who asks, in the order of turns. */
  readonly #waiting = new Map<object, Job[]>();
  readonly #free: Worker[] = [];
  readonly #threads = new Set<Worker>();
  #idle: NodeJS.Timeout | undefined;
  /** Of who asked last: the files of an earlier one may be gone. */
  #program: SharedProgram;
  #closed = false;

  constructor(program: SharedProgram, idleMilliseconds: number) {
    this.#program = program;
    this.#idleFor = idleMilliseconds;
  }

  run(asker: object, program: SharedProgram, order: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle: Job['settle'] = (answer) =>
        'error' in answer ? reject(new Error(answer.error)) : resolve(answer.result);
      if (this.#closed) return settle({ error: 'the server is closing' });
      this.#program = program;
      clearTimeout(this.#idle);
      const jobs = this.#waiting.get(asker) ?? [];
      jobs.push({ order, settle });
      this.#waiting.set(asker, jobs);
      const wanted = this.#queued() < queueForTwo ? 1 : mostThreads;
      if (this.#free.length === 0 && this.#threads.size < wanted) this.#start();
      const thread = this.#free.pop();
      if (thread !== undefined) this.#feed(thread);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    await this.#letGo();
  }

  #start(): void {
    const { entry, workerData } = this.#program;
    const thread = new Worker(new URL(entry), {
      workerData,
      env: minimalEnvironment(),
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    this.#threads.add(thread);
    let reason = 'the thread ended';
    let hasStarted = false;
    thread.once('message', () => {
      hasStarted = true;
      this.#feed(thread);
    });
    thread.on('error', (error) => (reason = error.message));
    thread.once('exit', () => {
      this.#forget(thread);
      // Those that wait would be left without a thread.
      if (this.#threads.size > 0 || this.#waiting.size === 0) return;
      // It ended with an order that none of them gave.
      if (hasStarted && !this.#closed) return this.#start();
      for (let job = this.#next(); job !== undefined; job = this.#next()) job.settle({ error: reason });
    });
  }

  /** Gives a thread that has nothing to do the next order. */
  #feed(thread: Worker): void {
    const job = this.#next();
    if (job === undefined) {
      this.#free.push(thread);
      this.#untilIdle();
      return;
    }
    let reason = 'the thread ended';
    const failed = (error: Error): void => void (reason = error.message);
    const ended = (): void => job.settle({ error: reason });
    thread.once('error', failed);
    thread.once('exit', ended);
    thread.once('message', (message: Message) => {
      thread.off('error', failed);
      thread.off('exit', ended);
      if (!('type' in message)) job.settle(message);
      this.#feed(thread);
    });
    thread.postMessage(job.order);
  }

  #untilIdle(): void {
    clearTimeout(this.#idle);
    if (this.#free.length < this.#threads.size) return;
    const surplus = this.#threads.size > 1;
    this.#idle = setTimeout(
      () => {
        if (!surplus) return void this.#letGo();
        void this.#remove(this.#free[0]);
        this.#untilIdle();
      },
      surplus ? Math.min(secondIdleFor, this.#idleFor) : this.#idleFor,
    ).unref();
  }

  #queued(): number {
    let queued = 0;
    for (const jobs of this.#waiting.values()) queued += jobs.length;
    return queued;
  }

  /** The one whose turn it is goes to the end. */
  #next(): Job | undefined {
    const [turn] = this.#waiting;
    if (turn === undefined) return undefined;
    const [asker, jobs] = turn;
    this.#waiting.delete(asker);
    const job = jobs.shift();
    if (jobs.length > 0) this.#waiting.set(asker, jobs);
    return job;
  }

  async #letGo(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => this.#remove(thread)));
  }

  /** It gets no order from now on. */
  async #remove(thread: Worker | undefined): Promise<void> {
    if (thread === undefined) return;
    this.#forget(thread);
    await thread.terminate();
  }

  #forget(thread: Worker): void {
    this.#threads.delete(thread);
    const place = this.#free.indexOf(thread);
    if (place >= 0) this.#free.splice(place, 1);
  }
}
