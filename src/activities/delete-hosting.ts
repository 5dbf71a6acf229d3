import type { SageMaker } from '../aws/index.js';
import { isNotFound, isWrongState, orNull } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { HostingTarget } from '../contract/plan.js';
import type { HostingNames, Tag } from '../plan/index.js';
import { hostingNames, runTags } from '../plan/index.js';
import { sageMakerOf } from './account-guard.js';
import { isOfRun } from './ownership.js';
import type { Look } from './polling.js';
import { poll } from './polling.js';
import type { Services } from './services.js';
import { Unfound } from './unfound.js';

/** An endpoint can be deleted only in these states; out of the others it comes by itself. */
export const deletable = new Set(['InService', 'Failed', 'OutOfService', 'UpdateRollbackFailed']);

/** One deletable thing: how to look at it and how to remove it. */
interface Target {
  name: string;
  tags: readonly Tag[];
  describe: (sagemaker: SageMaker) => Promise<{ arn: string | undefined; status?: string | undefined }>;
  remove: (sagemaker: SageMaker) => Promise<void>;
}

export const deleteEndpoint =
  (services: Services): Activities['deleteEndpoint'] =>
  async ({ target }) => {
    const endpoint = endpointOf(ownedOf(target, 1));
    const unfound = new Unfound(services.pace);
    let seen = false;
    await poll(services.pace, {
      what: `deletion of ${endpoint.name}`,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, target, signal);
        const look = await removeOnce(sagemaker, endpoint, () => (seen = true));
        return 'missing' in look ? ((seen ? null : unfound.again()) ?? { done: undefined }) : look;
      },
    });
    return seen ? [endpoint.name] : [];
  };

export const deleteEndpointConfig =
  (services: Services): Activities['deleteEndpointConfig'] =>
  (input) =>
    removedAttempts(services, input, configOf);

export const deleteModel =
  (services: Services): Activities['deleteModel'] =>
  (input) =>
    removedAttempts(services, input, modelOf);

const endpointOf = ({ endpoint: name, tags }: Owned): Target => ({
  name,
  tags,
  describe: async (sagemaker) => {
    const { EndpointArn, EndpointStatus } = await sagemaker.describeEndpoint(name);
    return { arn: EndpointArn, status: EndpointStatus ?? 'unknown' };
  },
  remove: (sagemaker) => sagemaker.deleteEndpoint(name),
});

const configOf = ({ endpointConfig: name, tags }: Owned): Target => ({
  name,
  tags,
  describe: async (sagemaker) => ({ arn: (await sagemaker.describeEndpointConfig(name)).EndpointConfigArn }),
  remove: (sagemaker) => sagemaker.deleteEndpointConfig(name),
});

const modelOf = ({ model: name, tags }: Owned): Target => ({
  name,
  tags,
  describe: async (sagemaker) => ({ arn: (await sagemaker.describeModel(name)).ModelArn }),
  remove: (sagemaker) => sagemaker.deleteModel(name),
});

/** How many missing attempts in a row are the end of a run's. */
const missingAtTheEnd = 2;

async function removedAttempts(
  services: Services,
  { target, attempt, made = 0 }: { target: HostingTarget; attempt?: number; made?: number },
  targetOf: (owned: Owned) => Target,
): Promise<string[]> {
  const unfound = new Unfound(services.pace);
  const removed = new Set<string>();
  await poll(services.pace, {
    what: `deletion for ${target.run.workflowId}`,
    look: async (signal): Promise<Look<void>> => {
      const { sagemaker } = await sageMakerOf(services, target, signal);
      const found: Target[] = [];
      for (const candidate of attemptsOf({ target, only: attempt, made, foundSoFar: () => found.length }, targetOf)) {
        if (await isThere(sagemaker, candidate)) found.push(candidate);
      }
      // From the last to the first: a crash in between leaves no gap that would hide the later ones.
      for (const { name, remove } of found.toReversed()) {
        removed.add(name);
        // Somebody else was quicker: as good.
        await orNull(() => remove(sagemaker));
      }
      if (found.length > 0) return { state: `${found.length} left` };
      return (removed.size > 0 ? null : unfound.again()) ?? { done: undefined };
    },
  });
  return [...removed];
}

interface Attempts {
  target: HostingTarget;
  only: number | undefined;
  made: number;
  foundSoFar: () => number;
}

/** One attempt, or all: a ladder that was climbed has deleted what did not hold, so as many as were made are asked for, and some behind. */
function* attemptsOf(
  { target, only, made, foundSoFar }: Attempts,
  targetOf: (owned: Owned) => Target,
): Generator<Target> {
  if (only !== undefined) {
    yield targetOf(ownedOf(target, only));
    return;
  }
  for (let attempt = 1, missing = 0; attempt <= made || missing < missingAtTheEnd; attempt++) {
    const before = foundSoFar();
    yield targetOf(ownedOf(target, attempt));
    missing = foundSoFar() > before ? 0 : missing + 1;
  }
}

async function isThere(sagemaker: SageMaker, target: Target): Promise<boolean> {
  const ours = await orNull(async () => {
    const { arn } = await target.describe(sagemaker);
    return arn !== undefined && (await isOfRun(sagemaker, arn, target.tags));
  });
  return ours ?? false;
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

/** By what the resources of an attempt are found, and known to be of the run. */
interface Owned extends HostingNames {
  tags: readonly Tag[];
}

const ownedOf = (target: HostingTarget, attempt: number): Owned => ({
  ...hostingNames(target, attempt),
  tags: runTags(target),
});
