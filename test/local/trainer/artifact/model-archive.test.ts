import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packArchive, unpackArchive } from '../../../../src/local/trainer/artifact/model-archive.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tunewright-archive-'));
});
afterEach(() => {
  vi.useRealTimers();
  return rm(directory, { recursive: true });
});

const inside = (name: string): string => join(directory, name);

type EntryHeader = Parameters<tar.Pack['entry']>[0];

async function archiveOf(headers: EntryHeader[]): Promise<string> {
  const pack = tar.pack();
  for (const header of headers) pack.entry(header, header.type === 'symlink' ? '' : 'content');
  pack.finalize();
  await pipeline(pack, createGzip(), createWriteStream(inside('given.tar.gz')));
  return inside('given.tar.gz');
}

describe('a model archive', () => {
  it('comes out as it went in', async () => {
    await writeFile(inside('weights'), Buffer.alloc(100_000, 7));
    await packArchive([{ name: 'encoder/w.bin', path: inside('weights') }], inside('a.tar.gz'));
    expect(await unpackArchive(inside('a.tar.gz'), inside('out'))).toEqual(['encoder/w.bin']);
    expect(await readFile(inside('out/encoder/w.bin'))).toEqual(await readFile(inside('weights')));
  });

  it('has the same bytes whatever the order and the times of its files, and whenever it is made', async () => {
    await writeFile(inside('x'), 'x');
    await writeFile(inside('y'), 'y');
    const members = ['x', 'y'].map((name) => ({ name, path: inside(name) }));
    await packArchive(members, inside('a.tar.gz'));
    await utimes(inside('x'), 1, 1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    await packArchive(members.reverse(), inside('b.tar.gz'));
    expect(await readFile(inside('b.tar.gz'))).toEqual(await readFile(inside('a.tar.gz')));
  });

  it('leaves nothing behind when a member is missing', async () => {
    await expect(packArchive([{ name: 'x', path: inside('absent') }], inside('a.tar.gz'))).rejects.toThrow('ENOENT');
    expect(await readdir(directory)).toEqual([]);
  });

  it('is refused when it has more members than a disk has room for', async () => {
    const pack = tar.pack();
    pack.entry({ name: 'd', type: 'directory' });
    const [member] = (await once(pack, 'data')) as [Buffer];
    await writeFile(inside('many.tar.gz'), gzipSync(Buffer.concat(Array<Buffer>(100_001).fill(member))));
    await expect(unpackArchive(inside('many.tar.gz'), inside('out'))).rejects.toThrow('or 100000 files');
  });

  it('is refused when it announces more than a disk may be filled with', async () => {
    const pack = tar.pack();
    pack.entry({ name: 'weights', size: 1024 ** 4 });
    const [header] = (await once(pack, 'data')) as [Buffer];
    await writeFile(inside('large.tar.gz'), gzipSync(header));
    await expect(unpackArchive(inside('large.tar.gz'), inside('out'))).rejects.toThrow('more than 4294967296 bytes');
  });

  it('is refused when a name leads out of the directory', async () => {
    const archive = await archiveOf([{ name: 'encoder/../../outside' }]);
    await expect(unpackArchive(archive, inside('out'))).rejects.toThrow('outside of it: encoder/../../outside');
  });

  it('gives its files with a leading "./" or "/" inside the directory', async () => {
    const archive = await archiveOf([{ name: './a' }, { name: '/b' }]);
    expect(await unpackArchive(archive, inside('out'))).toEqual(['a', 'b']);
  });

  it('gives no links', async () => {
    const archive = await archiveOf([{ name: 'link', type: 'symlink', linkname: '/etc/passwd' }, { name: 'a' }]);
    expect(await unpackArchive(archive, inside('out'))).toEqual(['a']);
  });
});
