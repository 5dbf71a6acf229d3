import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { largestUploadInBytes } from '../../contract/dataset.js';
import { labelsFile } from '../../contract/label-names.js';
import { Refusal } from './errors/refusal.js';

export const defaultUploadLimit = largestUploadInBytes;

/** Of a `labels.json`: more than the most names of classes that are kept. */
const labelsLimit = 1024 * 1024;

/**
 * Keeps what a request brings as `data.csv`, and the `labels.json` that a form may bring with it, in a folder of its own while it is used;
 * never all of it in memory. @throws Refusal
 */
export async function withUploadedFile<T>(
  request: FastifyRequest,
  limit: number,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const most = request.isMultipart() ? limit + labelsLimit : limit;
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(limit);
  const folder = await mkdtemp(path.join(tmpdir(), 'tunewright-upload-'));
  try {
    const file = path.join(folder, 'data.csv');
    if (request.isMultipart()) await keepForm(request, limit, folder);
    else await keep(bodyOf(request), limit, file);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const keep = (content: Readable, limit: number, file: string): Promise<void> =>
  pipeline(content, counting(limit), createWriteStream(file, { mode: 0o600 }));

function bodyOf({ body }: FastifyRequest): Readable {
  if (body instanceof Readable) return body;
  throw new Refusal('unsupported-type', 'send the file itself as text/csv, or a form with it (multipart/form-data)');
}

async function keepForm(request: FastifyRequest, limit: number, folder: string): Promise<void> {
  const kept = new Set<string>();
  try {
    for await (const { filename, file } of request.files()) {
      const name = filename === labelsFile ? labelsFile : 'data.csv';
      if (kept.has(name)) {
        throw new Refusal('bad-request', `the form has two files for ${name}`);
      }
      kept.add(name);
      await keep(file, name === labelsFile ? labelsLimit : limit, path.join(folder, name));
    }
  } catch (error) {
    // What nobody reads would hold the form, and the answer with it, for ever.
    request.raw.unpipe();
    request.raw.resume();
    if (error instanceof Refusal || (error as { statusCode?: number }).statusCode !== undefined) throw error;
    // What is no form, for want of a boundary, is the sender's fault.
    throw new Refusal('bad-request', `the form can not be read: ${(error as Error).message}`);
  }
  if (!kept.has('data.csv')) throw new Refusal('bad-request', 'the form has no file with the data');
}

const tooLarge = (limit: number): Refusal =>
  new Refusal('too-large', `the file is larger than ${limit} bytes; put it on S3 and name its prefix`);

function counting(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) done(tooLarge(limit));
      else done(null, chunk);
    },
  });
}
