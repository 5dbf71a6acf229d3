import { orNull } from '../aws/index.js';
import type { SageMaker } from '../aws/index.js';
import { tagKeys } from '../contract/names.js';
import type { LiveEndpoint } from '../contract/results.js';

/** Resources that are deleted at once and without a state: how to find them and how to remove them. */
const kinds = {
  'endpoint config': {
    arn: async (sagemaker: SageMaker, name: string) => (await sagemaker.describeEndpointConfig(name)).EndpointConfigArn,
    remove: (sagemaker: SageMaker, name: string) => sagemaker.deleteEndpointConfig(name),
  },
  model: {
    arn: async (sagemaker: SageMaker, name: string) => (await sagemaker.describeModel(name)).ModelArn,
    remove: (sagemaker: SageMaker, name: string) => sagemaker.deleteModel(name),
  },
} as const;

/** Deletes a resource if Tunewright made it: only then does it carry a run's tag. @returns whether it did */
async function removeTagged(sagemaker: SageMaker, kind: keyof typeof kinds, name: string): Promise<boolean> {
  const arn = await orNull(() => kinds[kind].arn(sagemaker, name));
  if (arn === null || arn === undefined) return false;
  if ((await sagemaker.tags(arn))[tagKeys.run] === undefined) return false;
  await orNull(() => kinds[kind].remove(sagemaker, name));
  return true;
}

/** Deletes a config and then its models, as far as Tunewright made them; tells each name through `onRemoved`. */
export async function removeHosting(
  sagemaker: SageMaker,
  { configName, modelNames }: Pick<LiveEndpoint, 'configName' | 'modelNames'>,
  onRemoved: (name: string) => void,
): Promise<void> {
  if (await removeTagged(sagemaker, 'endpoint config', configName)) onRemoved(configName);
  for (const name of modelNames) if (await removeTagged(sagemaker, 'model', name)) onRemoved(name);
}
