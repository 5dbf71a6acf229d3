import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { BucketLocationConstraint, HeadObjectCommandInput } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { defined } from '../../contract/defined.js';
import type { AwsClients } from '../clients.js';
import { classify } from '../errors.js';
import { checksumOf, isOneRequest, partSizeOf } from './upload-checksum.js';
import { sdk } from '../sdk.js';

export interface S3Location {
  bucket: string;
  key: string;
}

/** Splits `s3://bucket/key`. */
export function parseS3Uri(uri: string): S3Location {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri);
  if (match === null) throw new TypeError(`not an s3:// URI: ${uri}`);
  return { bucket: match[1] ?? '', key: match[2] ?? '' };
}

interface ObjectHead {
  readonly etag: string;
  readonly bytes: number;
  /** As S3 writes it; where it was asked to take that at the upload. */
  readonly sha256?: string;
  /** ARN of the KMS key that it is encrypted by, where it is. */
  readonly kmsKeyArn?: string;
}

/** What a request that writes an object says of the key; without one, the bucket's own rule counts. */
const encryptedBy = (kmsKeyId: string | undefined): { ServerSideEncryption?: 'aws:kms'; SSEKMSKeyId?: string } =>
  kmsKeyId === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId };

/** ETag and size of an object; null when there is none. */
export const headObject = (
  clients: AwsClients,
  location: S3Location,
  signal?: AbortSignal,
): Promise<ObjectHead | null> => head(clients, { Bucket: location.bucket, Key: location.key }, signal);

/** Asked for checksums, S3 wants the right to decrypt an object with a customer's key. */
async function head(
  clients: AwsClients,
  input: HeadObjectCommandInput,
  signal?: AbortSignal,
): Promise<ObjectHead | null> {
  try {
    const client = await clients.s3();
    const { ETag, ContentLength, ChecksumSHA256, SSEKMSKeyId } = await client.send(
      new (await sdk.s3()).HeadObjectCommand(input),
      defined({ abortSignal: signal }),
    );
    return defined({
      etag: ETag ?? '',
      bytes: ContentLength ?? 0,
      sha256: ChecksumSHA256,
      kmsKeyArn: SSEKMSKeyId,
    });
  } catch (error) {
    if (['NotFound', 'NoSuchKey', 'NoSuchBucket'].includes((error as Error).name)) return null;
    throw error;
  }
}

/** An object as a stream of bytes with its ETag. @param ifMatch the one that it must have, else S3 answers `PreconditionFailed` */
export async function getObject(
  clients: AwsClients,
  { bucket, key, ifMatch }: S3Location & { readonly ifMatch?: string | undefined },
  signal?: AbortSignal,
): Promise<{ etag: string; bytes: AsyncIterable<Uint8Array> }> {
  const answer = await (
    await clients.s3()
  ).send(
    new (await sdk.s3()).GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: ifMatch }),
    defined({ abortSignal: signal }),
  );
  return { etag: answer.ETag ?? '', bytes: answer.Body as unknown as AsyncIterable<Uint8Array> };
}

/**
 * Uploads a local file unless its very content is seen there already. Keys are content-addressed, but who may write the bucket can put
 * another file of that size under one: S3's own checksum tells what the object is. Where a key is
 * asked for, it must be seen to be encrypted by that one.
 */
export async function putFile(
  clients: AwsClients,
  { bucket, key }: S3Location,
  file: { path: string; bytes: number },
  kmsKeyId?: string,
): Promise<'uploaded' | 'present'> {
  // Who may only write must not fail at the look.
  const asked = { Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' } as const;
  const present = await head(clients, asked).catch((error: unknown) => {
    if (classify(error).type === 'AccessDenied') return null;
    throw error;
  });
  const isUnderKey = kmsKeyId === undefined || `/${present?.kmsKeyArn ?? ''}`.endsWith(`/${kmsKeyId}`);
  if (isUnderKey && present?.bytes === file.bytes && present.sha256 === (await checksumOf(file))) return 'present';
  const client = await clients.s3({ uploads: true });
  const object = {
    ...({ Bucket: bucket, Key: key, ContentType: 'text/csv', ChecksumAlgorithm: 'SHA256' } as const),
    ...encryptedBy(kmsKeyId),
  };
  // Bodies are buffers: the SDK sends one again after a 503, which it can't with a stream.
  if (isOneRequest(file)) {
    const Body = await readFile(file.path);
    await client.send(new (await sdk.s3()).PutObjectCommand({ ...object, Body, ContentLength: file.bytes }));
  } else {
    const partSize = partSizeOf(file);
    await new (await sdk.upload()).Upload({
      client,
      partSize,
      params: { ...object, Body: createReadStream(file.path) },
    }).done();
  }
  return 'uploaded';
}

/** Puts a small JSON document, over whatever is there. */
export async function putText(
  clients: AwsClients,
  { bucket, key }: S3Location,
  { text, kmsKeyId }: { text: string; kmsKeyId?: string | undefined },
  signal?: AbortSignal,
): Promise<void> {
  const object = { Bucket: bucket, Key: key, ContentType: 'application/json', Body: text, ...encryptedBy(kmsKeyId) };
  await (await clients.s3()).send(new (await sdk.s3()).PutObjectCommand(object), defined({ abortSignal: signal }));
}

export async function bucketExists(clients: AwsClients, bucket: string): Promise<boolean> {
  try {
    await (await clients.s3()).send(new (await sdk.s3()).HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (['NotFound', 'NoSuchBucket'].includes((error as Error).name)) return false;
    throw error;
  }
}

/** Uploads a stream of unknown length in parts; on failure no object and no parts are left. */
export async function uploadStream(
  clients: AwsClients,
  { bucket, key }: S3Location,
  body: Readable,
  signal: AbortSignal,
): Promise<void> {
  const upload = new (await sdk.upload()).Upload({
    client: await clients.s3({ uploads: true }),
    params: { Bucket: bucket, Key: key, Body: body },
  });
  const abort = (): void => void upload.abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await upload.done();
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Creates the bucket in the clients' region, closed to the public as every new bucket is; one of ours that exists is fine. */
export async function ensureBucket(clients: AwsClients, bucket: string): Promise<void> {
  if (await bucketExists(clients, bucket)) return;
  // us-east-1 is the one region that must not be named.
  const place =
    clients.region === 'us-east-1'
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: clients.region as BucketLocationConstraint } };
  await (await clients.s3()).send(new (await sdk.s3()).CreateBucketCommand({ Bucket: bucket, ...place }));
}
