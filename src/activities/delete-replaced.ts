import { orNull } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import { sageMakerOf } from './account-guard.js';
import { failure } from './failures.js';
import { poll } from './polling.js';
import type { Services } from './services.js';
import { removeHosting } from './tagged-resources.js';
import { headsFor } from './update-endpoint.js';

export const deleteReplaced =
  (services: Services): Activities['deleteReplaced'] =>
  async ({ key, replaced }) => {
    const removed = new Set<string>();
    await poll(services.pace, {
      what: `deletion of the replaced config ${replaced.configName}`,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, key, signal);
        const endpoint = await orNull(() => sagemaker.describeEndpoint(key.name));
        if (endpoint !== null && [endpoint.EndpointConfigName, headsFor(endpoint)].includes(replaced.configName)) {
          throw failure('EndpointFailed', `endpoint ${key.name} is back on config ${replaced.configName}: it is kept`);
        }
        await removeHosting(sagemaker, replaced, (name) => removed.add(name));
        return { done: undefined };
      },
    });
    return [...removed];
  };
