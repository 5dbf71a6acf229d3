import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { FineTuneRequest, GateName, Hyperparameters } from '../contract/requests.js';
import { gateNames } from '../contract/requests.js';

/** Options of a fine-tune request as the command line gives them. */
export interface RequestOptions {
  model: string;
  version?: string;
  data?: string;
  set?: Hyperparameters;
  gate?: Partial<Record<GateName, string>>;
  gateDeadline?: number;
  endpoint?: string;
  region?: string;
  account?: string;
  role?: string;
  output?: string;
  instanceType?: string;
  inferenceInstanceType?: string;
  maxRuntime?: number;
}

/** `--set epochs=5`: values stay texts, as the Python SDK sends those of its defaults. */
export function collectSetting(argument: string, before: Hyperparameters = {}): Hyperparameters {
  const [name, value] = split(argument, 'epochs=5');
  return { ...before, [name]: value };
}

export function collectGate(
  argument: string,
  before: Partial<Record<GateName, string>> = {},
): Partial<Record<GateName, string>> {
  const [name, rule] = split(argument, 'deployment=manual');
  if (!(gateNames as readonly string[]).includes(name)) {
    throw new InvalidArgumentError(`there is no gate "${name}"; gates are ${gateNames.join(', ')}.`);
  }
  return { ...before, [name]: rule };
}

export function integer(argument: string): number {
  if (!/^\d{1,9}$/.test(argument)) throw new InvalidArgumentError('give a whole number.');
  return Number(argument);
}

function split(argument: string, example: string): [string, string] {
  const at = argument.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`write NAME=VALUE, such as ${example}.`);
  return [argument.slice(0, at), argument.slice(at + 1)];
}

export function addRequestOptions(command: Command): Command {
  return command
    .requiredOption('--model <id>', 'model of the catalogue (tunewright models list)')
    .option('--version <version>', 'version of the model, a prefix such as 2.*, or * for the newest', '*')
    .option(
      '--data <path|s3://>',
      'data.csv, a directory that holds one, or an s3:// prefix; default: the data set of the model',
    )
    .option('--set <name=value>', 'a hyperparameter; repeatable', collectSetting)
    .option(
      '--gate <gate=rule>',
      'auto, manual, or a rule such as validation:accuracy>=0.9; gates: training, deployment',
      collectGate,
    )
    .option('--gate-deadline <seconds>', 'a manual gate counts as rejected after this time (default: 7 days)', integer)
    .option('--endpoint <name>', 'name of the new endpoint; default: made from the run')
    .option('--region <region>', 'AWS region; default: that of the environment')
    .option('--account <digits>', 'refuse credentials of any other account')
    .option('--role <arn>', 'execution role of SageMaker; required on AWS')
    .option('--output <s3://>', 'S3OutputPath of the training job')
    .option('--instance-type <type>', 'instance type of the training job')
    .option('--inference-instance-type <type>', 'instance type of the endpoint')
    .option('--max-runtime <seconds>', 'maximum runtime of the training job', integer);
}

/** The request that the options mean; members that were not given are absent. */
export function requestOf(options: RequestOptions): FineTuneRequest {
  return {
    model: {
      id: options.model,
      ...(options.version === undefined || options.version === '*' ? {} : { version: options.version }),
    },
    ...present('data', options.data),
    ...present('hyperparameters', options.set),
    ...present('gates', options.gate),
    ...present('gateDeadlineInSeconds', options.gateDeadline),
    ...group('training', { instanceType: options.instanceType, maxRuntimeInSeconds: options.maxRuntime }),
    ...group('endpoint', { name: options.endpoint, instanceType: options.inferenceInstanceType }),
    ...present('region', options.region),
    ...present('account', options.account),
    ...present('role', options.role),
    ...present('output', options.output),
  };
}

function present<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };
}

function group<K extends string, T extends Record<string, unknown>>(
  name: K,
  members: T,
): { [P in K]?: { [M in keyof T]?: Exclude<T[M], undefined> } } {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return present(
    name,
    given.length === 0 ? undefined : (Object.fromEntries(given) as { [M in keyof T]?: Exclude<T[M], undefined> }),
  );
}
