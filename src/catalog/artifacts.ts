import { nearest } from '../contract/text/nearest.js';
import type { ContentBuckets } from './content-bucket.js';
import { CatalogError } from './errors.js';
import type { ModelSpec, Scope } from './model-spec.js';
import { pythonString } from './python-number.js';
import { environmentOf, imageUriOf, metricsOf, propertyOf } from './variants.js';

/** The container image of an instance type. The document's own table decides; there is no fallback by framework version. */
export function imageUri(spec: ModelSpec, scope: Scope, instanceType: string, region: string): string {
  const image = imageUriOf(spec[scope].variants, instanceType, region);
  if (image !== undefined) return image;
  throw new CatalogError(
    scope === 'training' ? 'training.instanceType' : 'endpoint.instanceType',
    noImage(spec, scope, instanceType, region),
  );
}

/** Recommends no type that the region refuses too. */
function noImage(spec: ModelSpec, scope: Scope, instanceType: string, region: string): string {
  const { variants, supportedInstanceTypes: supported } = spec[scope];
  const model = `${spec.modelId} ${spec.version}`;
  const usable = supported.filter((type) => imageUriOf(variants, type, region) !== undefined);
  const regions = Object.keys(variants.regionalAliases).sort();
  if (usable.length === 0 && supported.length > 0 && !regions.includes(region)) {
    return `${model} has no ${scope} image in ${region} for any instance type; regions that have one: ${regions.join(', ')}`;
  }
  const [near] = nearest(instanceType, usable, 1);
  const advice = near === undefined ? 'try another instance type' : `did you mean ${near}? Or try another one`;
  return `"${instanceType}" has no ${scope} image for ${model} in ${region}; ${advice} (supported: ${usable.join(', ') || 'none listed'}) or another region`;
}

/**
 * `s3://…` of the archive with the training or the inference script.
 * @throws CatalogError for a document that names none
 */
export function scriptUri(spec: ModelSpec, scope: Scope, buckets: ContentBuckets): string {
  const key =
    scope === 'training' ? (spec.training.prepackedScriptKey ?? spec.training.scriptKey) : spec.inference.scriptKey;
  return `s3://${buckets.scripts}/${required(spec, key, `${scope} script`)}`;
}

/** True when the artifact brings its inference code along and is deployed as it is. */
export const isPrepacked = (spec: ModelSpec): boolean =>
  spec.inference.prepackedArtifactKey !== undefined || !spec.inference.useScriptUri;

/** Training: the pretrained encoder as a tarball. Inference: a tarball, or a prefix ending in `/` for prepacked documents. */
export function modelUri(spec: ModelSpec, scope: Scope, instanceType: string, buckets: ContentBuckets): string {
  const variants = spec[scope].variants;
  const bucket = spec.gatedBucket ? buckets.gated : buckets.models;
  if (scope === 'training') {
    const uri = propertyOf(variants, instanceType, 'training_artifact_uri');
    if (typeof uri === 'string') return uri;
    const key = propertyOf(variants, instanceType, 'training_artifact_key') ?? spec.training.artifactKey;
    return `s3://${bucket}/${required(spec, key, 'training artifact')}`;
  }
  const key = isPrepacked(spec)
    ? (propertyOf(variants, instanceType, 'prepacked_artifact_key') ?? spec.inference.prepackedArtifactKey)
    : (propertyOf(variants, instanceType, 'artifact_key') ?? spec.inference.artifactKey);
  return `s3://${bucket}/${required(spec, key, 'inference artifact')}`;
}

/** `s3://…/` of the data set that the document brings along; undefined where it brings none. */
export function defaultDatasetUri(spec: ModelSpec, buckets: ContentBuckets): string | undefined {
  const key = spec.training.defaultDatasetKey;
  return key === undefined ? undefined : `s3://${buckets.content}/${key}`;
}

/** The document's metrics; one that the instance type names again is moved to the end with its new form. */
export function metricDefinitions(spec: ModelSpec, instanceType?: string): { Name: string; Regex: string }[] {
  const specific = instanceType === undefined ? [] : metricsOf(spec.training.variants, instanceType);
  const renamed = new Set(specific.map(({ Name }) => Name));
  return [...spec.training.metrics.filter(({ Name }) => !renamed.has(Name)), ...specific];
}

/** Environment of the inference container. Without `all`: only what a model class needs, as the SDK sends for JumpStart models. */
export function inferenceEnvironment(
  spec: ModelSpec,
  instanceType?: string,
  options: { all?: boolean } = {},
): Record<string, string> {
  const own = spec.inference.environment
    .filter(({ requiredForModelClass }) => options.all === true || requiredForModelClass)
    .map((variable) => [variable.name, pythonString(variable.default)] as const);
  return {
    ...Object.fromEntries(own),
    ...(instanceType === undefined ? {} : environmentOf(spec.inference.variants, instanceType)),
  };
}

/** Environment of the training container: what the document says for that instance type. */
export const trainingEnvironment = (spec: ModelSpec, instanceType: string): Record<string, string> =>
  environmentOf(spec.training.variants, instanceType);

function required(spec: ModelSpec, key: unknown, what: string): string {
  if (typeof key === 'string' && key !== '') return key;
  throw new CatalogError('model.id', `${spec.modelId} ${spec.version} has no ${what}; choose another model or version`);
}
