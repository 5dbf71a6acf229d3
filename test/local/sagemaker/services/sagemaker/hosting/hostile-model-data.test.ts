import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateEndpointCommand, CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { pack } from 'tar-stream';
import type { Header } from 'tar-stream';
import { expect, test } from 'vitest';
import { createConfig, endpointIn, image } from '../../../hosting-requests.js';
import { bucket, clientsOf, role, startFixture } from '../../../local-sagemaker.js';

/** Why an endpoint on this archive does not come into service. */
async function failureOf(archive: Buffer): Promise<{ reason: string; dataDirectory: string }> {
  const { url, dataDirectory } = await startFixture();
  const clients = clientsOf(url);
  await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'm.tar.gz', Body: archive }));
  const PrimaryContainer = { Image: image, ModelDataUrl: `s3://${bucket}/m.tar.gz` };
  await clients.sageMaker.send(new CreateModelCommand({ ModelName: 'm', ExecutionRoleArn: role, PrimaryContainer }));
  await createConfig(clients, 'm', 'm');
  await clients.sageMaker.send(new CreateEndpointCommand({ EndpointName: 'm', EndpointConfigName: 'm' }));
  return { reason: (await endpointIn(clients, 'm', 'Failed')).FailureReason ?? '', dataDirectory };
}

/** The beginning of an archive: one header, and nothing of what it announces. */
async function announcing(header: Partial<Header> & { name: string }): Promise<Buffer> {
  const archive = pack();
  archive.entry(header);
  const [written] = (await once(archive, 'data')) as [Buffer];
  return written;
}

test('an archive that announces more than a disk may be filled with is refused before it is unpacked', async () => {
  const { reason } = await failureOf(gzipSync(await announcing({ name: 'weights.txt', size: 1024 ** 4 })));
  expect(reason).toContain('unpacks to more than 4294967296 bytes or 100000 files');
});

test('an archive whose one member is the directory of another is refused without a path of this machine', async () => {
  const archive = pack();
  archive.entry({ name: 'a' }, 'x');
  archive.entry({ name: 'a/b' }, 'x');
  archive.finalize();
  const { reason, dataDirectory } = await failureOf(gzipSync(await buffer(archive)));
  expect(reason).toMatch(/not a \.tar\.gz archive: E(EXIST|NOTDIR)/);
  expect(reason).not.toContain(dataDirectory);
});

test('an archive of more members than a disk has room for is refused, though they are empty', async () => {
  const member = await announcing({ name: 'd', type: 'directory' });
  const archive = Buffer.concat([...Array<Buffer>(100_001).fill(member), Buffer.alloc(1024)]);
  expect((await failureOf(gzipSync(archive))).reason).toContain(
    'unpacks to more than 4294967296 bytes or 100000 files',
  );
});
