import type { SageMaker } from '../aws/index.js';
import { isNotFound, isWrongState } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { Tag } from '../plan/index.js';
import { hostingRequests } from '../plan/index.js';
import type { Plan } from '../contract/plan.js';
import { sageMakerOf } from './account-guard.js';
import { isOfRun } from './ownership.js';
import type { Look } from './polling.js';
import { poll } from './polling.js';
import type { Services } from './services.js';
import { Unfound } from './unfound.js';

/** An endpoint can be deleted only in these states; out of the others it comes by itself. */
const deletable = new Set(['InService', 'Failed', 'OutOfService', 'UpdateRollbackFailed']);

/** One deletable thing: how to look at it and how to remove it. */
interface Target {
  name: string;
  tags: readonly Tag[];
  describe: (sagemaker: SageMaker) => Promise<{ arn: string | undefined; status?: string | undefined }>;
  remove: (sagemaker: SageMaker) => Promise<void>;
}

export const deleteEndpoint =
  (services: Services): Activities['deleteEndpoint'] =>
  ({ plan }) =>
    removed(services, plan, (bodies) => ({
      name: bodies.endpoint.EndpointName,
      tags: bodies.endpoint.Tags,
      describe: async (sagemaker) => {
        const { EndpointArn, EndpointStatus } = await sagemaker.describeEndpoint(bodies.endpoint.EndpointName);
        return { arn: EndpointArn, status: EndpointStatus ?? 'unknown' };
      },
      remove: (sagemaker) => sagemaker.deleteEndpoint(bodies.endpoint.EndpointName),
    }));

export const deleteEndpointConfig =
  (services: Services): Activities['deleteEndpointConfig'] =>
  ({ plan }) =>
    removed(services, plan, ({ endpointConfig: { EndpointConfigName: name, Tags: tags } }) => ({
      name,
      tags,
      describe: async (sagemaker) => ({ arn: (await sagemaker.describeEndpointConfig(name)).EndpointConfigArn }),
      remove: (sagemaker) => sagemaker.deleteEndpointConfig(name),
    }));

export const deleteModel =
  (services: Services): Activities['deleteModel'] =>
  ({ plan }) =>
    removed(services, plan, ({ model: { ModelName: name, Tags: tags } }) => ({
      name,
      tags,
      describe: async (sagemaker) => ({ arn: (await sagemaker.describeModel(name)).ModelArn }),
      remove: (sagemaker) => sagemaker.deleteModel(name),
    }));

async function removed(
  services: Services,
  plan: Plan,
  targetOf: (bodies: ReturnType<typeof hostingRequests>) => Target,
): Promise<string[]> {
  const [rung] = plan.hosting.rungs;
  if (rung === undefined) return [];
  const target = targetOf(hostingRequests(plan, rung, { tarball: '' }));
  const unfound = new Unfound(services.pace);
  let seen = false;
  await poll(services.pace, {
    what: `deletion of ${target.name}`,
    look: async (signal) => {
      const { sagemaker } = await sageMakerOf(services, plan, signal);
      const look = await removeOnce(sagemaker, target, () => (seen = true));
      return 'missing' in look ? ((seen ? null : unfound.again()) ?? { done: undefined }) : look;
    },
  });
  return seen ? [target.name] : [];
}

/** Done when it is another's, which is left alone. */
async function removeOnce(
  sagemaker: SageMaker,
  target: Target,
  onOurs: () => void,
): Promise<Look<void> | { missing: true }> {
  try {
    const { arn, status } = await target.describe(sagemaker);
    if (arn === undefined || !(await isOfRun(sagemaker, arn, target.tags))) return { done: undefined };
    onOurs();
    if (status === undefined || deletable.has(status)) await target.remove(sagemaker);
    return { state: status ?? 'deleting' };
  } catch (error) {
    if (isNotFound(error)) return { missing: true };
    if (isWrongState(error)) return { state: 'busy' };
    throw error;
  }
}
