import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { EndpointInput, EndpointStatus } from '../../contract/endpoint-workflow.js';
import type { FailureType } from '../../contract/failures.js';
import { activities } from '../activity-options.js';
import { outcomeOf } from '../outcome.js';
import { EndpointDesk } from './endpoint-desk.js';
import { GoneWatch } from './gone-watch.js';

/** How often a lease is looked after: its run may have been terminated. Milliseconds. */
const holderCheck = { whileWanted: 5 * 60_000, otherwise: 3_600_000 };

/**
 * Looks after one live endpoint for as long as it exists: leases, last good config, time to live. Ends once the endpoint is gone,
 * whoever deleted it, or at once when the first run that leased it left nothing live.
 */
export async function endpoint(input: EndpointInput): Promise<EndpointStatus> {
  const { name, region, account } = checked(input);
  const key = { name, region, account };
  const desk = new EndpointDesk(key, input.carried);
  const watch = new GoneWatch(key, () => desk.changed());
  for (;;) {
    // While a run holds the lease it may delete and create the endpoint as it needs.
    watch.keep(desk.holder === null ? desk.live : null);
    if (desk.holder === null) {
      if (desk.due(Date.now())) return retire(desk);
      if (watch.gone) return forget(desk);
      if (desk.idle) return desk.end('nothing was left live');
      if (workflowInfo().continueAsNewSuggested && allHandlersFinished()) {
        watch.keep(null);
        await continueAsNew<typeof endpoint>({ ...key, carried: desk.state });
      }
    }
    const seen = desk.version;
    const wait =
      desk.holder === null ? desk.untilExpiry(Date.now()) : holderCheck[desk.wanted ? 'whileWanted' : 'otherwise'];
    const changed = (): boolean => desk.version !== seen;
    if (wait === null) await condition(changed);
    else {
      const summary = desk.holder === null ? `Time to live of ${name}` : `Look after the lease of ${desk.holder}`;
      if (!(await condition(changed, wait, { summary })) && desk.holder !== null) await checkHolder(desk, desk.holder);
    }
  }
}

async function checkHolder(desk: EndpointDesk, holder: string): Promise<void> {
  const running = await activities('look', `Is ${holder} still going?`).isRunning({ run: holder });
  if (!running) desk.endLease(holder, `run ${holder} has ended without giving its lease back`);
}

/** Its time has come, or somebody asked for it. */
async function retire(desk: EndpointDesk): Promise<EndpointStatus> {
  desk.retiring();
  const { name, region, account, live } = desk.status;
  await untilAllowed(desk, () =>
    activities('retire', `Delete endpoint ${name} with its config and model`).retireEndpoint({
      ...{ name, region, account, live },
    }),
  );
  return finished(desk, `deleted: ${desk.reason}`);
}

/** Deleted by hand: what only it used goes too. */
async function forget(desk: EndpointDesk): Promise<EndpointStatus> {
  desk.retiring();
  const { name, region, account, live } = desk.status;
  if (live !== null) {
    try {
      await activities('retire', `Delete what only ${name} used`).deleteReplaced({
        key: { name, region, account },
        replaced: live,
      });
    } catch (error) {
      if (outcomeOf(error).failure === null) throw error;
      desk.note(`${live.configName} could not be deleted; it costs nothing`);
    }
  }
  return finished(desk, 'somebody deleted the endpoint');
}

/** Milliseconds. */
const firstPause = 3_600_000;
const longestPause = 24 * 3_600_000;

/** An endpoint costs money until it is gone, and nobody else deletes it: a role without the permission gets time to be mended. */
async function untilAllowed(desk: EndpointDesk, remove: () => Promise<unknown>): Promise<void> {
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      await remove();
      return;
    } catch (error) {
      const { failure } = outcomeOf(error);
      if (failure === null) throw error;
      desk.note(`could not be deleted, it goes on to cost money: ${failure.type}: ${failure.message}`);
      await sleep(pause, { summary: 'Pause before the endpoint is tried to be deleted again' });
    }
  }
}

async function finished(desk: EndpointDesk, note: string): Promise<EndpointStatus> {
  const status = desk.end(note);
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
