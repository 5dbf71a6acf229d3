import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { HyperparameterValue } from '../../src/catalog/index.js';
import { JumpStartCatalog } from '../../src/catalog/index.js';
import { parseLossless } from '../../src/catalog/lossless-json.js';

const bucket = new URL('../../data/jumpstart/bucket/', import.meta.url);
const expected = new URL('../fixtures/jumpstart/expected/', import.meta.url);

/** What the SDK was asked for in each file of expected answers. */
export interface ExpectedInput {
  model_id: string;
  version: string;
  region: string;
  instance_type: string;
  inference_instance_type: string;
  overrides: Record<string, HyperparameterValue>;
}

/** The fixture bucket as a region's catalogue. */
export function fixtureCatalog(region: string): Promise<JumpStartCatalog> {
  const source = { name: fileURLToPath(bucket), read: (key: string) => readFile(new URL(key, bucket), 'utf8') };
  return JumpStartCatalog.open(region, { source });
}

/** The same, with the keys of the documents that it has read so far. */
export async function countedCatalog(region: string): Promise<{ catalog: JumpStartCatalog; reads: string[] }> {
  const reads: string[] = [];
  const read = (key: string): Promise<string> => {
    reads.push(key);
    return readFile(new URL(key, bucket), 'utf8');
  };
  return { catalog: await JumpStartCatalog.open(region, { source: { name: 'counted', read } }), reads };
}

/** What the SageMaker Python SDK 2.257.7 answered, with its floats kept apart from integers. */
export function expectedAnswers<T>(file: string): T {
  return parseLossless(readFileSync(new URL(file, expected), 'utf8')) as T;
}

export const expectedFiles = readdirSync(expected).filter((name) => !name.startsWith('errors.'));
