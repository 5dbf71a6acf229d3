import type { Readable } from 'node:stream';
import { ServiceError } from '../service-error.js';

/** Reads a whole body into memory. @throws ServiceError RequestEntityTooLarge, 413 */
export async function readBody(stream: Readable, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (bytes > limitBytes) {
      throw new ServiceError('RequestEntityTooLarge', `The request body is larger than ${limitBytes} bytes`, 413);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
