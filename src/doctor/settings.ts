import { errorText } from '../contract/text/error-text.js';
import type { Aws } from '../aws/index.js';
import { checkAwsSettings } from '../aws/aws-settings.js';
import { readPrices } from '../aws/prices.js';
import { connectionSettings } from '../temporal/connection-settings.js';
import { environmentsDataConverter } from '../temporal/data-converter.js';
import { loadTracing } from '../temporal/tracing/packages.js';
import { workerSettings } from '../worker/worker-settings.js';
import { readWebhooks } from '../worker/webhooks.js';
import type { Finding } from './finding.js';
import { fault, ok } from './finding.js';
import { keysFinding } from './keys.js';

/** Everything that reads settings, and what is wrong where it throws. */
const readers: readonly ((environment: NodeJS.ProcessEnv, aws: Aws) => unknown)[] = [
  connectionSettings,
  async (environment) => workerSettings(environment).tracing && (await loadTracing()),
  readWebhooks,
  readPrices,
  checkAwsSettings,
  (environment, aws) => environmentsDataConverter('default', (key) => aws.unwrapKey(key), environment),
];

/** Settings of the environment and the files that they name, each that can't be used by its name. */
export async function settingsFindings(environment: NodeJS.ProcessEnv, aws: Aws): Promise<Finding[]> {
  const found = await Promise.all(readers.map((read) => faultOf(() => read(environment, aws))));
  const faults = found.flatMap((finding) => finding ?? []);
  if (faults.length > 0) return faults;
  return [ok('settings', 'all that are set, and the files that they name, can be used'), ...keysFinding(environment)];
}

async function faultOf(read: () => unknown): Promise<Finding | null> {
  try {
    await read();
    return null;
  } catch (error) {
    return fault('settings', errorText(error), 'correct the setting, or unset it');
  }
}
