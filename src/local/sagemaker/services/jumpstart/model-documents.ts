import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partitionOf } from '../../wire/region-name.js';

/** A row of models_manifest.json. */
export interface ManifestRow {
  readonly model_id: string;
  readonly version: string;
  readonly min_version: string;
  readonly spec_key: string;
}

export const manifestKey = 'models_manifest.json';
export const proprietaryManifestKey = 'proprietary-sdk-manifest.json';

/** From src/ and from dist/ alike. */
const dataDirectory = fileURLToPath(new URL('../../../../../data/', import.meta.url));
const bucketDirectory = join(dataDirectory, 'jumpstart/bucket');
const localModel = 'tensorflow-tc-local-use-lite-en';
const localSpec = join(dataDirectory, 'jumpstart/local', localModel, 'specs_v1.0.0.json');

const localRow: ManifestRow = {
  model_id: localModel,
  version: '1.0.0',
  min_version: '2.189.0',
  spec_key: `community_models/${localModel}/specs_v1.0.0.json`,
};

const standIn = {
  encoder: 'universal-sentence-encoder-lite',
  trains: ['top_layer', 'all'],
  note: 'Served by a local stand-in: it trains a small sentence encoder with a head, not the TensorFlow algorithm of SageMaker.',
};

/** The reviews that stand for the sample data sets. */
export const datasetFiles: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'data.csv', path: join(dataDirectory, 'reviews/data.csv') },
  { name: 'labels.json', path: join(dataDirectory, 'reviews/labels.json') },
  { name: 'LICENSE.txt', path: join(dataDirectory, 'reviews/LICENSE.txt') },
];

/** The rows whose document exists, and the model that is only here. */
export function manifest(): ManifestRow[] {
  return [...listedRows(manifestKey), localRow];
}

/** The documents of a region by key: manifests and specs. */
export function documents(region: string): Map<string, string> {
  const specs = manifest().map(({ spec_key: key }): [string, string] => [key, spec(key, region)]);
  return new Map([
    [manifestKey, JSON.stringify(manifest(), null, 1)],
    [proprietaryManifestKey, JSON.stringify(listedRows(proprietaryManifestKey), null, 1)],
    ...specs,
  ]);
}

function listedRows(key: string): ManifestRow[] {
  const rows = JSON.parse(readFileSync(join(bucketDirectory, key), 'utf8')) as ManifestRow[];
  return rows.filter((row) => existsSync(join(bucketDirectory, row.spec_key)));
}

function spec(key: string, region: string): string {
  if (key !== localRow.spec_key) return markAsStandIn(readFileSync(join(bucketDirectory, key), 'utf8'));
  const text = readFileSync(localSpec, 'utf8');
  return markAsStandIn(text.replaceAll('{region}', region).replaceAll('{domain}', partitionOf(region).domain));
}

/**
 * Adds the member `tunewright_stand_in`. As text, because parsing and printing would change numbers: clients tell
 * 0.0 from 0, and print 1e-07 as it stands.
 */
function markAsStandIn(document: string): string {
  const end = document.lastIndexOf('}');
  return `${document.slice(0, end).trimEnd()},\n "tunewright_stand_in": ${JSON.stringify(standIn)}\n}\n`;
}
