import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type {
  DeployRequest,
  FineTuneRequest,
  GateName,
  HostingRequest,
  Hyperparameters,
} from '../contract/requests.js';
import { gateNames } from '../contract/requests.js';

/** Options that a fine-tune and a deployment share, as the command line gives them. */
export interface HostingOptions {
  model: string;
  version?: string;
  gate?: Partial<Record<GateName, string>>;
  gateDeadline?: number;
  endpoint?: string;
  region?: string;
  account?: string;
  role?: string;
  output?: string;
  inferenceInstanceType?: string[];
  instanceCount?: number;
  subnet?: string[];
  securityGroup?: string[];
  tag?: Record<string, string>;
  tolerateDeprecated?: true;
  tolerateVulnerable?: true;
}

export interface FineTuneOptions extends HostingOptions {
  data?: string;
  validationData?: string;
  modelUri?: string;
  set?: Hyperparameters;
  instanceType?: string[];
  maxRuntime?: number;
  volumeSize?: number;
  volumeKey?: string;
  outputKey?: string;
  spotMaxWait?: number;
  checkpoints?: string;
  keepAlive?: number;
  encryptTraffic?: boolean;
  networkIsolation?: boolean;
}

export interface DeployOptions extends HostingOptions {
  artifact?: string;
}

/** `NAME=VALUE`, repeatable: values stay texts, as the Python SDK sends those of its defaults. */
const pairs =
  (example: string) =>
  (argument: string, before: Record<string, string> = {}): Record<string, string> => {
    const at = argument.indexOf('=');
    if (at < 1) throw new InvalidArgumentError(`write NAME=VALUE, such as ${example}.`);
    return { ...before, [argument.slice(0, at)]: argument.slice(at + 1) };
  };

function gate(argument: string, before?: Record<string, string>): Record<string, string> {
  const collected = pairs('deployment=manual')(argument, before);
  const unknown = Object.keys(collected).find((name) => !(gateNames as readonly string[]).includes(name));
  if (unknown === undefined) return collected;
  throw new InvalidArgumentError(`there is no gate "${unknown}"; gates are ${gateNames.join(', ')}.`);
}

const list = (argument: string, before: string[] = []): string[] => [...before, ...argument.split(',')];

export function integer(argument: string): number {
  if (!/^\d{1,9}$/.test(argument)) throw new InvalidArgumentError('give a whole number.');
  return Number(argument);
}

export function addFineTuneOptions(command: Command): Command {
  addHostingOptions(command);
  return command
    .option(
      '--data <path|s3://>',
      'data.csv, a directory or an s3:// prefix that holds one; default: that of the model',
    )
    .option('--validation-data <s3://>', 'prefix of a validation set; default: a random part of the data')
    .option('--model-uri <s3://>', 'model.tar.gz of an earlier training job: incremental training')
    .option('--set <name=value>', 'a hyperparameter; repeatable', pairs('epochs=5'))
    .option('--instance-type <type,…>', 'instance types of the training job, in order of preference', list)
    .option('--max-runtime <seconds>', 'maximum runtime of the training job', integer)
    .option('--volume-size <GB>', 'volume of the training instance', integer)
    .option('--volume-key <key>', 'KMS key of that volume')
    .option('--output-key <key>', 'KMS key of the trained model')
    .option('--spot-max-wait <seconds>', 'managed spot training; waiting and running together', integer)
    .option('--checkpoints <s3://>', 'where spot training keeps its checkpoints')
    .option('--keep-alive <seconds>', 'keep the training instance warm, and billed, after the job', integer)
    .option('--encrypt-traffic', 'encrypt traffic between containers')
    .option('--no-encrypt-traffic', 'do not; default: as the model says')
    .option('--network-isolation', 'no network for the training container')
    .option('--no-network-isolation', 'with network; default: as the model says');
}

export function addDeployOptions(command: Command): Command {
  return addHostingOptions(command).option(
    '--artifact <s3://>',
    'model.tar.gz of an earlier training job; default: the pretrained model as it is',
  );
}

function addHostingOptions(command: Command): Command {
  return command
    .requiredOption('--model <id>', 'model of the catalogue (tunewright models list)')
    .option('--version <version>', 'version of the model, a prefix such as 2.*, or * for the newest', '*')
    .option(
      '--gate <gate=rule>',
      'auto, manual, or a rule such as validation:accuracy>=0.9; gates: training, deployment',
      gate,
    )
    .option('--gate-deadline <seconds>', 'a manual gate counts as rejected after this time (default: 7 days)', integer)
    .option('--endpoint <name>', 'name of the new endpoint; default: made from the run')
    .option('--inference-instance-type <type,…>', 'instance types of the endpoint, in order of preference', list)
    .option('--instance-count <count>', 'instances of the endpoint', integer)
    .option('--region <region>', 'AWS region; default: that of the environment')
    .option('--account <digits>', 'refuse credentials of any other account')
    .option('--role <arn>', 'execution role of SageMaker; required on AWS')
    .option('--output <s3://>', 'S3OutputPath of the training job')
    .option('--subnet <id,…>', 'subnets of the containers', list)
    .option('--security-group <id,…>', 'security groups of the containers', list)
    .option('--tag <name=value>', 'a tag of every resource; repeatable', pairs('team=reviews'))
    .option('--tolerate-deprecated', 'use a deprecated model')
    .option('--tolerate-vulnerable', 'use a model whose scripts have known vulnerabilities');
}

/** The request that the options mean; members that were not given are absent. */
export function fineTuneRequestOf(options: FineTuneOptions): FineTuneRequest {
  const { spotMaxWait, checkpoints } = options;
  return given<FineTuneRequest>({
    ...hostingRequestOf(options),
    data: options.data,
    validationData: options.validationData,
    modelUri: options.modelUri,
    hyperparameters: options.set,
    output: options.output,
    training: {
      instanceType: oneOrMany(options.instanceType),
      maxRuntimeInSeconds: options.maxRuntime,
      volumeSizeInGB: options.volumeSize,
      volumeKmsKeyId: options.volumeKey,
      outputKmsKeyId: options.outputKey,
      spot: { maxWaitInSeconds: spotMaxWait, checkpointUri: checkpoints },
      keepAlivePeriodInSeconds: options.keepAlive,
      encryptInterContainerTraffic: options.encryptTraffic,
      enableNetworkIsolation: options.networkIsolation,
    },
  });
}

export function deployRequestOf(options: DeployOptions): DeployRequest {
  return given<DeployRequest>({
    ...hostingRequestOf(options),
    artifact: options.artifact,
    output: options.output,
  });
}

function hostingRequestOf(options: HostingOptions): HostingRequest {
  const { version, subnet, securityGroup } = options;
  return given<HostingRequest>({
    model: { id: options.model, version: version === '*' ? undefined : version },
    gates: options.gate,
    gateDeadlineInSeconds: options.gateDeadline,
    endpoint: {
      name: options.endpoint,
      instanceType: oneOrMany(options.inferenceInstanceType),
      instanceCount: options.instanceCount,
    },
    region: options.region,
    account: options.account,
    role: options.role,
    vpc:
      subnet === undefined && securityGroup === undefined
        ? undefined
        : { subnets: subnet ?? [], securityGroupIds: securityGroup ?? [] },
    tags: options.tag,
    tolerateDeprecatedModel: options.tolerateDeprecated,
    tolerateVulnerableModel: options.tolerateVulnerable,
  });
}

const oneOrMany = (types: string[] | undefined): string | string[] | undefined =>
  types?.length === 1 ? types[0] : types;

/** Drops what was not given, and groups of which nothing was given. */
function given<T>(value: object): T {
  const entries = Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (member === undefined) return [];
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return [[name, member] as const];
    const group = given<object>(member);
    return Object.keys(group).length === 0 ? [] : [[name, group] as const];
  });
  return Object.fromEntries(entries) as T;
}
