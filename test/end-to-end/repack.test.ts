import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { MockActivityEnvironment } from '@temporalio/testing';
import { pack } from 'tar-stream';
import { beforeAll, expect, test } from 'vitest';
import { defined } from '../../src/contract/defined.js';
import { repackOf } from '../../src/plan/index.js';
import { bucket } from '../local/sagemaker/local-sagemaker.js';
import { localStack } from '../support/end-to-end/stack.js';
import { deployPlanOf } from '../support/temporal/plan.js';
import { devServer } from '../support/temporal/servers.js';

const stack = localStack(devServer(), {
  works: false,
  // Its first part has arrived by then.
  faults: [{ fault: 'error', service: 's3', operation: 'UploadPart', status: 403, code: 'AccessDenied', skip: 1 }],
});
/** More than one part of an upload, packed. */
const large = randomBytes(12 * 1024 * 1024);

async function put(Key: string, name: string, content: Buffer | string): Promise<string> {
  const archive = pack();
  archive.entry({ name }, content);
  archive.finalize();
  return putBytes(Key, gzipSync(await buffer(archive)));
}

async function putBytes(Key: string, Body: Buffer): Promise<string> {
  await stack.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  return `s3://${bucket}/${Key}`;
}

/** Repacks an artifact of an earlier generation for a run. @returns where it went, once that has ended, and how */
async function repacked(workflowId: string, content: Buffer | string): Promise<{ Key: string; error: unknown }> {
  return repackedArchive(workflowId, await put(`${workflowId}/model.tar.gz`, 'saved_model.pb', content));
}

async function repackedArchive(
  workflowId: string,
  tarball: string,
  etag?: string,
): Promise<{ Key: string; error: unknown }> {
  const plan = deployPlanOf({ model: { id: 'm' } }, { workflowId, firstExecutionRunId: workflowId });
  const modelData = { tarball, ...defined({ etag }) };
  const target = {
    ...plan,
    hosting: { ...plan.hosting, repackScriptUri: script },
    outputPath: `s3://${bucket}/output`,
  };
  const error = await new MockActivityEnvironment()
    .run(() => stack.activities.repackModel({ target, modelData, labels: ['bad', 'good'] }))
    .then(
      () => null,
      (reason: unknown) => reason,
    );
  return { Key: repackOf(target, modelData)!.target.replace(`s3://${bucket}/`, ''), error };
}

const bytesAt = async (Key: string): Promise<number> =>
  (await stack.clients.s3.send(new HeadObjectCommand({ Bucket: bucket, Key }))).ContentLength ?? 0;

let script: string;
beforeAll(async () => {
  script = await put('script/sourcedir.tar.gz', 'inference.py', 'def handler(): ...');
});

test("the worker's policy lets it put the script into an artifact, and the names beside it", async () => {
  const { Key, error } = await repacked('small', 'weights');
  expect(error).toBeNull();
  expect(await bytesAt(Key)).toBeGreaterThan(0);
  expect(await bytesAt(`${Key.replace(/[^/]+$/, '')}labels.json`)).toBeGreaterThan(0);
});

test("an upload that breaks off is aborted, as the worker's policy lets it, and leaves no object", async () => {
  const { Key, error } = await repacked('broken-off', large);
  expect(error).toMatchObject({ type: 'AccessDenied' });
  await expect(bytesAt(Key)).rejects.toMatchObject({ name: 'NotFound' });
});

test('an artifact that is no archive fails at once, by its name', async () => {
  const tarball = await putBytes('no-archive/model.tar.gz', gzipSync(Buffer.alloc(10_000, 1)));
  const { error } = await repackedArchive('no-archive', tarball);
  expect(error).toMatchObject({
    type: 'InvalidRequest',
    nonRetryable: true,
    message: expect.stringContaining(`${tarball} can't be repacked: the artifact is no .tar.gz archive`) as string,
  });
});

test('a file that has come to the place of the one that was planned with is not repacked', async () => {
  const tarball = await put('replaced/model.tar.gz', 'saved_model.pb', 'new weights');
  const { Key, error } = await repackedArchive('replaced', tarball, '"of-the-old-one"');
  expect(error).toMatchObject({ type: 'DataChanged', nonRetryable: true });
  await expect(bytesAt(Key)).rejects.toMatchObject({ name: 'NotFound' });
});
