import { existsSync, readFileSync } from 'node:fs';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { InvalidSettingsError, wrongSetting } from '../contract/invalid-settings.js';
import type { Problem } from '../contract/problems.js';

const file = 'TEMPORAL_CONFIG_FILE';

type ConnectionOptions = ReturnType<typeof loadClientConnectConfig>['connectionOptions'];

/** Where Temporal is. */
export interface ConnectionSettings {
  readonly connectionOptions: ConnectionOptions;
  readonly address: string;
  readonly namespace: string;
}

/**
 * As the environment (TEMPORAL_*) and the TOML profiles of Temporal's own command line say. A variable that is empty counts as not set.
 * @throws InvalidSettingsError with everything that can't be used
 */
export function connectionSettings(environment: NodeJS.ProcessEnv = process.env): ConnectionSettings {
  const set = Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim()));
  const given = Object.fromEntries(set);
  const problems = [...fileProblems(given), ...tlsProblems(given), ...addressProblems(given[addressVariable])];
  if (problems.length > 0) throw new InvalidSettingsError(problems);
  const { connectionOptions, namespace = 'default' } = load(given);
  // A profile may have one too.
  const ofProfile = addressProblems(connectionOptions.address);
  if (ofProfile.length > 0) throw new InvalidSettingsError(ofProfile);
  return { connectionOptions, namespace, address: connectionOptions.address ?? 'localhost:7233' };
}

type Given = Readonly<Record<string, string>>;

const addressVariable = 'TEMPORAL_ADDRESS';
const mostPort = 65_535;

function addressProblems(address: string | undefined): Problem[] {
  if (address === undefined) return [];
  // The SDK would refuse it too, and say it whole: with the password.
  const message = address.includes('@')
    ? 'is HOST:PORT, without a user or password: for an API key there is TEMPORAL_API_KEY'
    : `"${address}" must be HOST:PORT, such as localhost:7233`;
  return address.includes('@') || !isAddress(address) ? [{ field: addressVariable, message }] : [];
}

function isAddress(address: string): boolean {
  const [, port = '1'] = /^(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?$/.exec(address) ?? [null, '0'];
  return Number(port) > 0 && Number(port) <= mostPort;
}

function fileProblems({ [file]: path }: Given): Problem[] {
  if (path === undefined || existsSync(path)) return [];
  return [{ field: file, message: `there is no file ${path}; name another one, or unset it` }];
}

/** The package takes `1` and `true` for true, and all else for false: `True` would turn TLS off without a word. */
const switches = ['TEMPORAL_TLS', 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION'];
const tlsFiles = ['TEMPORAL_TLS_CLIENT_CERT', 'TEMPORAL_TLS_CLIENT_KEY', 'TEMPORAL_TLS_SERVER_CA_CERT'];

function tlsProblems(given: Given): Problem[] {
  const unclear = switches
    .filter((name) => !/^(true|false|1|0)$/.test(given[name] ?? 'false'))
    .map((field) => ({ field, message: `"${given[field] ?? ''}" must be true or false` }));
  return [...unclear, ...halfPair(given), ...tlsFiles.flatMap((name) => pemProblems(given, name))];
}

/** The package would show no certificate at all. */
function halfPair(given: Given): Problem[] {
  const [certificate = '', key = ''] = tlsFiles;
  const has = (name: string): boolean => given[`${name}_PATH`] !== undefined || given[`${name}_DATA`] !== undefined;
  if (has(certificate) === has(key) || given[file] !== undefined) return [];
  const field = `${has(certificate) ? key : certificate}_PATH`;
  return [{ field, message: 'is missing; a client certificate needs its key, and a key its certificate' }];
}

function pemProblems(given: Given, name: string): Problem[] {
  const [field, data] = [`${name}_PATH`, `${name}_DATA`];
  const path = given[field];
  if (path === undefined) return [];
  if (given[data] !== undefined) return [{ field, message: `is set beside ${data}; keep one of them` }];
  try {
    if (readFileSync(path, 'utf8').includes('-----BEGIN ')) return [];
    return [{ field, message: `${path} holds nothing in PEM; it begins with -----BEGIN` }];
  } catch (error) {
    return [{ field, message: `${(error as Error).message}; name a file that can be read` }];
  }
}

function load(given: Given): ReturnType<typeof loadClientConnectConfig> {
  try {
    return loadClientConnectConfig({ overrideEnvVars: given });
  } catch (error) {
    const where = given[file] ?? "Temporal's file of profiles";
    // That is what the package says of a file without a profile.
    const reason = error instanceof TypeError ? 'it has no [profile.default]' : (error as Error).message.split('\n')[0];
    throw wrongSetting(
      file,
      `${where} can't be used: ${reason}; write [profile.default] and address = "HOST:7233", or unset it`,
    );
  }
}
