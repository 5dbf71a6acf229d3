import { appendFile, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EncodingCache } from '../../../../src/local/trainer/encoder/encoding-cache.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tunewright-encodings-'));
});
afterEach(() => rm(directory, { recursive: true }));

const open = (encoder = 'encoder'): EncodingCache => new EncodingCache(directory, encoder, 3);
const file = (): string => join(directory, 'encoder.vectors');
const vector = (first: number): Float32Array => Float32Array.of(first, 0.25, -1);

describe('the cache of encodings', () => {
  it('gives back what was added, also to another job', async () => {
    await open().add(new Map([['a film', vector(1)]]));
    expect(await open().find(['a film', 'a book'])).toEqual(new Map([['a film', vector(1)]]));
  });

  it('knows nothing at first', async () => {
    expect((await open().find(['a film'])).size).toBe(0);
  });

  it('keeps the vectors of each encoder apart, in one file each', async () => {
    await open('one').add(new Map([['a film', vector(1)]]));
    await open('two').add(new Map([['a film', vector(2)]]));
    expect((await open('one').find(['a film'])).get('a film')).toEqual(vector(1));
    expect((await readdir(directory)).sort()).toEqual(['one.vectors', 'two.vectors']);
  });

  it('holds what several jobs add at the same time', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`);
    await Promise.all(texts.map((text, index) => open().add(new Map([[text, vector(index)]]))));
    expect(await open().find(texts)).toEqual(new Map(texts.map((text, index) => [text, vector(index)])));
  });

  it('skips a torn end, and reads what is appended behind it', async () => {
    await open().add(new Map([['whole', vector(1)]]));
    await open().add(new Map([['torn', vector(2)]]));
    await truncate(file(), (await readFile(file())).length - 5);
    await open().add(new Map([['after', vector(3)]]));
    expect([...(await open().find(['whole', 'torn', 'after'])).keys()]).toEqual(['whole', 'after']);
  });

  it('does not believe a record whose bytes have changed', async () => {
    await open().add(new Map([['a film', vector(1)]]));
    const bytes = await readFile(file());
    bytes[40]! ^= 1;
    await writeFile(file(), bytes);
    expect((await open().find(['a film'])).size).toBe(0);
  });

  it('reads records that lie across the blocks of a large file', async () => {
    await appendFile(file(), Buffer.alloc((1 << 20) - 10, 'T'));
    await open().add(new Map([['a film', vector(1)]]));
    expect((await open().find(['a film'])).size).toBe(1);
  });
});
