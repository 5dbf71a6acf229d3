import { endpoints, headsFor, orNull, removeHosting } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { sageMakerOf } from '../account-guard.js';
import { failure } from '../failures.js';
import { poll } from '../waiting/polling.js';
import { isOfSomeRun, removedAndKept } from '../run-resources.js';
import type { Services } from '../services.js';

export const deleteReplaced =
  (services: Services): Activities['deleteReplaced'] =>
  async ({ key, replaced }) => {
    const removed = new Set<string>();
    const kept = new Set<string>();
    await poll(services, {
      what: `deletion of the replaced config ${replaced.configName}`,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, key, signal);
        const endpoint = (await orNull(() => endpoints.describe(sagemaker, key.name)))?.answer;
        if (endpoint !== undefined && [endpoint.EndpointConfigName, headsFor(endpoint)].includes(replaced.configName)) {
          throw failure('EndpointFailed', `endpoint ${key.name} is back on config ${replaced.configName}: it is kept`);
        }
        const settled = await removeHosting(sagemaker, replaced, {
          isOurs: isOfSomeRun,
          onRemoved: (_kind, name) => removed.add(name),
          onUsed: (sentence) => kept.add(sentence),
        });
        return settled ? { done: undefined } : { state: 'busy' };
      },
    });
    return removedAndKept(removed, kept);
  };
