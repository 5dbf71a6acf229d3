import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { Refusal } from './errors/refusal.js';

/** 512 MB. */
export const defaultUploadLimit = 512 * 1024 * 1024;

/** Keeps what a request brings as `data.csv` in a folder of its own while it is used; never all of it in memory. @throws Refusal */
export async function withUploadedFile<T>(
  request: FastifyRequest,
  limit: number,
  use: (file: string) => Promise<T>,
): Promise<T> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const folder = await mkdtemp(path.join(tmpdir(), 'tunewright-upload-'));
  try {
    const file = path.join(folder, 'data.csv');
    await pipeline(await contentOf(request), counting(limit), createWriteStream(file, { mode: 0o600 }));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first file of a form, or the body itself. */
async function contentOf(request: FastifyRequest): Promise<Readable> {
  if (!request.isMultipart()) {
    if (request.body instanceof Readable) return request.body;
    throw new Refusal('unsupported-type', 'send the file itself as text/csv, or a form with it (multipart/form-data)');
  }
  const part = await fileOf(request);
  if (part === undefined) throw new Refusal('bad-request', 'the form has no file');
  return part.file;
}

/** What is no form, for want of a boundary, is the sender's fault. */
async function fileOf(request: FastifyRequest): Promise<Awaited<ReturnType<FastifyRequest['file']>>> {
  try {
    return await request.file();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== undefined) throw error;
    throw new Refusal('bad-request', `the form can not be read: ${(error as Error).message}`);
  }
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
