import { CatalogError } from './errors.js';
import { nearest } from '../contract/text/nearest.js';
import { compareVersions, matchingVersions, newest } from './versions.js';

/** A row of `models_manifest.json`: which versions exist and where their documents lie. */
export interface ModelHeader {
  modelId: string;
  version: string;
  /** Oldest version of the SageMaker Python SDK that understands the document. */
  minVersion: string;
  specKey: string;
}

export function parseManifest(text: string): ModelHeader[] {
  const rows = JSON.parse(text) as { model_id: string; version: string; min_version?: string; spec_key: string }[];
  return rows.map((row) => ({
    modelId: row.model_id,
    version: row.version,
    minVersion: row.min_version ?? '0.0.0',
    specKey: row.spec_key,
  }));
}

/** Text classification models of the built-in TensorFlow algorithm; `tcembedding` ones can't be trained. */
export const isTextClassifier = (modelId: string): boolean => modelId.includes('-tc-');

/**
 * The header that a request means. `compatibility` stands for the version of the Python SDK whose rules apply:
 * headers that ask for a newer one are left out.
 * @throws CatalogError with the nearest ids, or the versions that exist.
 */
export function selectHeader(
  headers: readonly ModelHeader[],
  asked: { modelId: string; version: string },
  compatibility: string,
): ModelHeader {
  const ofModel = headers.filter(({ modelId }) => modelId === asked.modelId);
  if (ofModel.length === 0) throw unknownModel(headers, asked.modelId);
  const usable = ofModel.filter(({ minVersion }) => compareVersions(minVersion, compatibility) <= 0);
  const chosen = pick(usable, asked.version);
  if (chosen !== undefined) return chosen;
  const tooNew = pick(ofModel, asked.version);
  if (tooNew !== undefined) {
    throw new CatalogError(
      'model.version',
      `"${asked.version}" of ${asked.modelId} is ${tooNew.version}, which needs version ${tooNew.minVersion} of the SageMaker SDK's rules (in use: ${compatibility}); ask for one of ${versionsOf(usable)}`,
    );
  }
  throw new CatalogError(
    'model.version',
    `"${asked.version}" of ${asked.modelId} does not exist; there are ${versionsOf(usable)}`,
  );
}

function pick(headers: readonly ModelHeader[], asked: string): ModelHeader | undefined {
  const versions = headers.map(({ version }) => version);
  const matching = matchingVersions(asked, versions);
  if (matching === null) {
    throw new CatalogError(
      'model.version',
      `"${asked}" is not a version; allowed are ${versionsOf(headers)}, a prefix such as 2.*, or *`,
    );
  }
  const best = newest(matching);
  return headers.find(({ version }) => version === best);
}

function versionsOf(headers: readonly ModelHeader[]): string {
  const versions = headers.map(({ version }) => version).sort(compareVersions);
  return versions.length === 0 ? 'no others' : versions.join(', ');
}

function unknownModel(headers: readonly ModelHeader[], modelId: string): CatalogError {
  const ids = [...new Set(headers.map((header) => header.modelId))].filter(isTextClassifier);
  const near = nearest(modelId, ids);
  const advice = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'list the models with: tunewright models list';
  return new CatalogError('model.id', `"${modelId}" is not in the catalogue; ${advice}`);
}
