import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathInside } from '../../../store/path-inside.js';
import { copyObjectBody } from './body-files.js';
import type { ObjectStore } from './object-store.js';
import { parseS3Uri } from './s3-uri.js';

/** Why objects could not be brought to disk; the message is fit for a FailureReason. */
export class DownloadError extends Error {}

/**
 * Copies every object under an S3 prefix into a directory, as SageMaker does for S3Prefix: a file is named by what
 * its key has after the last slash of the prefix.
 * @throws DownloadError
 */
export async function downloadPrefix(store: ObjectStore, uri: string, directory: string): Promise<void> {
  const location = parseS3Uri(uri);
  const bucket = location === undefined ? undefined : store.find(location.bucket);
  if (location === undefined || bucket === undefined) throw new DownloadError(`NoSuchBucket: no bucket for ${uri}`);
  const folder = location.key.slice(0, location.key.lastIndexOf('/') + 1);
  // Keys that end in a slash are the empty objects by which consoles show folders.
  const objects = (await bucket.list(location.key)).filter(({ key }) => !key.endsWith('/'));
  if (objects.length === 0) throw new DownloadError(`NoSuchKey: no S3 object found under ${uri}`);
  for (const { key, body } of objects) {
    const path = pathInside(directory, key.slice(folder.length));
    if (path === undefined) throw new DownloadError(`the key ${key} can't be a file of the channel`);
    await mkdir(dirname(path), { recursive: true });
    await copyObjectBody(body, path);
  }
}
