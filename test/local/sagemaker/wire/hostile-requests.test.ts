import { request } from 'node:http';
import { CopyObjectCommand, CreateBucketCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { signedCall } from '../signed-call.js';
import { clientsOf, role, startFixture } from '../local-sagemaker.js';

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
