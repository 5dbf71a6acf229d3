import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathInside } from '../../../store/path-inside.js';
import { copyObjectBody } from './body-files.js';
import type { ObjectStore } from './object-store.js';
import { reach, TransferError } from './s3-location.js';

/**
 * Copies every object under an S3 prefix into a directory, as SageMaker does for S3Prefix: a file is named by what
 * its key has after the last slash of the prefix.
 * @throws TransferError
 */
export async function downloadPrefix(
  { store, region }: { store: ObjectStore; region: string },
  uri: string,
  directory: string,
): Promise<void> {
  const { bucket, key: prefix } = reach(store, uri, region);
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  // Keys that end in a slash are the empty objects by which consoles show folders.
  const objects = (await bucket.list(prefix)).filter(({ key }) => !key.endsWith('/'));
  if (objects.length === 0) throw new TransferError(`NoSuchKey: no S3 object found under ${uri}`);
  for (const { key, body } of objects) {
    const path = pathInside(directory, key.slice(folder.length));
    if (path === undefined) throw new TransferError(`the key ${key} can't be a file of the channel`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await copyObjectBody(body, path);
    } catch (cause) {
      const { code = '' } = cause as NodeJS.ErrnoException;
      if (!refusedNames.has(code)) throw cause;
      throw new TransferError(`the key ${key} can't be a file of the channel (${code})`, { cause });
    }
  }
}

/** A name that is too long, and a key that is a directory of another. */
const refusedNames: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'ENOTDIR', 'EISDIR', 'EEXIST']);
