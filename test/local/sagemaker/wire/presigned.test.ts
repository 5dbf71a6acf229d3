import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { bucket, clientsOf, startFixture } from '../local-sagemaker.js';
import { presign } from '../presign.js';

test('an object can be read by a presigned URL', async () => {
  const { url } = await startFixture();
  await clientsOf(url).s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a b', Body: 'hello' }));
  const answer = await fetch(presign(url, 'GET', `/${bucket}/a%20b`));
  expect(await answer.text()).toBe('hello');
});

test('an object can be written by a presigned URL, whatever its type', async () => {
  const { url } = await startFixture();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const written = await fetch(presign(url, 'PUT', `/${bucket}/x`), { method: 'PUT', body: 'hello', headers });
  const read = await fetch(presign(url, 'GET', `/${bucket}/x`));
  expect([written.status, await read.text()]).toEqual([200, 'hello']);
});

test.each([
  [
    'whose time is over',
    (url: string) => presign(url, 'GET', `/${bucket}/x`, { ageSeconds: 61 }),
    'Request has expired',
  ],
  ['for another method', (url: string) => presign(url, 'PUT', `/${bucket}/x`), 'SignatureDoesNotMatch'],
  ['for another service', (url: string) => presign(url, 'GET', `/${bucket}/x`, { service: 'sagemaker' }), 'Malformed'],
  [
    'of Signature Version 2',
    (url: string) => `${url}/${bucket}/x?AWSAccessKeyId=test&Signature=x&Expires=9999999999`,
    'Please use AWS4-HMAC-SHA256',
  ],
])('a presigned URL %s is refused in words', async (_name, urlOf, words) => {
  const { url } = await startFixture();
  const answer = await fetch(urlOf(url));
  expect([answer.ok, await answer.text()]).toEqual([false, expect.stringContaining(words)]);
});
