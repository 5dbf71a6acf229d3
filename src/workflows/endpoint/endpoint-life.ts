import {
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { EndpointKey } from '../../contract/activities.js';
import type { EndpointInput, EndpointState, EndpointStatus } from '../../contract/endpoint-workflow.js';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import { activities } from '../activity-options.js';
import { keptIn } from '../kept.js';
import { outcomeOf } from '../outcome.js';
import { renewsWhileLeased, tagsExpiry } from '../patches.js';
import { ManagedEndpoint } from './managed-endpoint.js';
import { DeletionWatch } from './deletion-watch.js';

/** How often it is looked whether the run that holds the lease still goes on: it may have been terminated. */
const holderCheckMilliseconds = { whileWanted: 5 * 60_000, otherwise: 3_600_000 };

/**
 * Looks after one live endpoint for as long as it exists: leases, last good config, time to live. Ends once the endpoint is gone,
 * whoever deleted it, or at once when the first run that leased it left nothing live.
 */
export async function endpoint(input: EndpointInput): Promise<EndpointStatus> {
  const { name, region, account } = checked(input);
  const key = { name, region, account };
  const managed = new ManagedEndpoint(key, input.carried);
  // Only this workflow deletes the endpoint when its time has come, so it outlives its cancellation, and nobody's endpoint goes by it.
  void CancellationScope.current().cancelRequested.catch(() => {
    managed.note('a cancellation of this workflow was asked for: the endpoint stays; the update "delete" deletes it');
  });
  return CancellationScope.nonCancellable(() => lookAfter(managed, key));
}

async function lookAfter(managed: ManagedEndpoint, key: EndpointKey): Promise<EndpointStatus> {
  const watch = new DeletionWatch(key, {
    onGone: () => managed.changed(),
    onTrouble: (trouble) => managed.noteOnce(`can't be looked for, its time to live counts all the same: ${trouble}`),
  });
  for (;;) {
    // While a run holds the lease it may delete and create the endpoint as it needs.
    watch.keep(managed.holder === null ? managed.live : null);
    if (managed.holder === null) {
      if (managed.due(Date.now())) return retire(managed);
      if (watch.gone) return forget(managed);
      if (managed.idle) return managed.end('nothing was left live');
    }
    if (
      workflowInfo().continueAsNewSuggested &&
      allHandlersFinished() &&
      (managed.holder === null || renewsWhileLeased())
    ) {
      watch.keep(null);
      await continueAsNew<typeof endpoint>({ ...key, carried: managed.state });
    }
    if (managed.doubted) {
      managed.believe();
      await checkHolder(managed, managed.state);
      continue;
    }
    // Messages came meanwhile.
    if (await tagExpiry(managed, key)) continue;
    const seen = managed.version;
    const wait =
      managed.holder === null
        ? managed.untilExpiry(Date.now())
        : holderCheckMilliseconds[managed.wanted ? 'whileWanted' : 'otherwise'];
    const changed = (): boolean => managed.version !== seen;
    if (wait === null) await condition(changed);
    else {
      const summary =
        managed.holder === null ? `Time to live of ${key.name}` : `Look after the lease of ${managed.holder}`;
      if (!(await condition(changed, wait, { summary })) && managed.holder !== null)
        await checkHolder(managed, managed.state);
    }
  }
}

/**
 * Writes a new end of the time to live into the endpoint's tag; true where there was one to write. The tag is a second way to the same end:
 * without it the endpoint lives as long, and is deleted by this workflow.
 */
async function tagExpiry(managed: ManagedEndpoint, key: EndpointKey): Promise<boolean> {
  const expiresAt = managed.untaggedExpiry;
  if (expiresAt === undefined || !tagsExpiry()) return false;
  managed.tagged(expiresAt);
  try {
    await activities('look', `Tag ${key.name} with the end of its time to live`, {
      scheduleToCloseTimeout: '10 m',
    }).tagExpiry({ ...key, expiresAt });
  } catch (error) {
    const { failure } = outcomeOf(error);
    if (failure === null) throw error;
    managed.noteOnce(
      `its time to live could not be written into a tag, by which a sweep would know it: ${failure.type ?? ''}: ${failure.message}`,
    );
  }
  return true;
}

async function checkHolder(
  managed: ManagedEndpoint,
  { holder, holderExecution: execution }: Pick<EndpointState, 'holder' | 'holderExecution'>,
): Promise<void> {
  if (holder === null) return;
  try {
    const running = await activities('look', `Is ${holder} still going?`).isRunning(
      defined({ run: holder, execution }),
    );
    if (running || managed.holder !== holder || managed.state.holderExecution !== execution) managed.changed();
    else managed.endLease(holder, `run ${holder} has ended without giving its lease back`);
  } catch (error) {
    const { failure } = outcomeOf(error);
    if (failure === null) throw error;
    managed.noteOnce(`can't find out whether run ${holder} still goes on: ${failure.type ?? ''}: ${failure.message}`);
  }
}

/** Its time has come, or somebody asked for it. */
async function retire(managed: ManagedEndpoint): Promise<EndpointStatus> {
  managed.retiring();
  const { name, region, account, live, removal } = managed.status;
  const kept = await untilAllowed(managed, () =>
    activities('retire', `Delete endpoint ${name} with its config and model`).retireEndpoint({
      name,
      region,
      account,
      live,
      expired: removal === undefined,
    }),
  );
  const isKept = kept.some((sentence) => sentence.startsWith(`endpoint ${name} is kept`));
  return finished(managed, isKept ? 'left to whoever has moved it' : `deleted: ${managed.reason}`);
}

/** Deleted by hand: what only it used goes too. */
async function forget(managed: ManagedEndpoint): Promise<EndpointStatus> {
  managed.retiring();
  const { name, region, account, live } = managed.status;
  if (live !== null) {
    try {
      const removed = await activities('retire', `Delete what only ${name} used`).deleteReplaced({
        key: { name, region, account },
        replaced: live,
      });
      for (const sentence of keptIn(removed)) managed.note(sentence);
    } catch (error) {
      if (outcomeOf(error).failure === null) throw error;
      managed.note(`${live.configName} could not be deleted; it costs nothing`);
    }
  }
  return finished(managed, 'somebody deleted the endpoint');
}

const firstPauseMilliseconds = 3_600_000;
const longestPauseMilliseconds = 24 * 3_600_000;

/** An endpoint costs money until it is gone, and nobody else deletes it: a role without the permission gets time to be mended. */
async function untilAllowed(managed: ManagedEndpoint, remove: () => Promise<unknown>): Promise<string[]> {
  for (let pause = firstPauseMilliseconds; ; pause = Math.min(pause * 2, longestPauseMilliseconds)) {
    try {
      const kept = keptIn(await remove());
      for (const sentence of kept) managed.note(sentence);
      return kept;
    } catch (error) {
      const { failure } = outcomeOf(error);
      if (failure === null) throw error;
      managed.note(`could not be deleted, it goes on to cost money: ${failure.type}: ${failure.message}`);
      await sleep(pause, { summary: 'Pause before the endpoint is tried to be deleted again' });
    }
  }
}

async function finished(managed: ManagedEndpoint, note: string): Promise<EndpointStatus> {
  const status = managed.end(note);
  await condition(allHandlersFinished);
  return status;
}

/** A raw start may bring any JSON. */
function checked(input: EndpointInput): EndpointInput {
  const { name, region, account } = ((input as unknown) ?? {}) as Record<string, unknown>;
  if ([name, region, account].every((member) => typeof member === 'string' && member !== '')) return input;
  const type: FailureType = 'InvalidRequest';
  throw ApplicationFailure.nonRetryable('give {"name", "region", "account"} of the endpoint, all texts', type);
}
