import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localEnvironment } from '../../src/local/sagemaker/environment.js';
import { bareEnvironment, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const account = '123456789012';
const asked: { method: string; headers: IncomingHttpHeaders }[] = [];
const identity = `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${account}</Account><Arn>arn:aws:iam::${account}:user/ana</Arn><UserId>A</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** Whatever plays S3: every bucket is there, and belongs to nobody knows whom. */
const buckets = createServer((request, response) => {
  const { method = '', headers } = request;
  request.resume().on('end', () => {
    if (method === 'POST') {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(identity);
      return;
    }
    asked.push({ method, headers });
    const isObject = method === 'HEAD' && (request.url ?? '').includes('data.csv');
    response.writeHead(isObject ? 404 : 200, { etag: '"e"' }).end();
  });
});

beforeAll(async () => {
  buckets.listen(0, '127.0.0.1');
  await once(buckets, 'listening');
});
afterAll(() => void buckets.close());

test('every call to the default bucket, whose name anybody can guess, has S3 look whose it is', async () => {
  const directory = temporaryDirectory();
  const data = path.join(directory, 'data.csv');
  writeFileSync(data, '0,flat and tired\n1,bright and kind\n');
  const url = `http://127.0.0.1:${(buckets.address() as AddressInfo).port}`;
  const env = bareEnvironment(directory, localEnvironment(url));
  const { code, stderr } = await run(['data', 'upload', data, '--json'], env);
  expect([code, stderr]).toEqual([0, expect.anything()]);
  expect(asked.map(({ method }) => method)).toContain('PUT');
  expect(asked.map(({ headers }) => headers['x-amz-expected-bucket-owner'])).toEqual(asked.map(() => account));
});
