import { createHash, createHmac } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { bucket, clientsOf, region, startFixture } from '../local-sagemaker.js';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** An URL signed in its query, as SDKs make them. */
function presign(
  url: string,
  method: 'GET' | 'PUT',
  path: string,
  { ageSeconds = 0, service = 's3' }: { ageSeconds?: number; service?: string } = {},
): string {
  const at = new Date(Date.now() - ageSeconds * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [at.slice(0, 8), region, service, 'aws4_request'];
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `test/${scope.join('/')}`,
    'X-Amz-Date': at,
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
  });
  const canonical = [method, path, query.toString(), `host:${new URL(url).host}`, '', 'host', 'UNSIGNED-PAYLOAD'];
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), digest].join('\n');
  const signature = hmac(scope.reduce<string | Buffer>(hmac, 'AWS4test'), text).toString('hex');
  return `${url}${path}?${query.toString()}&X-Amz-Signature=${signature}`;
}

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
