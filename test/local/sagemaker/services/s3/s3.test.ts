import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect, test } from 'vitest';
import { bucket as Bucket, clientsOf, startFixture, temporaryDirectory } from '../../local-sagemaker.js';

async function fixture(): Promise<S3Client> {
  return clientsOf((await startFixture()).url).s3;
}

async function read(s3: S3Client, Key: string, more: { Range?: string } = {}): Promise<string | undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Body?.transformToString();
}

async function put(s3: S3Client, ...keys: string[]): Promise<void> {
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}` }));
}

/** More than one chunk of the SDK's framing, and not a multiple of its size. */
const large = Buffer.alloc(3 * 1024 * 1024 + 7, 'abcdefghijk');

describe('writing', () => {
  test('a buffer comes back as it was, with its type, metadata and MD5 as ETag', async () => {
    const s3 = await fixture();
    const object = { Bucket, Key: 'a/b.txt', Body: 'hello', ContentType: 'text/plain', Metadata: { colour: 'blue' } };
    await s3.send(new PutObjectCommand(object));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/b.txt' }));
    expect(head).toMatchObject({
      ContentLength: 5,
      ContentType: 'text/plain',
      Metadata: { colour: 'blue' },
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
    });
    expect(await read(s3, 'a/b.txt')).toBe('hello');
  });

  test('a stream, sent in chunks with its checksum behind them, is stored without the framing', async () => {
    const s3 = await fixture();
    const path = join(temporaryDirectory(), 'large');
    writeFileSync(path, large);
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'stream', Body: createReadStream(path), ContentEncoding: 'identity' }),
    );
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'stream', ChecksumMode: 'ENABLED' }));
    // Not toEqual: it compares megabytes one by one.
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(large)).toBe(true);
    expect(object.ContentEncoding).toBe('identity');
    expect(object.ChecksumCRC32).toMatch(/^[A-Za-z0-9+/]{6}==$/);
  });

  test('a multipart upload makes one object of its parts', async () => {
    const s3 = await fixture();
    const Body = Buffer.alloc(11 * 1024 * 1024, 'xyz');
    await new Upload({ client: s3, params: { Bucket, Key: 'parts', Body } }).done();
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'parts' }));
    expect(object.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
  });

  test('an aborted multipart upload leaves nothing', async () => {
    const s3 = await fixture();
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'aborted' }));
    const part = { Bucket, Key: 'aborted', UploadId, PartNumber: 1 };
    await s3.send(new UploadPartCommand({ ...part, Body: 'x' }));
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId }));
    await expect(s3.send(new UploadPartCommand({ ...part, Body: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    await expect(read(s3, 'aborted')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('the parts of an upload are listed by number, in pages', async () => {
    const s3 = await fixture();
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'listed' }));
    const upload = { Bucket, Key: 'listed', UploadId };
    for (const PartNumber of [10, 2, 7]) await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'part' }));
    const first = await s3.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
    expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [2, 4],
      [7, 4],
    ]);
    const second = await s3.send(new ListPartsCommand({ ...upload, PartNumberMarker: first.NextPartNumberMarker }));
    expect([second.Parts?.map(({ PartNumber }) => PartNumber), second.IsTruncated]).toEqual([[10], false]);
  });

  test.each([
    ['a part that was never sent', 3, '"0"', 'InvalidPart'],
    ['a part by another ETag', 1, `"${'0'.repeat(32)}"`, 'InvalidPart'],
  ])('an upload can not be completed with %s', async (_, PartNumber, ETag, name) => {
    const s3 = await fixture();
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'wrong' }));
    await s3.send(new UploadPartCommand({ Bucket, Key: 'wrong', UploadId, PartNumber: 1, Body: 'x' }));
    const complete = { Bucket, Key: 'wrong', UploadId, MultipartUpload: { Parts: [{ PartNumber, ETag }] } };
    await expect(s3.send(new CompleteMultipartUploadCommand(complete))).rejects.toMatchObject({ name });
  });

  test('every part of an upload but the last has at least 5 MiB, in the order of their numbers', async () => {
    const s3 = await fixture();
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'small' }));
    const upload = { Bucket, Key: 'small', UploadId };
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (const PartNumber of [1, 2]) {
      const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'x' }));
      Parts.push({ PartNumber, ETag });
    }
    const complete = (parts: typeof Parts): Promise<unknown> =>
      s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
    await expect(complete(Parts)).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete(Parts.toReversed())).rejects.toMatchObject({ name: 'InvalidPartOrder' });
  });

  test('a completed upload is gone', async () => {
    const s3 = await fixture();
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'done' }));
    const upload = { Bucket, Key: 'done', UploadId };
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' }));
    await s3.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
    );
    expect(await read(s3, 'done')).toBe('x');
    await expect(s3.send(new ListPartsCommand(upload))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test.each([
    ['CRC32', { ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
    ['SHA-256', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }, 'BadDigest'],
    ['MD5', { ContentMD5: Buffer.alloc(16).toString('base64') }, 'BadDigest'],
    ['no MD5 at all', { ContentMD5: 'x' }, 'InvalidDigest'],
  ])('a wrong %s is refused, and nothing is stored', async (_, checksum, name) => {
    const s3 = await fixture();
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'bad', Body: 'hello', ...checksum })),
    ).rejects.toMatchObject({ name });
    await expect(read(s3, 'bad')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('If-None-Match: * writes only what is not there', async () => {
    const s3 = await fixture();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: '1', IfNoneMatch: '*' }));
    const again = s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: '2', IfNoneMatch: '*' }));
    await expect(again).rejects.toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
    expect(await read(s3, 'once')).toBe('1');
  });

  test('If-Match replaces only the version that it names', async () => {
    const s3 = await fixture();
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'version', Body: '1' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'version', Body: '2', IfMatch: ETag }));
    const stale = s3.send(new PutObjectCommand({ Bucket, Key: 'version', Body: '3', IfMatch: ETag }));
    await expect(stale).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await read(s3, 'version')).toBe('2');
  });

  test('parts of an upload can be copied from an object, whole or by range', async () => {
    const s3 = await fixture();
    // Every part but the last must be so large.
    const source = Buffer.alloc(5 * 1024 * 1024 + 7, 'abcdefghijk');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'from', Body: source }));
    const to = { Bucket, Key: 'to' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(to));
    const copy = async (PartNumber: number, range: { CopySourceRange?: string }): Promise<CompletedPart> => {
      const part = { ...to, UploadId, PartNumber, CopySource: `${Bucket}/from`, ...range };
      const { CopyPartResult } = await s3.send(new UploadPartCopyCommand(part));
      return { PartNumber, ETag: CopyPartResult?.ETag };
    };
    const Parts = [await copy(1, {}), await copy(2, { CopySourceRange: 'bytes=11-21' })];
    await s3.send(new CompleteMultipartUploadCommand({ ...to, UploadId, MultipartUpload: { Parts } }));
    expect(await read(s3, 'to')).toBe(`${source.toString()}${source.subarray(11, 22).toString()}`);
  });

  test('a part can not be copied from beyond the end of an object', async () => {
    const s3 = await fixture();
    await put(s3, 'from');
    const to = { Bucket, Key: 'to' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(to));
    const part = { ...to, UploadId, PartNumber: 1, CopySource: `${Bucket}/from`, CopySourceRange: 'bytes=0-100' };
    await expect(s3.send(new UploadPartCopyCommand(part))).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('a copy has the bytes and the metadata of its source', async () => {
    const s3 = await fixture();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'from ü', Body: 'x', Metadata: { colour: 'red' } }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: encodeURI(`${Bucket}/from ü`) }));
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ colour: 'red' });
    expect(await read(s3, 'to')).toBe('x');
  });

  test('deleted objects are gone, and deleting what is not there is no error', async () => {
    const s3 = await fixture();
    await put(s3, 'one', 'two & <three>', 'four');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'one' }));
    const Objects = [{ Key: 'two & <three>' }, { Key: 'nothing' }];
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['two & <three>', 'nothing']);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['four']);
  });
});

describe('reading', () => {
  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('Range %s is %s', async (Range, text, ContentRange) => {
    const s3 = await fixture();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }));
    expect(await read(s3, 'digits', { Range })).toBe(text);
    expect((await s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }))).ContentRange).toBe(ContentRange);
  });

  test('a range behind the end is InvalidRange', async () => {
    const s3 = await fixture();
    await put(s3, 'short');
    await expect(read(s3, 'short', { Range: 'bytes=100-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('conditions on the ETag are answered 304 and 412', async () => {
    const s3 = await fixture();
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'same', Body: 'x' }));
    const known = s3.send(new GetObjectCommand({ Bucket, Key: 'same', IfNoneMatch: ETag }));
    await expect(known).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    const other = s3.send(new GetObjectCommand({ Bucket, Key: 'same', IfMatch: '"other"' }));
    await expect(other).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  });

  test('a missing key and a missing bucket are told apart', async () => {
    const s3 = await fixture();
    await expect(read(s3, 'nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    const elsewhere = s3.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'x' }));
    await expect(elsewhere).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('listing', () => {
  const odd = ['a b', 'a%2Fb', "a'b", 'a+b', 'a&<b>', 'ä/ö', '../up', 'a//b', 'a/./b', '😀', '\uffee'];

  test('keys with any characters can be written, listed and read', async () => {
    const s3 = await fixture();
    await put(s3, ...odd);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key).sort()).toEqual([...odd].sort());
    for (const key of odd) expect(await read(s3, key)).toBe(`body of ${key}`);
  });

  test('keys are ordered by their UTF-8 bytes', async () => {
    const s3 = await fixture();
    await put(s3, '😀', '\uffee', 'b', 'B');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['B', 'b', '\uffee', '😀']);
  });

  test('EncodingType url gives keys that XML could not carry', async () => {
    const s3 = await fixture();
    await put(s3, 'line\nfeed ü');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['line%0Afeed%20%C3%BC']);
  });

  test('pages go on where the last one ended, with folded prefixes counted as one', async () => {
    const s3 = await fixture();
    await put(s3, 'p/1', 'p/a/1', 'p/a/2', 'p/b/1', 'p/z', 'q');
    const query = { Bucket, Prefix: 'p/', Delimiter: '/', MaxKeys: 2 };
    const first = await s3.send(new ListObjectsV2Command(query));
    expect([first.Contents?.map(({ Key }) => Key), first.CommonPrefixes]).toEqual([['p/1'], [{ Prefix: 'p/a/' }]]);
    const second = await s3.send(
      new ListObjectsV2Command({ ...query, ContinuationToken: first.NextContinuationToken }),
    );
    expect([second.Contents?.map(({ Key }) => Key), second.CommonPrefixes]).toEqual([['p/z'], [{ Prefix: 'p/b/' }]]);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
  });

  test('the first version of the listing goes on after a marker', async () => {
    const s3 = await fixture();
    await put(s3, 'a', 'b', 'c');
    const first = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2 }));
    const second = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2, Marker: 'b' }));
    expect([first, second].map(({ Contents }) => Contents?.map(({ Key }) => Key))).toEqual([['a', 'b'], ['c']]);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
  });

  test('the first version of the listing names the marker where prefixes are folded', async () => {
    const s3 = await fixture();
    await put(s3, 'p/1', 'p/2', 'q');
    const first = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 1, Delimiter: '/' }));
    expect([first.CommonPrefixes, first.NextMarker]).toEqual([[{ Prefix: 'p/' }], 'p/']);
    const second = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: first.NextMarker }));
    expect([second.CommonPrefixes, second.Contents?.map(({ Key }) => Key)]).toEqual([undefined, ['q']]);
  });

  test('StartAfter leaves out what comes before', async () => {
    const s3 = await fixture();
    await put(s3, 'a', 'b', 'c');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'a' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['b', 'c']);
  });
});

describe('listing behind a key', () => {
  test.each([
    ['p/a/1', ['p/a/', 'p/b/']],
    ['p/a/2', ['p/b/']],
  ])('a prefix that has keys after %s is listed, once', async (StartAfter, prefixes) => {
    const s3 = await fixture();
    await put(s3, 'p/a/1', 'p/a/2', 'p/b/1');
    const query = { Bucket, Prefix: 'p/', Delimiter: '/', StartAfter, MaxKeys: 1 };
    const found: (string | undefined)[] = [];
    for await (const { CommonPrefixes = [] } of paginateListObjectsV2({ client: s3 }, query)) {
      found.push(...CommonPrefixes.map(({ Prefix }) => Prefix));
    }
    expect(found).toEqual(prefixes);
  });
});

describe('buckets', () => {
  const other = 'sagemaker-eu-west-1-123456789012';

  test("SageMaker's default bucket is there from the start in us-east-1, and nowhere else", async () => {
    const s3 = await fixture();
    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('us-east-1');
    await expect(s3.send(new GetBucketLocationCommand({ Bucket: other }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  test('a default bucket that was deleted does not come back', async () => {
    const server = await startFixture();
    await clientsOf(server.url).s3.send(new DeleteBucketCommand({ Bucket }));
    await server.close();
    const { s3 } = clientsOf((await startFixture({ dataDirectory: server.dataDirectory })).url);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test('a bucket answers in its own region, and in any other tells which that is', async () => {
    const { url } = await startFixture();
    const there = clientsOf(url, { region: 'eu-west-1' }).s3;
    const here = clientsOf(url).s3;
    await there.send(new CreateBucketCommand({ Bucket: other }));
    await there.send(new PutObjectCommand({ Bucket: other, Key: 'x', Body: 'x' }));
    for (const command of [
      new GetObjectCommand({ Bucket: other, Key: 'x' }),
      new PutObjectCommand({ Bucket: other, Key: 'x', Body: 'y' }),
      new ListObjectsV2Command({ Bucket: other }),
    ]) {
      await expect(here.send(command as GetObjectCommand)).rejects.toMatchObject({
        name: 'PermanentRedirect',
        $metadata: { httpStatusCode: 301 },
      });
    }
    const head = here.send(new HeadBucketCommand({ Bucket: other }));
    await expect(head).rejects.toMatchObject({
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    });
    expect((await here.send(new GetBucketLocationCommand({ Bucket: other }))).LocationConstraint).toBe('eu-west-1');
    await here.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${other}/x` }));
  });

  test('a bucket has no versions', async () => {
    const s3 = await fixture();
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
  });

  test('a bucket can be created once, and deleted when it is empty', async () => {
    const s3 = await fixture();
    const mine = { Bucket: 'my-bucket' };
    await s3.send(new CreateBucketCommand(mine));
    await expect(s3.send(new CreateBucketCommand(mine))).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
    await s3.send(new PutObjectCommand({ ...mine, Key: 'x', Body: 'x' }));
    await expect(s3.send(new DeleteBucketCommand(mine))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await s3.send(new DeleteObjectCommand({ ...mine, Key: 'x' }));
    await s3.send(new DeleteBucketCommand(mine));
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
  });

  test('a sub-resource that is not served is NotImplemented', async () => {
    const s3 = await fixture();
    await put(s3, 'x');
    await expect(s3.send(new GetObjectAclCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  });
});
