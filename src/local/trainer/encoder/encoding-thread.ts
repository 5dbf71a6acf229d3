/** Entry of an encoding thread: answers each batch of texts with its vectors, one after the other in one array. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadEncoder } from './encoder.js';

/** What the thread is started with. */
export interface EncoderWorkerData {
  readonly modelDirectory: string;
}

/** To the thread. */
export interface EncodingOrder {
  readonly batch: number;
  readonly texts: readonly string[];
}

/** From the thread. Each answer also says that it is free for the next order. */
export interface EncodedBatch {
  readonly batch: number;
  readonly vectors: Float32Array<ArrayBuffer>;
}

const port = parentPort;
if (port === null) throw new Error('encoding-thread.js is the entry of a worker thread');
const encoder = await loadEncoder((workerData as EncoderWorkerData).modelDirectory);

port.on('message', ({ batch, texts }: EncodingOrder) => {
  // Not caught: a rejection ends the thread, and its `error` event carries the reason to the pool.
  void encoder.embed(texts).then((rows) => {
    const vectors = Float32Array.from(rows.flat());
    port.postMessage({ batch, vectors } satisfies EncodedBatch, [vectors.buffer]);
  });
});
