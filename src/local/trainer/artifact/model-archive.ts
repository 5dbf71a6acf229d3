import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { boundedUnpacking, mostMembers, tooLarge, unpackedLimit } from '../../bounded-archive.js';

/** One file of an archive: its name inside, and where its bytes are. */
export interface Member {
  readonly name: string;
  readonly path: string;
}

/**
 * Writes a .tar.gz of `members`, in name order and without times or owners: equal files give equal bytes.
 * Level 1, because float weights hardly compress at any level. Appears at `target` complete or not at all.
 */
export async function packArchive(members: readonly Member[], target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const partial = `${target}.${process.pid}.${randomUUID()}`;
  const pack = tar.pack();
  const written = pipeline(pack, createGzip({ level: 1 }), createWriteStream(partial));
  const filled = fill(pack, members).catch((error: unknown) => {
    pack.destroy(error as Error);
    throw error;
  });
  try {
    await Promise.all([written, filled]);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function fill(pack: tar.Pack, members: readonly Member[]): Promise<void> {
  for (const { name, path } of [...members].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { size } = await stat(path);
    const header = { name, size, mode: 0o644, mtime: new Date(0), uid: 0, gid: 0 };
    await pipeline(createReadStream(path), pack.entry(header));
  }
  pack.finalize();
}

/**
 * Unpacks the regular files of a .tar.gz into `directory` and returns their names.
 * Throws on a name that leaves the directory, and on more than a disk may be filled with; links and devices are left out.
 */
export async function unpackArchive(archive: string, directory: string): Promise<string[]> {
  const extract = tar.extract();
  const piped = pipeline(createReadStream(archive), createGunzip(), boundedUnpacking(refusal), extract);
  const unpacked: string[] = [];
  let [bytes, members] = [0, 0];
  const emptied = (async (): Promise<void> => {
    for await (const entry of extract) {
      bytes += entry.header.size ?? 0;
      members++;
      if (bytes > unpackedLimit || members > mostMembers) throw refusal();
      const name = entry.header.name.replace(/^(\.?\/)+/, '');
      if (entry.header.type !== 'file' || name === '') {
        entry.resume();
        continue;
      }
      if (name.split('/').includes('..')) throw new Error(`the archive names a file outside of it: ${name}`);
      const path = join(directory, name);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(entry, createWriteStream(path));
      unpacked.push(name);
    }
  })();
  await Promise.all([piped, emptied]);
  return unpacked;
}

const refusal = (): Error => new Error(`the archive ${tooLarge}`);
