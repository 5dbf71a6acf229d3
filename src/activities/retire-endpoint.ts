import { Context } from '@temporalio/activity';
import { isWrongState, orNull } from '../aws/index.js';
import type { SageMaker } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import { sageMakerOf } from './account-guard.js';
import { deletable } from './delete-hosting.js';
import { modelsOf } from './describe-live.js';
import type { Look } from './polling.js';
import { poll } from './polling.js';
import type { Services } from './services.js';
import { removeHosting } from './tagged-resources.js';

/** Heartbeat: what the endpoint stood on, which nobody can ask any more once it is gone. */
interface Progress {
  stoodOn: { configName: string; modelNames: string[] }[];
  removed: string[];
}

export const retireEndpoint =
  (services: Services): Activities['retireEndpoint'] =>
  async ({ live, ...key }) => {
    const progress = (Context.current().info.heartbeatDetails as Progress | null | undefined) ?? {
      stoodOn: live === null ? [] : [{ configName: live.configName, modelNames: live.modelNames }],
      removed: [],
    };
    await poll(services.pace, {
      what: `deletion of endpoint ${key.name}`,
      details: () => progress,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, key, signal);
        const state = await endpointGone(sagemaker, key.name, progress);
        if (state !== null) return state;
        for (const hosting of progress.stoodOn) {
          await removeHosting(sagemaker, hosting, (name) => progress.removed.push(name));
        }
        return { done: undefined };
      },
    });
    return progress.removed;
  };

/** Null once the endpoint is gone; before that, its config is what it stands on at the last look. */
async function endpointGone(sagemaker: SageMaker, name: string, progress: Progress): Promise<Look<void> | null> {
  const endpoint = await orNull(() => sagemaker.describeEndpoint(name));
  if (endpoint === null) return null;
  const { EndpointStatus: status = 'unknown', EndpointConfigName: configName } = endpoint;
  if (configName !== undefined && !progress.stoodOn.some((hosting) => hosting.configName === configName)) {
    progress.stoodOn.push({ configName, modelNames: await modelsOf(sagemaker, configName) });
  }
  if (!deletable.has(status)) return { state: status };
  try {
    await sagemaker.deleteEndpoint(name);
    if (!progress.removed.includes(name)) progress.removed.push(name);
    return { state: 'deleting' };
  } catch (error) {
    if (isWrongState(error)) return { state: 'busy' };
    throw error;
  }
}
