import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { Pack } from 'tar-stream';
import type { StagedBody } from '../../s3/objects/body-files.js';
import type { ObjectStore } from '../../s3/objects/object-store.js';
import { reach, TransferError } from '../../s3/objects/s3-location.js';
import { ConcurrencyLimit } from './concurrency-limit.js';

/** Model weights hardly compress, and level 1 takes a fraction of the time. */
const gzipLevel = 1;
/** Each packing holds some 300 KB: a thousand jobs that end together must not do it together. */
const packings = new ConcurrencyLimit(4);

/**
 * Packs a directory into a .tar.gz object; an empty directory makes none.
 * @returns the URI of the object, or undefined if there was nothing to pack
 * @throws TransferError
 */
export async function uploadDirectory(
  { store, region }: { store: ObjectStore; region: string },
  directory: string,
  uri: string,
): Promise<string | undefined> {
  const files = await filesBelow(directory, '');
  if (files.length === 0) return undefined;
  const { bucket, key } = reach(store, uri, region);
  if (store.isReadOnly(bucket.name)) throw new TransferError(`AccessDenied: ${uri} may not be written`);
  const staged = await packings.run(() => packToBody(store, directory, files));
  const properties = { contentType: 'application/x-tar', headers: {}, metadata: {} };
  try {
    store.commit(bucket.name, key, staged, { properties });
  } catch (error) {
    store.bodies.remove(staged.file);
    throw error;
  }
  return uri;
}

async function packToBody(store: ObjectStore, directory: string, files: readonly string[]): Promise<StagedBody> {
  const archive = pack();
  const gzip = createGzip({ level: gzipLevel });
  const [staged] = await Promise.all([
    store.bodies.write(gzip),
    pipeline(archive, gzip),
    fill(archive, directory, files),
  ]);
  return staged;
}

/** S3OutputPath/JOB/output/FILE */
export function outputUri(s3OutputPath: string, job: string, file: string): string {
  return `${s3OutputPath.replace(/\/+$/, '')}/${job}/output/${file}`;
}

async function fill(archive: Pack, directory: string, files: readonly string[]): Promise<void> {
  for (const name of files) {
    const path = join(directory, name);
    const { size, mtime } = await stat(path);
    await pipeline(createReadStream(path), archive.entry({ name, size, mtime, mode: 0o644 }));
  }
  archive.finalize();
}

/** Relative paths of the files below a directory, in a fixed order. Links are left out: they may lead anywhere. */
async function filesBelow(root: string, below: string): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesBelow(root, name)));
    else if (entry.isFile()) found.push(name);
  }
  return found;
}
