import { existsSync } from 'node:fs';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { wrongSetting } from './invalid-settings.js';

const file = 'TEMPORAL_CONFIG_FILE';

type ConnectionOptions = ReturnType<typeof loadClientConnectConfig>['connectionOptions'];

/** Where Temporal is. */
export interface ConnectionSettings {
  readonly connectionOptions: ConnectionOptions;
  readonly address: string;
  readonly namespace: string;
}

/**
 * As the environment (TEMPORAL_*) and the TOML profiles of Temporal's own command line say.
 * @throws InvalidSettingsError when the file of profiles can't be used, or the address has credentials in it
 */
export function connectionSettings(environment: NodeJS.ProcessEnv = process.env): ConnectionSettings {
  const path = environment[file];
  if (path && !existsSync(path)) throw wrongSetting(file, `there is no file ${path}; name another one, or unset it`);
  const { connectionOptions, namespace = 'default' } = load(environment);
  refuseCredentials(connectionOptions.address ?? '');
  return { connectionOptions, namespace, address: connectionOptions.address ?? 'localhost:7233' };
}

/** The SDK would refuse it too, and say it whole: with the password. */
function refuseCredentials(address: string): void {
  if (!address.includes('@')) return;
  throw wrongSetting(
    'TEMPORAL_ADDRESS',
    'is HOST:PORT, without a user or password: for an API key there is TEMPORAL_API_KEY',
  );
}

function load(environment: NodeJS.ProcessEnv): ReturnType<typeof loadClientConnectConfig> {
  const set = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  try {
    return loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(set) });
  } catch (error) {
    const where = environment[file] || "Temporal's file of profiles";
    // That is what the package says of a file without a profile.
    const reason = error instanceof TypeError ? 'it has no [profile.default]' : (error as Error).message.split('\n')[0];
    throw wrongSetting(
      file,
      `${where} can't be used: ${reason}; write [profile.default] and address = "HOST:7233", or unset it`,
    );
  }
}
