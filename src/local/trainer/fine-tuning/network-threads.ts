import { Worker } from 'node:worker_threads';
import { elementAt } from '../numbers/element-at.js';
import type { Network } from './batch.js';
import type { BatchOrder, NetworkThreadData } from './network-thread.js';

/** WebAssembly in Node.js has one thread each, and each holds the activations of a batch. */
export const trainingThreads = 2;

/** Numbers that all threads see. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** Threads that share one network, whose values must lie in shared memory, and have a gradient each. */
export class NetworkThreads {
  readonly gradients: readonly Float32Array[];
  readonly #threads: readonly Worker[];

  constructor(network: Network) {
    this.gradients = Array.from({ length: trainingThreads }, () => sharedFloats(network.values.length));
    this.#threads = this.gradients.map((gradient) => {
      const workerData: NetworkThreadData = { network, gradient };
      const thread = new Worker(new URL('./network-thread.js', import.meta.url), { workerData });
      // Whoever waits for an answer hears of it; between two orders nothing can fail.
      thread.on('error', () => undefined);
      return thread;
    });
  }

  /**
   * The probabilities of each batch, in their order. Which thread runs which batch is fixed, because sums of 32-bit
   * numbers depend on their order, and equal jobs must train equal models.
   */
  async run(orders: readonly BatchOrder[]): Promise<Float32Array[]> {
    const answers = new Array<Float32Array>(orders.length);
    await Promise.all(
      this.#threads.map(async (thread, first) => {
        for (let at = first; at < orders.length; at += this.#threads.length) {
          answers[at] = await ask(thread, elementAt(orders, at));
        }
      }),
    );
    return answers;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}

function ask(thread: Worker, order: BatchOrder): Promise<Float32Array> {
  return new Promise((resolve, reject) => {
    const ended = (code: number): void => settle(() => reject(new Error(`a training thread ended with code ${code}`)));
    const failed = (error: Error): void => settle(() => reject(error));
    const answered = (probabilities: Float32Array): void => settle(() => resolve(probabilities));
    const settle = (end: () => void): void => {
      thread.off('exit', ended).off('error', failed).off('message', answered);
      end();
    };
    thread.on('exit', ended).on('error', failed).on('message', answered);
    thread.postMessage(order);
  });
}
