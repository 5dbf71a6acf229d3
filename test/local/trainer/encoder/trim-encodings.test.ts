import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trimEncodings } from '../../../../src/local/trainer/encoder/trim-encodings.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tunewright-encodings-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** A file of 100 bytes that was used at a second of 1970. */
async function used(encoder: string, second: number): Promise<void> {
  const path = join(directory, `${encoder}.vectors`);
  await writeFile(path, Buffer.alloc(100));
  await utimes(path, second, second);
}

async function left(): Promise<string[]> {
  return (await readdir(directory)).sort();
}

test('the encoder that was not used for longest is dropped first', async () => {
  await used('middle', 2);
  await used('oldest', 1);
  await used('newest', 3);
  await trimEncodings(directory, 'newest', 250);
  expect(await left()).toEqual(['middle.vectors', 'newest.vectors']);
});

test('the encoder in use stays, however old, unless it is too large by itself', async () => {
  await used('mine', 1);
  await used('other', 2);
  await trimEncodings(directory, 'mine', 100);
  expect(await left()).toEqual(['mine.vectors']);
  await trimEncodings(directory, 'mine', 99);
  expect(await left()).toEqual([]);
});

test('the encoder in use counts as used', async () => {
  await used('mine', 1);
  await trimEncodings(directory, 'mine');
  expect((await stat(join(directory, 'mine.vectors'))).mtimeMs).toBeGreaterThan(1000);
});

test('nothing else in the directory is touched, nor is one missed', async () => {
  await writeFile(join(directory, 'note.txt'), Buffer.alloc(1000));
  await trimEncodings(directory, 'mine', 100);
  expect(await left()).toEqual(['note.txt']);
  await expect(trimEncodings(join(directory, 'none'), 'mine')).resolves.toBeUndefined();
});
