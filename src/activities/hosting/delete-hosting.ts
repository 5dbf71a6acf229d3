import type { Resource } from '../../aws/index.js';
import { endpointConfigs, endpoints, findToRemove, models, removeOnce, requestRemoval, Uses } from '../../aws/index.js';
import type { Activities, Removed } from '../../contract/activities.js';
import type { HostingTarget } from '../../contract/run/plan.js';
import { Absence } from '../waiting/absence.js';
import { sageMakerOf } from '../account-guard.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import { removedAndKept } from '../run-resources.js';
import { isEndpointOfRun, isOfRun, namesOf } from '../run-resources.js';
import type { Services } from '../services.js';

export const deleteEndpoint =
  (services: Services): Activities['deleteEndpoint'] =>
  async ({ target }) => {
    const name = namesOf(target).endpoint;
    const absence = new Absence(services.pollingIntervals);
    let seen = false;
    const policy = { isOurs: isEndpointOfRun(target), onFound: () => void (seen = true) };
    await poll(services, {
      what: `deletion of ${name}`,
      look: async (signal): Promise<Look<void>> => {
        const { sagemaker } = await sageMakerOf(services, target, signal);
        const removal = await removeOnce(sagemaker, endpoints, name, policy);
        if ('state' in removal) return { state: removal.state };
        const doubt = removal.settled === 'absent' && !seen ? absence.doubt() : null;
        return doubt ?? { done: undefined };
      },
    });
    return seen ? [name] : [];
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

async function deleteAttempts(services: Services, target: HostingTarget, attempts: Attempts): Promise<Removed> {
  const { resource } = attempts;
  const absence = new Absence(services.pollingIntervals);
  const removed = new Set<string>();
  const kept = new Set<string>();
  await poll(services, {
    what: `deletion for ${target.run.workflowId}`,
    look: async (signal): Promise<Look<void>> => {
      const { sagemaker } = await sageMakerOf(services, target, signal);
      const policy = {
        isOurs: isOfRun(target),
        uses: new Uses(sagemaker),
        onUsed: (sentence: string) => void kept.add(sentence),
      };
      const found = await namesThere(attempts, async (name) => {
        const there = await findToRemove(sagemaker, resource, name, policy);
        return typeof there === 'object' ? there.state : null;
      });
      // From the last to the first: a crash in between leaves no gap that would hide the later ones.
      for (const { name, state } of found.toReversed()) {
        removed.add(name);
        await requestRemoval(sagemaker, resource, name, state);
      }
      if (found.length > 0) return { state: `${found.length} left` };
      const doubt = removed.size === 0 ? absence.doubt() : null;
      return doubt ?? { done: undefined };
    },
  });
  return removedAndKept(removed, kept);
}

/** How many missing attempts in a row are the end of a run's. */
const missingAtTheEnd = 2;

/**
 * The attempts that are there, in their order. Failed attempts are deleted on the way and leave gaps, so all that were made are asked
 * for, and those after them until a few in a row are missing.
 */
async function namesThere(
  { attempt: only, made = 0, nameOf }: Attempts,
  stateOf: (name: string) => Promise<string | null>,
): Promise<{ name: string; state: string }[]> {
  const found: { name: string; state: string }[] = [];
  const [first, last] = only === undefined ? [1, made] : [only, only];
  const mayBeMore = (missing: number): boolean => only === undefined && missing < missingAtTheEnd;
  for (let attempt = first, missing = 0; attempt <= last || mayBeMore(missing); attempt++) {
    const name = nameOf(attempt);
    const state = await stateOf(name);
    missing = state === null ? missing + 1 : 0;
    if (state !== null) found.push({ name, state });
  }
  return found;
}
