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

export type Scope = 'training' | 'inference';

export interface ScopeSpec {
  defaultInstanceType?: string;
  supportedInstanceTypes: string[];
  variants: InstanceTypeVariants;
  volumeSize?: number;
  enableNetworkIsolation: boolean;
  vulnerable: boolean;
  vulnerabilities: string[];
}

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

export interface EnvironmentVariableSpec {
  name: string;
  default: PythonScalar;
  requiredForModelClass: boolean;
}

export interface InstanceTypeVariants {
  /** region -> alias -> value */
  regionalAliases: Record<string, Record<string, string>>;
  /** exact type or family -> what differs there */
  variants: Record<string, InstanceTypeVariant>;
}

export interface InstanceTypeVariant {
  /** Starts with `$`: a regional alias. */
  imageAlias?: string;
  /** Hyperparameters, metrics, environment and keys that differ. */
  properties: Record<string, unknown>;
}
