import { defined } from '../contract/defined.js';
import { parseLossless } from './lossless-json.js';
import type {
  EnvironmentVariableSpec,
  HyperparameterSpec,
  InstanceTypeVariants,
  ModelSpec,
  Scope,
  ScopeSpec,
} from './model-spec.js';
import type { PythonScalar } from './python-number.js';
import { PythonFloat } from './python-number.js';

type Document = Record<string, unknown>;

/** Reads a `specs_vX.json` document of the content bucket. Unknown members are ignored. */
export function parseSpec(text: string): ModelSpec {
  const document = parseLossless(text) as Document;
  const estimator = objectOf(document['estimator_kwargs']);
  const deploy = objectOf(document['deploy_kwargs']);
  return defined({
    modelId: String(document['model_id']),
    version: String(document['version']),
    url: textOf(document['url']),
    trainingSupported: document['training_supported'] === true,
    incrementalTrainingSupported: document['incremental_training_supported'] === true,
    deprecated: document['deprecated'] === true,
    deprecatedMessage: textOf(document['deprecated_message']),
    deprecateWarnMessage: textOf(document['deprecate_warn_message']),
    usageInfoMessage: textOf(document['usage_info_message']),
    gatedBucket: document['gated_bucket'] === true,
    standIn: document['tunewright_stand_in'] as ModelSpec['standIn'],
    training: defined({
      ...scopeOf(document, 'training'),
      artifactKey: textOf(document['training_artifact_key']),
      scriptKey: textOf(document['training_script_key']),
      prepackedScriptKey: textOf(document['training_prepacked_script_key']),
      defaultDatasetKey: textOf(document['default_training_dataset_key']),
      hyperparameters: listOf<Document>(document['hyperparameters']).map(parseHyperparameter),
      metrics: listOf<{ Name: string; Regex: string }>(document['metrics']),
      maxRun: numberOf(estimator['max_run']),
      encryptInterContainerTraffic: estimator['encrypt_inter_container_traffic'] === true,
    }),
    inference: defined({
      ...scopeOf(document, 'inference'),
      artifactKey: textOf(document['hosting_artifact_key']),
      scriptKey: textOf(document['hosting_script_key']),
      // The SDK takes the script when a document does not say otherwise.
      useScriptUri: document['hosting_use_script_uri'] !== false,
      prepackedArtifactKey: textOf(document['hosting_prepacked_artifact_key']),
      environment: listOf<Document>(document['inference_environment_variables']).map(parseEnvironmentVariable),
      modelDataDownloadTimeout: numberOf(deploy['model_data_download_timeout']),
      containerStartupHealthCheckTimeout: numberOf(deploy['container_startup_health_check_timeout']),
    }),
  });
}

function scopeOf(document: Document, scope: Scope): ScopeSpec {
  const variants = scope === 'training' ? 'training_instance_type_variants' : 'hosting_instance_type_variants';
  return defined({
    defaultInstanceType: textOf(document[`default_${scope}_instance_type`]),
    supportedInstanceTypes: listOf<string>(document[`supported_${scope}_instance_types`]),
    variants: parseVariants(document[variants]),
    volumeSize: numberOf(document[`${scope}_volume_size`]),
    enableNetworkIsolation: document[`${scope}_enable_network_isolation`] === true,
    vulnerable: document[`${scope}_vulnerable`] === true,
    vulnerabilities: listOf<string>(document[`${scope}_vulnerabilities`]),
  });
}

function parseVariants(value: unknown): InstanceTypeVariants {
  const document = objectOf(value);
  const variants = Object.entries(objectOf(document['variants'])).map(([type, entry]) => {
    const imageAlias = textOf(objectOf(objectOf(entry)['regional_properties'])['image_uri']);
    return [type, defined({ imageAlias, properties: objectOf(objectOf(entry)['properties']) })] as const;
  });
  return {
    regionalAliases: objectOf(document['regional_aliases']) as InstanceTypeVariants['regionalAliases'],
    variants: Object.fromEntries(variants),
  };
}

/** Also used for the hyperparameters that an instance type overrides. */
export function parseHyperparameter(entry: Document): HyperparameterSpec {
  return defined({
    name: String(entry['name']),
    type: entry['type'] as HyperparameterSpec['type'],
    default: (entry['default'] ?? null) as PythonScalar,
    scope: entry['scope'] === 'container' ? ('container' as const) : ('algorithm' as const),
    options: Array.isArray(entry['options']) ? (entry['options'] as PythonScalar[]) : undefined,
    min: entry['min'] as PythonScalar | undefined,
    max: entry['max'] as PythonScalar | undefined,
    exclusiveMin: entry['exclusive_min'] as PythonScalar | undefined,
    exclusiveMax: entry['exclusive_max'] as PythonScalar | undefined,
  });
}

function parseEnvironmentVariable(entry: Document): EnvironmentVariableSpec {
  return {
    name: String(entry['name']),
    default: (entry['default'] ?? null) as PythonScalar,
    requiredForModelClass: entry['required_for_model_class'] === true,
  };
}

const objectOf = (value: unknown): Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : {};
const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const numberOf = (value: unknown): number | undefined =>
  value instanceof PythonFloat ? value.value : typeof value === 'number' ? value : undefined;
