import { defined } from '../../contract/defined.js';
import type { ResourceKind } from '../../contract/resources.js';
import type { LiveEndpoint } from '../../contract/results.js';
import { orNull } from '../errors.js';
import type { SageMaker } from '../sagemaker.js';
import { endpointConfigs, modelNamesOf } from './endpoint-config.js';
import { models } from './model.js';
import type { RemovalPolicy } from './removal.js';
import { removeOnce } from './removal.js';
import type { Resource } from './resource.js';
import { Uses } from './uses.js';

/** What an endpoint stands on: its config and that config's models. */
export type Hosting = Pick<LiveEndpoint, 'configName' | 'modelNames'>;

/** The config of that name with its models; none where the config is gone. */
export async function hostingOf(sagemaker: SageMaker, configName: string): Promise<Hosting> {
  const config = await orNull(() => endpointConfigs.describe(sagemaker, configName));
  return { configName, modelNames: config === null ? [] : modelNamesOf(config.answer) };
}

type HostingPolicy = Pick<RemovalPolicy, 'isOurs' | 'onUsed'> & {
  readonly onRemoved: (kind: ResourceKind, name: string) => void;
};

/**
 * Deletes a config and then its models, as far as they are the caller's and nobody uses them; tells of each that goes through `onRemoved`.
 * @returns whether nothing is left to do: if not, it is to be called again
 */
export async function removeHosting(
  sagemaker: SageMaker,
  { configName, modelNames }: Hosting,
  { isOurs, onUsed, onRemoved }: HostingPolicy,
): Promise<boolean> {
  const parts: (readonly [Resource, string])[] = [[endpointConfigs, configName]];
  for (const name of modelNames) parts.push([models, name]);
  const uses = new Uses(sagemaker);
  let settled = true;
  for (const [resource, name] of parts) {
    const removal = await removeOnce(sagemaker, resource, name, defined({ isOurs, onUsed, uses }));
    if ('settled' in removal) continue;
    if (removal.asked) onRemoved(resource.kind, name);
    else settled = false;
  }
  return settled;
}
