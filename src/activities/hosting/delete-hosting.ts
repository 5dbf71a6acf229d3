import { Context } from '@temporalio/activity';
import type { Resource, SageMaker } from '../../aws/index.js';
import { endpointConfigs, endpoints, models, orNull, removeOnce } from '../../aws/index.js';
import type { Activities, Removed } from '../../contract/activities.js';
import type { HostingTarget } from '../../contract/run/plan.js';
import { Absence } from '../waiting/absence.js';
import { sageMakerOf } from '../account-guard.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import { removedAndKept } from '../run-resources.js';
import { isEndpointOfRun, isOfRun, namesOf, notOurs } from '../run-resources.js';
import type { Services } from '../services.js';

export const deleteEndpoint =
  (services: Services): Activities['deleteEndpoint'] =>
  async ({ target }) => {
    const name = namesOf(target).endpoint;
    const absence = new Absence(services.pollingIntervals);
    let seen = false;
    let kept: string[] = [];
    const policy = { isOurs: isEndpointOfRun(target), onFound: () => void (seen = true) };
    await poll(services, {
      what: `deletion of ${name}`,
      look: async (signal): Promise<Look<void>> => {
        const { sagemaker } = await sageMakerOf(services, target, signal);
        const removal = await removeOnce(sagemaker, endpoints, name, policy);
        if ('state' in removal) return { state: removal.state };
        const doubt = removal.settled === 'absent' && !seen ? absence.doubt() : null;
        if (removal.settled === 'kept') kept = [notOurs(endpoints.kind, name)];
        return doubt ?? { done: undefined };
      },
    });
    return removedAndKept(seen ? [name] : [], kept);
  };

export const deleteEndpointConfig =
  (services: Services): Activities['deleteEndpointConfig'] =>
  ({ target, ...attempts }) =>
    deleteAttempts(services, target, {
      ...attempts,
      resource: endpointConfigs,
      nameOf: (attempt) => namesOf(target, attempt).endpointConfig,
    });

export const deleteModel =
  (services: Services): Activities['deleteModel'] =>
  ({ target, ...attempts }) =>
    deleteAttempts(services, target, {
      ...attempts,
      resource: models,
      nameOf: (attempt) => namesOf(target, attempt).model,
    });

/** What a run made of one kind, by attempt. */
interface Attempts {
  resource: Resource;
  nameOf: (attempt: number) => string;
  /** The one attempt that it is about; left out: all of the run. */
  attempt?: number;
  /** How many attempts the run made, as far as it knows. */
  made?: number;
}

/** Heartbeat, from which the next attempt of the activity goes on: looks have their turns with those of all other runs. */
interface Progress {
  /** The attempt of the run that is looked at. */
  at: number;
  readonly removed: string[];
  readonly kept: string[];
}

/** The newest first: most of those before it were deleted when they did not hold. */
async function deleteAttempts(services: Services, target: HostingTarget, attempts: Attempts): Promise<Removed> {
  const { resource, nameOf, attempt: only, made = 1 } = attempts;
  const absence = new Absence(services.pollingIntervals);
  const earlier = Context.current().info.heartbeatDetails as Progress | null | undefined;
  const last = async (): Promise<number> =>
    poll(services, {
      what: `deletion for ${target.run.workflowId}`,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, target, signal);
        return { done: await lastThere(made, (attempt) => isThere(sagemaker, resource, nameOf(attempt))) };
      },
    });
  const progress: Progress = earlier ?? { at: only ?? (await last()), removed: [], kept: [] };
  for (; progress.at >= (only ?? 1); progress.at--) {
    const name = nameOf(progress.at);
    let seen = false;
    await poll(services, {
      what: `deletion of ${name}`,
      details: () => progress,
      look: async (signal): Promise<Look<void>> => {
        const { sagemaker } = await sageMakerOf(services, target, signal);
        const removal = await removeOnce(sagemaker, resource, name, {
          isOurs: isOfRun(target),
          onFound: () => void (seen = true),
          onUsed: (sentence) => void progress.kept.push(sentence),
        });
        if ('state' in removal) return { state: removal.state };
        const doubt = removal.settled === 'absent' && !seen ? absence.doubt() : null;
        return doubt ?? { done: undefined };
      },
    });
    if (seen) progress.removed.push(name);
  }
  return removedAndKept(progress.removed, new Set(progress.kept));
}

/** How many missing attempts in a row are the end of a run's. */
const missingAtTheEnd = 2;

/** The last attempt that there may be: a run that was reset does not know of those that its earlier life made. */
async function lastThere(made: number, isThere: (attempt: number) => Promise<boolean>): Promise<number> {
  let last = made;
  for (let attempt = made + 1; attempt <= last + missingAtTheEnd; attempt++) {
    if (await isThere(attempt)) last = attempt;
  }
  return last;
}

const isThere = async (sagemaker: SageMaker, resource: Resource, name: string): Promise<boolean> =>
  (await orNull(() => resource.describe(sagemaker, name))) !== null;
