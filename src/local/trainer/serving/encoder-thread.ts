/** Entry of an encoder that several endpoints share: answers each text with its vector, one at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadEncoder } from '../encoder/encoder.js';

/** What the thread is started with. */
export interface EncoderThreadData {
  readonly modelDirectory: string;
}

const port = parentPort;
if (port === null) throw new Error('encoder-thread.js is the entry of a worker thread');
// Not caught: it ends the thread, and whoever asked is told the reason.
const encoder = await loadEncoder((workerData as EncoderThreadData).modelDirectory);

port.on('message', (text: string) => {
  void encoder.embed([text]).then(
    ([vector]) => port.postMessage({ result: vector }),
    (error: unknown) => port.postMessage({ error: (error as Error).message }),
  );
});
port.postMessage({ type: 'ready' });
