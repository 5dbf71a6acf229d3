import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { GetObjectCommand } from '@aws-sdk/client-s3';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { JumpStartCatalog } from '../../src/catalog/index.js';
import { DocumentCache } from '../../src/catalog/document-cache.js';
import { s3Source } from '../../src/catalog/s3-source.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();

describe('the copy of a document on disk', () => {
  beforeEach(() => void vi.stubEnv('TUNEWRIGHT_CACHE_DIR', path.join(directory, 'copies')));
  afterEach(() => void vi.unstubAllEnvs());

  test('comes back with its ETag', async () => {
    await new DocumentCache('bucket').put('a/b.json', { etag: '"1"', text: '{}' });
    expect(await new DocumentCache('bucket').get('a/b.json')).toEqual({ etag: '"1"', text: '{}' });
  });

  test('lies in ~/.cache where XDG_CACHE_HOME is relative', async () => {
    vi.stubEnv('TUNEWRIGHT_CACHE_DIR', undefined);
    vi.stubEnv('XDG_CACHE_HOME', 'relative');
    vi.stubEnv('HOME', path.join(directory, 'home'));
    await new DocumentCache('bucket').put('key', { etag: '"1"', text: '{}' });
    const copies = await readdir(path.join(directory, 'home/.cache/tunewright/jumpstart/bucket'));
    expect(copies).toHaveLength(1);
  });

  test('of one bucket is not taken for that of another', async () => {
    await new DocumentCache('bucket').put('key', { etag: '"1"', text: 'one' });
    expect(await new DocumentCache('other').get('key')).toBeNull();
  });

  test('can not lead out of the cache directory', async () => {
    await new DocumentCache('bucket').put('../../escape', { etag: '"1"', text: 'x' });
    expect(await new DocumentCache('bucket').get('../../escape')).not.toBeNull();
  });
});

describe('documents from S3', () => {
  /** What was asked for with which ETag; S3 itself is played, and answers that version "v1" is unchanged. */
  let asked: (string | undefined)[] = [];

  beforeEach(() => {
    asked = [];
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined);
    vi.spyOn(S3Client.prototype, 'send').mockImplementation(((command: GetObjectCommand) => {
      const known = command.input.IfNoneMatch;
      asked.push(known);
      if (known === '"v1"') return Promise.reject(Object.assign(new Error(), { $metadata: { httpStatusCode: 304 } }));
      return Promise.resolve({ ETag: '"v1"', Body: { transformToString: () => Promise.resolve('[]') } });
    }) as never);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  test('are asked for with the ETag of the copy on disk, and read from it when they are unchanged', async () => {
    vi.stubEnv('TUNEWRIGHT_CACHE_DIR', path.join(directory, 's3'));
    const first = await s3Source('us-east-1', 'bucket').read('models_manifest.json');
    const second = await s3Source('us-east-1', 'bucket').read('models_manifest.json');
    expect(asked).toEqual([undefined, '"v1"']);
    expect(second).toBe(first);
  });

  test('of an overridden endpoint are never kept on disk: a stand-in must not be taken for AWS', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    vi.stubEnv('TUNEWRIGHT_CACHE_DIR', path.join(directory, 'overridden'));
    await s3Source('us-east-1', 'bucket').read('models_manifest.json');
    await s3Source('us-east-1', 'bucket').read('models_manifest.json');
    expect(asked).toEqual([undefined, undefined]);
  });

  test('that can not be read are a fault of the catalogue, which names the bucket', async () => {
    const source = { name: 's3://gone', read: () => Promise.reject(new Error('no route')) };
    const catalog = await JumpStartCatalog.open('us-east-1', { source });
    await expect(catalog.list()).rejects.toThrow(/s3:\/\/gone\/models_manifest.json.*no route/);
  });
});

test('a region without JumpStart is refused with the regions that have it', async () => {
  await expect(JumpStartCatalog.open('mars-north-1')).rejects.toThrow(/"mars-north-1" has no JumpStart.*us-east-1/);
});
