import type { DatasetReport } from '../../src/contract/dataset.js';
import { inspectDataset } from '../../src/dataset/index.js';

/** The bytes in chunks of that many; all at once when left out. */
export async function* chunked(bytes: Uint8Array, size = Math.max(bytes.length, 1)): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

export type Content = string | (string | number[])[];

/** Text, or text with raw bytes between. */
export const bytesOf = (content: Content): Uint8Array =>
  Buffer.concat((typeof content === 'string' ? [content] : content).map((part) => Buffer.from(part as string)));

export const inspect = (content: Content, chunk?: number): Promise<DatasetReport> =>
  inspectDataset({ uri: 's3://reviews/', bytes: chunked(bytesOf(content), chunk) });

/** Twenty rows in order: enough that the report warns of nothing. */
export const good = Array.from({ length: 20 }, (_, row) => `${row % 2},text ${row}\n`).join('');
