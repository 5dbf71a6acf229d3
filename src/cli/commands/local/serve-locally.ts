import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defined } from '../../../contract/defined.js';
import { InvalidInputError } from '../../../client/errors.js';
import { cacheDirectory } from '../../../catalog/user-directory.js';
import { freePort, isPortFree } from '../../../local/free-port.js';
import { privateFiles } from '../../../local/processes/private-directory.js';
import { requireEncoderPackages } from '../../../local/trainer/encoder-packages.js';
import { exportLines, localEnvironment } from '../../../local/sagemaker/environment.js';
import { parseFaultRule } from '../../../local/sagemaker/faults/fault-rule.js';
import type { FaultRule } from '../../../local/sagemaker/faults/fault-rule.js';
import { parsePolicy } from '../../../local/sagemaker/policy/policy-document.js';
import type { PolicyDocument } from '../../../local/sagemaker/policy/policy-document.js';
import { defaultStageDurations } from '../../../local/sagemaker/services/sagemaker/resources/stage-durations.js';
import type { StageDurations } from '../../../local/sagemaker/services/sagemaker/resources/stage-durations.js';
import { dataDirectory } from '../../data-directory.js';
import { showResources } from './show-resources.js';
import { print, printJson, say } from '../../output.js';
import { untilSignal } from '../../until-signal.js';
import { errorText } from '../../../contract/text/error-text.js';

export interface ServeOptions {
  readonly port: number;
  readonly host?: readonly string[];
  readonly data?: string;
  /** Rules as JSON. */
  readonly fault?: readonly string[];
  /** NAME=ms */
  readonly pace?: readonly string[];
  /** SECONDS[:outcome] */
  readonly simulateTraining?: string;
  /** A file with a policy of IAM. */
  readonly policy?: string;
  readonly json?: boolean;
}

/**
 * The local SageMaker until SIGINT or SIGTERM. What a shell needs to reach it is printed before it listens; jobs and
 * endpoints are shown while they change.
 */
export async function serveLocally(options: ServeOptions): Promise<void> {
  const faults = faultsOf(options);
  const durations = durationsOf(options.pace ?? []);
  const policy = options.policy === undefined ? undefined : policyOf(options.policy);
  const stopped = untilSignal();
  const port = options.port === 0 ? await freePort() : options.port;
  if (!(await isPortFree(port))) throw invalid('--port', `${port} is in use; choose another, or 0 for a free one`);
  requireEncoderPackages();
  const url = `http://127.0.0.1:${port}`;
  if (options.json === true) printJson({ url, environment: localEnvironment(url) });
  else for (const line of exportLines(url)) print(line);
  const { startLocalSageMaker } = await import('../../../local/sagemaker/index.js');
  const directory = options.data ?? path.join(dataDirectory(), 'local');
  let tell: (line: string) => void = say;
  privateFiles();
  const server = await startLocalSageMaker({
    port,
    dataDirectory: directory,
    cacheDirectory: cacheDirectory(),
    ...(options.host === undefined ? {} : { hostNames: options.host }),
    faults,
    durations,
    ...defined({ policy }),
    log: (line) => tell(line),
  });
  say(`local SageMaker (a stand-in, not AWS): ${server.url}; Ctrl-C ends it`);
  if (options.host !== undefined) {
    say(`warning: port ${port} is open on every interface, and its keys are public: for a network of containers only`);
  }
  const view = showResources(() => server.resources(), options.json !== true && process.stderr.isTTY === true);
  tell = (line) => view.say(line);
  await stopped;
  tell = say;
  view.end();
  await server.close();
  say(`local SageMaker has ended; its jobs and endpoints are kept in ${directory} for the next start`);
}

/** The faults of `--fault`, and behind them the simulated trainer for every other job. @throws InvalidInputError @internal */
export function faultsOf({
  fault = [],
  simulateTraining,
}: Pick<ServeOptions, 'fault' | 'simulateTraining'>): FaultRule[] {
  const rules = fault.map((text) => rule('--fault', readJson(text)));
  if (simulateTraining === undefined) return rules;
  const [seconds = '', ...outcome] = simulateTraining.split(':');
  const simulation = {
    fault: 'training',
    seconds: seconds.trim() === '' ? undefined : Number(seconds),
    ...(outcome.length === 0 ? {} : { outcome: outcome.join(':') }),
  };
  return [...rules, rule('--simulate-training', simulation)];
}

/** @throws InvalidInputError @internal */
export function durationsOf(assignments: readonly string[]): Partial<StageDurations> {
  const names = Object.keys(defaultStageDurations);
  const pairs = assignments.map((assignment): [string, number] => {
    const [name = '', value = ''] = assignment.split('=');
    if (!names.includes(name) || !/^\d{1,9}$/.test(value)) {
      throw invalid('--pace', `${assignment}: expected NAME=milliseconds, with one of ${names.join(', ')}`);
    }
    return [name, Number(value)];
  });
  return Object.fromEntries(pairs);
}

function policyOf(file: string): PolicyDocument {
  try {
    return parsePolicy(readFileSync(file, 'utf8'));
  } catch (error) {
    throw invalid('--policy', `${file}: ${errorText(error)}`);
  }
}

function rule(field: string, input: unknown): FaultRule {
  const parsed = parseFaultRule(input);
  if ('faults' in parsed) throw invalid(field, parsed.faults.join('; '));
  return parsed.rule;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('--fault', `${text} is not JSON`);
  }
}

function invalid(field: string, message: string): InvalidInputError {
  return new InvalidInputError([{ field, message }]);
}
