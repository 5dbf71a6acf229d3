import { createHash } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { modelFiles } from '../artifact/classifier-files.js';
import type { Encoder } from '../encoder/encoder.js';
import type { EncoderThreadData } from './encoder-thread.js';

/** To the server: have this done by a program that other containers may share. */
export interface ComputeMessage {
  readonly type: 'compute';
  readonly id: number;
  readonly program: { readonly key: string; readonly entry: string; readonly workerData: EncoderThreadData };
  readonly order: string;
}

/** From the server. */
export type ComputedMessage =
  | { readonly type: 'computed'; readonly id: number; readonly result: number[] }
  | { readonly type: 'computed'; readonly id: number; readonly error: string };

interface Asked {
  readonly resolve: (vector: number[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The encoder of an unpacked model, run by the server: once for all endpoints whose encoder is the same, byte by byte, as that of
 * models of which only the head was trained.
 * @throws Error naming the reason when it can't be loaded: it is asked once
 */
export async function sharedEncoder(port: MessagePort, modelDirectory: string): Promise<Encoder> {
  const entry = new URL('./encoder-thread.js', import.meta.url).href;
  const program = {
    key: await digestOf(join(modelDirectory, modelFiles.encoderDirectory)),
    entry,
    workerData: { modelDirectory },
  };
  const asked = new Map<number, Asked>();
  let last = 0;
  port.on('message', (message: ComputedMessage | { readonly type: 'invoke' }) => {
    if (message.type !== 'computed') return;
    const { id } = message;
    if ('error' in message) asked.get(id)?.reject(new Error(message.error));
    else asked.get(id)?.resolve(message.result);
    asked.delete(id);
  });
  const vectorOf = (order: string): Promise<number[]> =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      asked.set(id, { resolve, reject });
      port.postMessage({ type: 'compute', id, program, order } satisfies ComputeMessage);
    });
  await vectorOf('ping');
  return { embed: (texts) => Promise.all(texts.map(vectorOf)) };
}

/** Names the encoder by its bytes, whatever the model says of itself. */
async function digestOf(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  // One buffer: those of a stream would stay in the memory of each endpoint.
  const buffer = Buffer.allocUnsafeSlow(1 << 16);
  for (const file of files.sort()) {
    const opened = await open(file);
    try {
      hash.update(`${relative(directory, file)}\0${(await opened.stat()).size}\0`);
      for (let read = await opened.read(buffer); read.bytesRead > 0; read = await opened.read(buffer))
        hash.update(buffer.subarray(0, read.bytesRead));
    } finally {
      await opened.close();
    }
  }
  return hash.digest('hex');
}
