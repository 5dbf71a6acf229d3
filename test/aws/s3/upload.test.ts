import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Aws, putFile } from '../../../src/aws/index.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const directory = temporaryDirectory();
const closing: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  closing.splice(0).forEach((close) => close());
});

/** S3 without any object, that is busy at the first requests that bring bytes, so many; tells the bytes of the requests that were taken. */
async function busyAtFirst(times: number): Promise<{ taken: () => number[] }> {
  let busy = times;
  const taken: number[] = [];
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => {
      if (request.method === 'HEAD') return response.writeHead(404).end();
      if (request.method === 'PUT' && busy > 0) {
        busy -= 1;
        return response
          .writeHead(503)
          .end('<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>');
      }
      if (request.method === 'PUT') taken.push(bytes);
      const answers = { POST: '<Result><UploadId>u</UploadId><ETag>e</ETag></Result>' } as Record<string, string>;
      return response.writeHead(200, { etag: '"e"' }).end(answers[request.method ?? ''] ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  return { taken: () => taken.sort((a, b) => a - b) };
}

const mebibyte = 1024 * 1024;

test.each([
  ['small', 12, [12], 1],
  ['small', 12, [12], 3],
  ['of more than a part', 17 * mebibyte, [mebibyte, 16 * mebibyte], 1],
  ['of more than a part', 17 * mebibyte, [mebibyte, 16 * mebibyte], 4],
])(
  'a file that is %s (%i bytes, parts %j) is sent again after a 503, or after %i of them',
  async (_name, bytes, expected, times) => {
    const s3 = await busyAtFirst(times);
    const file = { path: path.join(directory, 'data.csv'), bytes };
    await writeFile(file.path, Buffer.alloc(bytes, 'a'));
    await putFile(new Aws().clients('us-east-1'), { bucket: 'reviews', key: 'data.csv' }, file);
    expect(s3.taken()).toEqual(expected);
  },
);
