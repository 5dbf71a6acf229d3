import { isRegion } from '../../wire/region-name.js';
import { compareKeys } from '../s3/objects/object-record.js';
import type { Bucket, ObjectRecord } from '../s3/objects/object-record.js';
import type { Artifacts } from './artifacts.js';
import { documents, manifestKey, proprietaryManifestKey } from './model-documents.js';
import { contentOfBytes } from './file-record.js';
import type { Content } from './file-record.js';
import { namedKeys } from './named-keys.js';
import type { KeyKind } from './named-keys.js';

const bucketPattern = /^jumpstart-cache-prod-(.+)$/;

/** The read-only bucket that JumpStart has in every region; undefined for any other name. */
export function jumpStartBuckets(artifacts: Artifacts): (name: string) => Bucket | undefined {
  const open = new Map<string, Bucket>();
  return (name) => {
    const region = bucketPattern.exec(name)?.[1];
    if (region === undefined || !isRegion(region)) return undefined;
    const bucket = open.get(name) ?? jumpStartBucket(name, region, artifacts);
    open.set(name, bucket);
    return bucket;
  };
}

function jumpStartBucket(name: string, region: string, artifacts: Artifacts): Bucket {
  const texts = documents(region);
  const keys = new Map<string, KeyKind>();
  for (const [key, text] of texts) {
    if (key !== manifestKey && key !== proprietaryManifestKey) {
      for (const [named, kind] of namedKeys(JSON.parse(text))) keys.set(named, kind);
    }
  }
  /** Those of the named keys that can have an object under `prefix`: nothing else has to be made for it. */
  const below = async (prefix: string): Promise<[string, Content][]> => {
    const wanted = [...keys].filter(([key]) => key.startsWith(prefix) || (key.endsWith('/') && prefix.startsWith(key)));
    return (await Promise.all(wanted.map(([key, kind]) => artifacts.objects(key, kind)))).flat();
  };
  const list = async (prefix: string): Promise<ObjectRecord[]> => {
    const listed = [...texts].filter(([key]) => key.startsWith(prefix));
    const metadata = await Promise.all(listed.map(async ([key, text]) => [key, await document(text)] as const));
    return [...metadata, ...(await below(prefix))]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, content]): ObjectRecord => ({ key, ...content }))
      .sort((a, b) => compareKeys(a.key, b.key));
  };
  return {
    name,
    region,
    createdAt: 0,
    list,
    get: async (key) => (await list(key)).find((record) => record.key === key),
  };
}

async function document(text: string): Promise<Content> {
  return { ...(await contentOfBytes(Buffer.from(text))), contentType: 'application/json' };
}
