import type { PythonScalar } from './python-number.js';

/** A JumpStart model document ("specs") in the one form that Tunewright works with, whichever loader read it. */
export interface ModelSpec {
  modelId: string;
  version: string;
  url?: string;
  trainingSupported: boolean;
  incrementalTrainingSupported: boolean;
  deprecated: boolean;
  deprecatedMessage?: string;
  deprecateWarnMessage?: string;
  usageInfoMessage?: string;
  training: ScopeSpec & {
    artifactKey?: string;
    scriptKey?: string;
    prepackedScriptKey?: string;
    defaultDatasetKey?: string;
    hyperparameters: HyperparameterSpec[];
    metrics: { Name: string; Regex: string }[];
    /** `estimator_kwargs` */
    maxRun?: number;
    encryptInterContainerTraffic: boolean;
  };
  inference: ScopeSpec & {
    artifactKey?: string;
    scriptKey?: string;
    useScriptUri: boolean;
    prepackedArtifactKey?: string;
    environment: EnvironmentVariableSpec[];
    /** `deploy_kwargs`: seconds. */
    modelDataDownloadTimeout?: number;
    containerStartupHealthCheckTimeout?: number;
  };
  gatedBucket: boolean;
  /** Present only in documents of a local stand-in. */
  standIn?: { encoder: string; trains: string[]; note: string };
}

/** A model document describes training and inference, each with images, instance types and artifacts of its own. */
export type Scope = 'training' | 'inference';

/** What a document says alike of training and of inference. `volumeSize` is in GB. */
export interface ScopeSpec {
  defaultInstanceType?: string;
  supportedInstanceTypes: string[];
  variants: InstanceTypeVariants;
  volumeSize?: number;
  enableNetworkIsolation: boolean;
  vulnerable: boolean;
  vulnerabilities: string[];
}

/** A hyperparameter as the document declares it: type, default, and what its values may be. `container` are those that SageMaker's own containers read. */
export interface HyperparameterSpec {
  name: string;
  type: 'text' | 'int' | 'float' | 'bool';
  default: PythonScalar;
  scope: 'algorithm' | 'container';
  options?: PythonScalar[];
  min?: PythonScalar;
  max?: PythonScalar;
  exclusiveMin?: PythonScalar;
  exclusiveMax?: PythonScalar;
}

/** A variable of the inference container, and whether a model class of the SageMaker Python SDK sends it. */
export interface EnvironmentVariableSpec {
  name: string;
  default: PythonScalar;
  requiredForModelClass: boolean;
}

/** What depends on the instance type: `ml.g5.xlarge`, or its family `g5`. */
export interface InstanceTypeVariants {
  /** region -> alias -> value */
  regionalAliases: Record<string, Record<string, string>>;
  /** exact type or family -> what differs there */
  variants: Record<string, InstanceTypeVariant>;
}

/** What one instance type, or one family, has otherwise than the document at large. */
export interface InstanceTypeVariant {
  /** Starts with `$`: a regional alias. */
  imageAlias?: string;
  /** Hyperparameters, metrics, environment and keys that differ. */
  properties: Record<string, unknown>;
}
