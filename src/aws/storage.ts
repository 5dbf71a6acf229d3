import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Readable } from 'node:stream';
import { defined } from '../contract/defined.js';
import type { AwsClients } from './clients.js';
import { classify } from './errors.js';

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

/** ETag and size of an object; null when there is none. */
export async function headObject(
  clients: AwsClients,
  { bucket, key }: S3Location,
  signal?: AbortSignal,
): Promise<{ etag: string; bytes: number } | null> {
  try {
    const head = await (
      await clients.s3()
    ).send(new HeadObjectCommand({ Bucket: bucket, Key: key }), defined({ abortSignal: signal }));
    return { etag: head.ETag ?? '', bytes: head.ContentLength ?? 0 };
  } catch (error) {
    if (['NotFound', 'NoSuchKey', 'NoSuchBucket'].includes((error as Error).name)) return null;
    throw error;
  }
}

/** An object as a stream of bytes with its ETag. */
export async function getObject(
  clients: AwsClients,
  { bucket, key }: S3Location,
  signal?: AbortSignal,
): Promise<{ etag: string; bytes: AsyncIterable<Uint8Array> }> {
  const answer = await (
    await clients.s3()
  ).send(new GetObjectCommand({ Bucket: bucket, Key: key }), defined({ abortSignal: signal }));
  return { etag: answer.ETag ?? '', bytes: answer.Body as unknown as AsyncIterable<Uint8Array> };
}

/** Bytes. One request may carry 5 GB, and one upload has 10,000 parts at most. */
const smallestPart = 16 * 1024 * 1024;
const mostParts = 10_000;

/** Uploads a local file unless an object of that key and size is seen there already: keys are content-addressed. */
export async function putFile(
  clients: AwsClients,
  { bucket, key }: S3Location,
  file: { path: string; bytes: number },
): Promise<'uploaded' | 'present'> {
  // Who may only write must not fail at the look.
  const present = await headObject(clients, { bucket, key }).catch((error: unknown) => {
    if (classify(error).type === 'AccessDenied') return null;
    throw error;
  });
  if (present?.bytes === file.bytes) return 'present';
  const client = await clients.s3();
  const object = { Bucket: bucket, Key: key, ContentType: 'text/csv' };
  // Bodies are buffers: the SDK sends one again after a 503, which it can't with a stream.
  if (file.bytes <= smallestPart) {
    const Body = await readFile(file.path);
    await client.send(new PutObjectCommand({ ...object, Body, ContentLength: file.bytes }));
  } else {
    const partSize = Math.max(smallestPart, Math.ceil(file.bytes / mostParts));
    await new Upload({ client, partSize, params: { ...object, Body: createReadStream(file.path) } }).done();
  }
  return 'uploaded';
}

/** Puts a small JSON document, over whatever is there. */
export async function putText(clients: AwsClients, { bucket, key }: S3Location, text: string): Promise<void> {
  await (
    await clients.s3()
  ).send(new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: 'application/json', Body: text }));
}

export async function bucketExists(clients: AwsClients, bucket: string): Promise<boolean> {
  try {
    await (await clients.s3()).send(new HeadBucketCommand({ Bucket: bucket }));
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
  const upload = new Upload({ client: await clients.s3(), params: { Bucket: bucket, Key: key, Body: body } });
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
  await (await clients.s3()).send(new CreateBucketCommand({ Bucket: bucket, ...place }));
}
