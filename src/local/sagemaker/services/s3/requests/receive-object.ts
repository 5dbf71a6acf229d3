import { createHash } from 'node:crypto';
import { ServiceError, notImplementedHere } from '../../../wire/service-error.js';
import { AwsChunkedDecoder } from '../../../wire/http/aws-chunked.js';
import { header } from '../../../wire/http/call.js';
import type { Call } from '../../../wire/http/call.js';
import type { BodyFiles, StagedBody } from '../objects/body-files.js';
import type { ObjectChecksum } from '../objects/object-record.js';

const unsignedTrailer = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const checksumPrefix = 'x-amz-checksum-';

/** Checksum header -> what it must say. Others than these are refused rather than left unchecked. */
const checkable: Readonly<Record<string, (staged: StagedBody) => string>> = {
  'x-amz-checksum-crc32': (staged) => staged.crc32,
  'x-amz-checksum-sha256': (staged) => base64Of(staged.sha256),
  'x-amz-checksum-sha1': (staged) => base64Of(staged.sha1),
};

/** A body with the checksums that S3 keeps of it: SHA-256 only where the client sent it. */
export interface ReceivedBody extends StagedBody {
  readonly checksum: ObjectChecksum;
}

/** Stages the body of a PUT and checks it against everything that the request says about it. */
export async function receiveObject(call: Call, bodies: BodyFiles): Promise<ReceivedBody> {
  const decoder = decoderFor(call);
  const staged = await bodies.write(call.request, decoder);
  try {
    checkLength(call, staged);
    checkPayloadHash(call, staged);
    checkMd5(call, staged);
    const checked = checkChecksums(call, staged, decoder?.trailers ?? new Map<string, string>());
    const { crc32, sha256 } = staged;
    const more = checked.has('x-amz-checksum-sha256') ? { sha256: base64Of(sha256) } : {};
    return { ...staged, checksum: { crc32, ...more, type: 'FULL_OBJECT' } };
  } catch (error) {
    bodies.remove(staged.file);
    throw error;
  }
}

/** For a small body read into memory, as that of DeleteObjects. */
export function checkPayload(call: Call, body: Buffer): void {
  const hash = header(call, 'x-amz-content-sha256');
  if (isDigest(hash) && createHash('sha256').update(body).digest('hex') !== hash) throw payloadMismatch();
}

function decoderFor(call: Call): AwsChunkedDecoder | undefined {
  const hash = header(call, 'x-amz-content-sha256') ?? '';
  if (hash === unsignedTrailer) return new AwsChunkedDecoder();
  if (hash.startsWith('STREAMING-')) throw notImplementedHere(`x-amz-content-sha256: ${hash}`);
  return undefined;
}

function checkLength(call: Call, staged: StagedBody): void {
  const length = header(call, 'x-amz-decoded-content-length');
  if (length !== undefined && Number(length) !== staged.size) {
    const message = 'You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header';
    throw new ServiceError('IncompleteBody', message);
  }
}

function checkPayloadHash(call: Call, staged: StagedBody): void {
  const hash = header(call, 'x-amz-content-sha256');
  if (isDigest(hash) && hash !== staged.sha256) throw payloadMismatch();
}

function checkMd5(call: Call, staged: StagedBody): void {
  const md5 = header(call, 'content-md5');
  if (md5 === undefined) return;
  const bytes = Buffer.from(md5, 'base64');
  if (bytes.length !== 16) throw new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  if (bytes.toString('hex') !== staged.md5) {
    throw new ServiceError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

/** @returns the names of the headers and trailers that were right */
function checkChecksums(call: Call, staged: StagedBody, trailers: ReadonlyMap<string, string>): Set<string> {
  const checked = new Set<string>();
  const headers = Object.keys(call.request.headers).map((name) => [name, header(call, name) ?? ''] as const);
  for (const [name, value] of [...headers, ...trailers]) {
    if (!name.startsWith(checksumPrefix) || ['algorithm', 'type'].includes(name.slice(checksumPrefix.length))) continue;
    const expected = checkable[name];
    if (expected === undefined) throw notImplementedHere(name);
    if (expected(staged) !== value) {
      const algorithm = name.slice(checksumPrefix.length).toUpperCase();
      throw new ServiceError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
    }
    checked.add(name);
  }
  const announced = header(call, 'x-amz-trailer')?.toLowerCase();
  if (announced !== undefined && !trailers.has(announced)) {
    throw new ServiceError('IncompleteBody', `The trailer ${announced} is missing`);
  }
  return checked;
}

const base64Of = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

function isDigest(hash: string | undefined): hash is string {
  return hash !== undefined && /^[0-9a-f]{64}$/.test(hash);
}

function payloadMismatch(): ServiceError {
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  return new ServiceError('XAmzContentSHA256Mismatch', message);
}
