import type { Readable } from 'node:stream';
import { ServiceError } from '../service-error.js';

/** Of all bodies that are on their way: whoever sends many, and none to its end, must not fill the memory. */
const mostBytesHeld = 64 * 1024 * 1024;
let bytesHeld = 0;

/** Reads a whole body into memory. @throws ServiceError RequestEntityTooLarge, 413; ServiceUnavailable, 503 */
export async function readBody(stream: Readable, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      bytesHeld += chunk.length;
      if (bytes > limitBytes) {
        throw new ServiceError('RequestEntityTooLarge', `The request body is larger than ${limitBytes} bytes`, 413);
      }
      if (bytesHeld > mostBytesHeld) throw new ServiceError('ServiceUnavailable', 'Too many bodies at once', 503);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    bytesHeld -= bytes;
  }
}
