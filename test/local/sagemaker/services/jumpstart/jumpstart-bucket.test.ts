import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { clientsOf, startFixture } from '../../local-sagemaker.js';

interface Row {
  model_id: string;
  spec_key: string;
}

const bucketOf = (region: string): string => `jumpstart-cache-prod-${region}`;
const localModel = 'tensorflow-tc-local-use-lite-en';

async function fixture(region = 'us-east-1'): Promise<S3Client> {
  return clientsOf((await startFixture()).url, { region }).s3;
}

async function text(s3: S3Client, Bucket: string, Key: string): Promise<string> {
  return (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? '';
}

async function rowsOf(s3: S3Client, Bucket: string): Promise<Row[]> {
  return JSON.parse(await text(s3, Bucket, 'models_manifest.json')) as Row[];
}

/** Every text of a document, with the name of its member. */
function* members(node: unknown): Generator<[name: string, value: string]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'string') yield [name, value];
    else yield* members(value);
  }
}

describe.each(['us-east-1', 'eu-west-1'])('the bucket of %s', (region) => {
  const Bucket = bucketOf(region);

  test('has a document for every row of its manifest', async () => {
    const s3 = await fixture(region);
    const rows = await rowsOf(s3, Bucket);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      expect(JSON.parse(await text(s3, Bucket, row.spec_key))).toMatchObject({ model_id: row.model_id });
    }
  });

  test('has a non-empty object for every key that a document names', async () => {
    const s3 = await fixture(region);
    for (const { spec_key } of await rowsOf(s3, Bucket)) {
      const named = [...members(JSON.parse(await text(s3, Bucket, spec_key)))].filter(([name]) =>
        name.endsWith('_key'),
      );
      expect(named.length).toBeGreaterThan(1);
      for (const [, Prefix] of named) {
        const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
        expect(
          Contents.map(({ Size }) => Size),
          Prefix,
        ).not.toHaveLength(0);
        for (const { Key, Size } of Contents) {
          const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
          expect([Key, ContentLength], Key).toEqual([Key, Size]);
          expect(Size, Key).toBeGreaterThan(0);
        }
      }
    }
  });

  test('has the local model, with an image in the registry of the region', async () => {
    const s3 = await fixture(region);
    const row = (await rowsOf(s3, Bucket)).find(({ model_id }) => model_id === localModel);
    expect(JSON.parse(await text(s3, Bucket, row?.spec_key ?? ''))).toMatchObject({
      training_instance_type_variants: {
        regional_aliases: {
          [region]: { cpu_ecr_uri_1: `123456789012.dkr.ecr.${region}.amazonaws.com/tunewright-local:1.0.0` },
        },
      },
    });
  });
});

test('every document says that it is served by a stand-in', async () => {
  const s3 = await fixture();
  const Bucket = bucketOf('us-east-1');
  for (const { spec_key } of await rowsOf(s3, Bucket)) {
    expect(JSON.parse(await text(s3, Bucket, spec_key))).toMatchObject({
      tunewright_stand_in: { encoder: 'universal-sentence-encoder-lite', trains: ['top_layer', 'all'] },
    });
  }
});

test('numbers of a document arrive as they are written', async () => {
  const s3 = await fixture();
  const key = `community_models/${localModel}/specs_v1.0.0.json`;
  const document = await text(s3, bucketOf('us-east-1'), key);
  expect(document).toContain('"default": 1e-07');
  expect(document).toContain('"min": 0.0');
});

test('a row without a document is not in the manifest', async () => {
  const s3 = await fixture();
  expect(JSON.parse(await text(s3, bucketOf('us-east-1'), 'proprietary-sdk-manifest.json'))).toEqual([]);
});

test('the metadata can be read when the encoder can not be built', async () => {
  const encoderArchive = (): Promise<never> => Promise.reject(new Error('a package is missing'));
  const { s3 } = clientsOf((await startFixture({ encoderArchive })).url);
  expect((await rowsOf(s3, bucketOf('us-east-1'))).length).toBeGreaterThan(10);
});

test('nobody can write to it', async () => {
  const s3 = await fixture();
  const write = s3.send(
    new PutObjectCommand({ Bucket: bucketOf('us-east-1'), Key: 'models_manifest.json', Body: '[]' }),
  );
  await expect(write).rejects.toMatchObject({ name: 'AccessDenied' });
});
