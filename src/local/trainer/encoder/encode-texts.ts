import { Worker } from 'node:worker_threads';
import { elementAt } from '../numbers/element-at.js';
import type { EncodedBatch, EncoderWorkerData, EncodingOrder } from './encoding-thread.js';

/** Small enough that padding to the longest text of a batch costs little. */
const batchSize = 16;
/** WebAssembly in Node.js has one thread each, and an encoder takes 200 MB. */
const encodingThreads = 2;

export interface EncodingOptions {
  readonly modelDirectory: string;
  readonly dimension: number;
  /** Vectors are multiplied by this before training. */
  readonly scale: number;
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

interface TextEncodingOptions extends Omit<EncodingOptions, 'scale'> {
  /** Gets the vector of `texts[row]`, in no order. */
  readonly onVector: (row: number, vector: Float32Array) => void;
}

/** Encodes all texts, in threads of their own. Throws the signal's reason when it is aborted. */
export async function encodeTexts(texts: readonly string[], encoding: TextEncodingOptions): Promise<void> {
  encoding.signal.throwIfAborted();
  const batches = batchesByLength(texts, batchSize);
  const queue = batches.keys();
  let done = 0;

  const store = ({ batch, vectors: flat }: EncodedBatch): void => {
    const rows = elementAt(batches, batch);
    rows.forEach((row, place) => {
      encoding.onVector(row, flat.slice(place * encoding.dimension, (place + 1) * encoding.dimension));
    });
    done += rows.length;
    encoding.onProgress(done);
  };
  const next = (): EncodingOrder | undefined => {
    const { value: batch } = queue.next();
    return batch === undefined
      ? undefined
      : { batch, texts: elementAt(batches, batch).map((row) => elementAt(texts, row)) };
  };

  const workerData: EncoderWorkerData = { modelDirectory: encoding.modelDirectory };
  const threads = Array.from(
    { length: Math.min(encodingThreads, batches.length) },
    () => new Worker(new URL('./encoding-thread.js', import.meta.url), { workerData }),
  );
  const stop = (): void => threads.forEach((thread) => void thread.terminate());
  encoding.signal.addEventListener('abort', stop);
  try {
    await Promise.all(threads.map((thread) => feed(thread, next, store)));
  } finally {
    encoding.signal.removeEventListener('abort', stop);
    await Promise.all(threads.map((thread) => thread.terminate()));
    encoding.signal.throwIfAborted();
  }
}

/** Keeps one thread busy until there is no next order. */
function feed(
  thread: Worker,
  next: () => EncodingOrder | undefined,
  store: (batch: EncodedBatch) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const order = (): void => {
      const batch = next();
      if (batch === undefined) resolve();
      else thread.postMessage(batch);
    };
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`an encoding thread ended with code ${code}`)));
    thread.on('message', (answer: EncodedBatch) => {
      store(answer);
      order();
    });
    order();
  });
}

/** Row numbers in batches of texts of similar length, the longest first: the last batches are short for every thread. */
export function batchesByLength(texts: readonly { readonly length: number }[], size: number): number[][] {
  const rows = texts.map(({ length }, row) => ({ length, row })).sort((a, b) => b.length - a.length || a.row - b.row);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, batch) =>
    rows.slice(batch * size, (batch + 1) * size).map(({ row }) => row),
  );
}
