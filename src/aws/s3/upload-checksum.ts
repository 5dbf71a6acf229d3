import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

interface LocalFile {
  readonly path: string;
  readonly bytes: number;
}

/** Bytes. One request may carry 5 GB, and one upload has 10,000 parts at most. */
const smallestPart = 16 * 1024 * 1024;
const mostParts = 10_000;

/** Does a file go up in one request, or in parts? */
export const isOneRequest = ({ bytes }: Pick<LocalFile, 'bytes'>): boolean => bytes <= smallestPart;

/** Bytes of every part but the last. */
export const partSizeOf = ({ bytes }: Pick<LocalFile, 'bytes'>): number =>
  Math.max(smallestPart, Math.ceil(bytes / mostParts));

/** What S3 answers as the SHA-256 of an object that went up from this file: of its bytes, or of the digests of its parts with their number. */
export async function checksumOf(file: LocalFile): Promise<string> {
  const digests: Buffer[] = [];
  const partSize = partSizeOf(file);
  for (let start = 0; start === 0 || start < file.bytes; start += partSize) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file.path, { start, end: start + partSize - 1 })) {
      hash.update(chunk as Uint8Array);
    }
    digests.push(hash.digest());
  }
  if (isOneRequest(file)) return (digests[0] ?? Buffer.alloc(0)).toString('base64');
  return `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-${digests.length}`;
}
