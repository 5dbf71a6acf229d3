import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateEndpointCommand, CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { pack } from 'tar-stream';
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

/** The beginning of an archive: one header, and nothing of the file that it announces. */
async function announcing(size: number): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name: 'weights.txt', size });
  const [header] = (await once(archive, 'data')) as [Buffer];
  return header;
}

test('an archive that announces more than a disk may be filled with is refused before it is unpacked', async () => {
  const { reason } = await failureOf(gzipSync(await announcing(1024 ** 4)));
  expect(reason).toContain('unpacks to more than 4294967296 bytes');
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
