import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encoderArchive } from '../../../../src/local/trainer/artifact/encoder-archive.js';
import type { EncoderArchive } from '../../../../src/local/trainer/artifact/encoder-archive.js';
import { unpackArchive } from '../../../../src/local/trainer/artifact/model-archive.js';

let root: string;
let archive: EncoderArchive;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tunewright-encoder-'));
  archive = await encoderArchive(join(root, 'cache'));
});
afterAll(() => rm(root, { recursive: true }));

describe('the encoder archive', () => {
  it('is the same on another machine', async () => {
    expect((await encoderArchive(join(root, 'other'))).sha256).toBe(archive.sha256);
  });

  it('is complete for two that build it at the same time, and nothing is left over', async () => {
    const cache = join(root, 'raced');
    const [first, second] = await Promise.all([encoderArchive(cache), encoderArchive(cache)]);
    expect([first.sha256, second.sha256]).toEqual([archive.sha256, archive.sha256]);
    expect(await readdir(cache)).toHaveLength(2);
  });

  it('holds the files that are listed beside it', async () => {
    const names = await unpackArchive(archive.path, join(root, 'unpacked'));
    expect(names.sort()).toEqual(archive.files.map(({ name }) => name).sort());
    for (const { name, path } of archive.files) {
      expect((await readFile(join(root, 'unpacked', name))).equals(await readFile(path)), name).toBe(true);
    }
  });

  it('says that its two-class head is untrained', async () => {
    expect(await manifest()).toMatchObject({ trained: false, classes: 2 });
  });

  it('records the scale of its features, the square root of their number', async () => {
    expect(await manifest()).toMatchObject({ embeddingDimension: 512, featureScale: Math.sqrt(512) });
  });
});

async function manifest(): Promise<unknown> {
  const { path } = archive.files.find(({ name }) => name === 'classifier.json')!;
  return JSON.parse(await readFile(path, 'utf8'));
}
