/** Entry of a fine-tuning thread: runs batches on the shared network, adding to a gradient of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { runBatch } from './batch.js';
import type { BatchTraining, Network, Tokens } from './batch.js';
import { loadTensors } from './tensors.js';

/** What the thread is started with. */
export interface NetworkThreadData {
  readonly network: Network;
  readonly gradient: Float32Array;
}

/** To the thread, one at a time: without `training` it only predicts. */
export interface BatchOrder {
  readonly tokens: Tokens;
  readonly training?: Omit<BatchTraining, 'gradient'>;
}

const port = parentPort;
if (port === null) throw new Error('network-thread.js is the entry of a worker thread');
const { network, gradient } = workerData as NetworkThreadData;
const tf = await loadTensors();

port.on('message', ({ tokens, training }: BatchOrder) => {
  port.postMessage(runBatch(tf, network, tokens, training && { ...training, gradient }));
});
