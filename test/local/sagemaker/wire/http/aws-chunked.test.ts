import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { AwsChunkedDecoder } from '../../../../../src/local/sagemaker/wire/http/aws-chunked.js';

const framed = '5;chunk-signature=x\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\nX-Amz-Checksum-Crc32:DUoRhQ==\r\n\r\n';

async function decode(text: string, size: number): Promise<{ body: string; trailers: Map<string, string> }> {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  const decoder = new AwsChunkedDecoder();
  const [body] = await Promise.all([buffer(decoder), pipeline(Readable.from(chunks), decoder)]);
  return { body: body.toString(), trailers: decoder.trailers };
}

test.each([1, 2, 3, 7, 1000])('the framing comes off, cut into pieces of %i bytes', async (size) => {
  const { body, trailers } = await decode(framed, size);
  expect(body).toBe('hello world');
  expect([...trailers]).toEqual([['x-amz-checksum-crc32', 'DUoRhQ==']]);
});

test.each([
  ['ends inside a chunk', '5\r\nhel'],
  ['ends before the last chunk', '5\r\nhello\r\n'],
  ['has no size', 'hello\r\n'],
  ['has a chunk that is longer than it says', '2\r\nhello\r\n0\r\n\r\n'],
  ['goes on after its end', '0\r\n\r\nmore'],
])('a body that %s is IncompleteBody', async (_, text) => {
  await expect(decode(text, 1000)).rejects.toMatchObject({ code: 'IncompleteBody' });
});
