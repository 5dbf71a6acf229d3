import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { downloadPrefix } from '../../s3/objects/download-prefix.js';
import { reach, TransferError } from '../../s3/objects/s3-location.js';
import type { ObjectBody } from '../../s3/objects/object-record.js';
import type { ObjectStore } from '../../s3/objects/object-store.js';
import { boundedUnpacking, mostMembers, tooLarge, unpackedLimit } from '../../../../bounded-archive.js';
import { pathInside } from '../../../store/path-inside.js';
import type { VariantPlan } from './fleet-plan.js';

/**
 * Brings a variant's model to disk, once: a directory that is there is complete, and outlives the S3 object.
 * @throws TransferError
 */
export async function fetchModelData(
  from: { store: ObjectStore; region: string },
  { modelData }: VariantPlan,
  directory: string,
): Promise<void> {
  if (await stat(directory).catch(() => undefined)) return;
  const aside = `${directory}.partial`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  if (modelData?.form === 'prefix') await downloadPrefix(from, modelData.uri, aside);
  if (modelData?.form === 'archive') await unpack(await find(from, modelData.uri), aside);
  await rename(aside, directory);
}

async function find({ store, region }: { store: ObjectStore; region: string }, uri: string): Promise<ObjectBody> {
  const { bucket, key } = reach(store, uri, region);
  const record = await bucket.get(key);
  if (record === undefined) throw new TransferError(`Failed to download model data from URL: "${uri}".`);
  return record.body;
}

/** Files only, and only below the directory: an archive may name anything. */
async function unpack(body: ObjectBody, directory: string): Promise<void> {
  const source = 'file' in body ? createReadStream(body.file) : Readable.from([body.bytes]);
  const archive = extract();
  const reading = pipeline(source, createGunzip(), boundedUnpacking(refusal), archive);
  try {
    let [bytes, members] = [0, 0];
    for await (const entry of archive) {
      bytes += entry.header.size ?? 0;
      members++;
      if (bytes > unpackedLimit || members > mostMembers) throw refusal();
      const path = pathInside(directory, join('.', entry.header.name));
      if (entry.header.type === 'file' && path !== undefined) {
        await mkdir(dirname(path), { recursive: true });
        await pipeline(entry, createWriteStream(path));
      } else {
        entry.resume();
      }
    }
    await reading;
  } catch (cause) {
    await reading.catch(() => undefined);
    if (cause instanceof TransferError) throw cause;
    // A message of the file system tells paths of this machine.
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new TransferError(`The model data is not a .tar.gz archive: ${code ?? message}`, { cause });
  }
}

const refusal = (): TransferError => new TransferError(`The model data ${tooLarge}.`);
