import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EncodingCache } from './encoding-cache.js';
import { elementAt } from '../numbers/element-at.js';
import { trimEncodings } from './trim-encodings.js';
import { encodeTexts } from './encode-texts.js';
import type { EncodingOptions } from './encode-texts.js';

export interface CachedEncodingOptions extends EncodingOptions {
  /** Where vectors are kept from one job to the next; undefined: nowhere. */
  readonly cacheDirectory: string | undefined;
  /** Names inside the model archive: what the encoder is, apart from this code. */
  readonly encoderFiles: readonly string[];
  /** Told once, before anything is encoded. */
  readonly onCached: (texts: number, of: number) => void;
  /** Told why the cache could not be used; the job goes on without. */
  readonly onCacheFault: (reason: string) => void;
}

/** So often what has been encoded is kept, so that a job that is stopped leaves it to the next. */
const vectorsKeptTogether = 256;

/** Like encodeTexts, but each different text is encoded once, and not at all if an earlier job has done it. */
export async function encodeWithCache(
  texts: readonly string[],
  encoding: CachedEncodingOptions,
): Promise<Float32Array[]> {
  const different = [...new Set(texts)];
  const cache = await openCache(encoding);
  const known = (await forgiving(() => cache?.find(different), encoding)) ?? new Map<string, Float32Array>();
  if (cache !== undefined) encoding.onCached(known.size, different.length);

  const missing = different.filter((text) => !known.has(text));
  let fresh = new Map<string, Float32Array>();
  let kept = Promise.resolve<unknown>(undefined);
  const keep = (): void => {
    const vectors = fresh;
    fresh = new Map();
    if (vectors.size > 0) kept = kept.then(() => forgiving(() => cache?.add(vectors), encoding));
  };
  try {
    await encodeTexts(missing, {
      ...encoding,
      onVector: (row, vector) => {
        const text = elementAt(missing, row);
        known.set(text, vector);
        fresh.set(text, vector);
        if (fresh.size >= vectorsKeptTogether) keep();
      },
    });
  } finally {
    keep();
    await kept;
  }
  return texts.map((text) => {
    const vector = known.get(text);
    if (vector === undefined) throw new Error('a text was left without a vector');
    return vector.map((value) => value * encoding.scale);
  });
}

async function openCache(encoding: CachedEncodingOptions): Promise<EncodingCache | undefined> {
  const { cacheDirectory, encoderFiles, modelDirectory, dimension } = encoding;
  if (cacheDirectory === undefined) return undefined;
  const hash = createHash('sha256');
  for (const name of [...encoderFiles].sort()) hash.update(await readFile(join(modelDirectory, name)));
  const encoder = hash.digest('hex');
  await trimEncodings(cacheDirectory, encoder);
  return new EncodingCache(cacheDirectory, encoder, dimension);
}

async function forgiving<T>(
  use: () => Promise<T> | undefined,
  encoding: CachedEncodingOptions,
): Promise<T | undefined> {
  try {
    return await use();
  } catch (error) {
    encoding.onCacheFault((error as Error).message);
    return undefined;
  }
}
