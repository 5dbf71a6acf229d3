import { request } from 'node:http';
import { connect } from 'node:net';
import { CopyObjectCommand, CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { signedCall } from '../signed-call.js';
import { bucket, clientsOf, role, startFixture } from '../local-sagemaker.js';
import { presign } from '../presign.js';

const sageMaker = (operation: string) => ({ service: 'sagemaker', target: `SageMaker.${operation}` });

test.each(['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty'])(
  'a signature for a service called %s is refused in the form of AWS',
  async (service) => {
    const { url } = await startFixture();
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    const answer = await fetch(url, { method: 'POST', headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('<ErrorResponse')]);
  },
);

describe('a body is not read', () => {
  test.each([
    ['without a signature', undefined],
    ['with a malformed one', 'AWS4-HMAC-SHA256 nonsense'],
    [
      'with an unknown key',
      `AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    ],
  ])('%s: the refusal comes before its end', async (_, authorization) => {
    const { url } = await startFixture();
    expect(await statusOfUnfinished(url, authorization)).toBeGreaterThanOrEqual(400);
  });
});

test('what is no text in a member of a list is no failure of the server', async () => {
  const { url } = await startFixture();
  const { status } = await signedCall(url, sageMaker('ListModels'), { b: { toString: 1 }, a: { toString: 1 } });
  expect(status).toBeLessThan(500);
});

test('a member that is null is one that was left out', async () => {
  const { url } = await startFixture();
  const { status, body } = await signedCall(url, sageMaker('CreateModel'), {
    ...{ ModelName: 'm', ExecutionRoleArn: role, PrimaryContainer: { Image: 'image', Environment: null } },
    Tags: null,
  });
  expect([status, body]).toEqual([200, { ModelArn: expect.stringContaining('model/m') as string }]);
});

test('a document that nests too deep is refused as malformed', async () => {
  const { url } = await startFixture();
  const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
  const { status, body } = await signedCall(url, sageMaker('ListModels'), { deep });
  expect([status, body['__type']]).toEqual([400, 'SerializationException']);
});

test('a copy source that is not percent-encoded is refused by name', async () => {
  const { url } = await startFixture();
  const { s3 } = clientsOf(url);
  await s3.send(new CreateBucketCommand({ Bucket: 'hostile' }));
  const copy = s3.send(new CopyObjectCommand({ Bucket: 'hostile', Key: 'a', CopySource: '%zz' }));
  await expect(copy).rejects.toMatchObject({ name: 'InvalidArgument' });
});

/** `sec-fetch-…` can't be set by `fetch`. */
function statusFrom(url: string, method: string, headers: Record<string, string>, body = ''): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => resolve(answer.resume().statusCode));
    sent.once('error', reject).end(body);
  });
}

describe('a web page, which knows the public keys,', () => {
  const deletion = '<Delete><Object><Key>kept</Key></Object></Delete>';
  const crossSite = { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' };

  test.each([
    ['of another site', { ...crossSite, origin: 'https://evil.example', 'sec-fetch-mode': 'no-cors' }],
    ['in a sandbox', { 'content-type': 'text/plain', origin: 'null' }],
    ['with a form', { ...crossSite, 'sec-fetch-mode': 'navigate' }],
    ['of another port', { 'sec-fetch-site': 'same-site', 'content-type': 'text/plain' }],
  ])('%s deletes nothing by an URL that it has signed', async (_, headers) => {
    const { url } = await startFixture();
    const { s3 } = clientsOf(url);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'kept', Body: 'x' }));
    const target = presign(url, 'POST', `/${bucket}`, { query: { delete: '' } });
    expect(await statusFrom(target, 'POST', headers, deletion)).toBe(403);
    await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'kept' }));
  });

  test('may link to an object, and not embed it', async () => {
    const { url } = await startFixture();
    await clientsOf(url).s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'linked', Body: 'x' }));
    const target = presign(url, 'GET', `/${bucket}/linked`);
    const statuses = ['navigate', 'no-cors'].map((mode) =>
      statusFrom(target, 'GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode }),
    );
    expect(await Promise.all(statuses)).toEqual([200, 403]);
  });
});

test('bodies that never end do not fill the memory, though their signatures look right', async () => {
  const { port } = await startFixture();
  const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const head = [
    ...['POST / HTTP/1.1', 'Host: 127.0.0.1', 'X-Amz-Target: SageMaker.ListModels', `X-Amz-Date: ${at}`],
    `Authorization: AWS4-HMAC-SHA256 Credential=test/${at.slice(0, 8)}/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    ...['Content-Length: 8000000', '', ''],
  ].join('\r\n');
  const sockets = Array.from({ length: 12 }, () => connect(port, '127.0.0.1'));
  const answers = sockets.map(
    (socket) => new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data)))),
  );
  for (const socket of sockets) socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(7_900_000, ' ')]));
  // 95 MB, of which no server may hold more than 64.
  expect(await Promise.race(answers)).toContain('503 Service Unavailable');
  for (const socket of sockets) socket.destroy();
});

/** Sends the head of a request and the first byte of a body of 7 MB. */
function statusOfUnfinished(url: string, authorization: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-length': 7_000_000,
      'x-amz-target': 'SageMaker.ListModels',
      ...(authorization === undefined ? {} : { authorization }),
    };
    const sent = request(url, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode);
      sent.destroy();
    });
    sent.once('error', reject);
    sent.write('{');
  });
}
