import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DigestingStream } from '../s3/objects/digests.js';
import type { ObjectBody, ObjectRecord } from '../s3/objects/object-record.js';

/** Everything of a virtual object but its key: many keys share one file. */
export type Content = Omit<ObjectRecord, 'key'>;

/** Bytes that were made up here have no time of their own. */
const noTime = 0;

export async function contentOfFile(path: string): Promise<Content> {
  const { mtimeMs } = await stat(path);
  return describe({ file: path }, createReadStream(path), Math.floor(mtimeMs / 1000) * 1000);
}

export async function contentOfBytes(bytes: Buffer): Promise<Content> {
  return describe({ bytes }, Readable.from([bytes]), noTime);
}

async function describe(body: ObjectBody, source: Readable, lastModified: number): Promise<Content> {
  const digesting = new DigestingStream();
  digesting.resume();
  await pipeline(source, digesting);
  const { size, md5, crc32 } = digesting.digests();
  return {
    size,
    etag: md5,
    lastModified,
    checksum: { crc32, type: 'FULL_OBJECT' },
    contentType: 'binary/octet-stream',
    headers: {},
    metadata: {},
    body,
  };
}
