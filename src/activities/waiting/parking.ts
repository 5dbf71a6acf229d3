import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { WatcherInput, WatcherState } from '../../contract/watcher.js';
import { watcherSignal, watcherWorkflowId } from '../../contract/watcher.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import { fromPayload } from '../../temporal/payloads.js';
import type { Services } from '../services.js';

/** What this process knows of a watcher. */
interface Known {
  /** Milliseconds since 1970. */
  readonly believedUntil: number;
  readonly state: Promise<WatcherState | null>;
}

/** State of an activity that a worker has, in the server's numbers. */
const started = 2;

/** A watcher that has listed nothing for so long does not do its work. */
const silentFor = 180_000;
/** Milliseconds for each wait that looks by itself, which is half of what SageMaker may be asked. */
const perWait = 500;

const watchers = new WeakMap<Services, Map<string, Known>>();

/** When the waits look again that this process has parked, by name: how many wait, where nobody else tells. */
const parkedHere = new WeakMap<Services, Map<string, Map<string, number>>>();

/** Milliseconds until a parked wait looks by itself: long where somebody wakes it, with jitter, so that not all come at once. */
export async function parkedFor(services: Services, place: WatcherInput, name: string): Promise<number> {
  const { parked, parkedUnwatched } = services.pollingIntervals;
  const state = await watcherOf(services, place).catch(() => null);
  const listed = state?.listedAt ?? 0;
  const watched = Date.now() - listed < silentFor;
  const own = parkedAt(services, place);
  // Processes that have the rest of what may be asked have parked as many for it.
  const waiting = Math.max(state?.waiting ?? 0, own.size / (services.rateShare ?? 1));
  const usual = watched ? parked : Math.min(Math.max(parkedUnwatched, waiting * perWait), parked);
  const pause = Math.round(usual * (0.8 + 0.4 * Math.random()));
  own.set(name, Date.now() + pause);
  return pause;
}

/** Those that have not come back in time have ended, or wait elsewhere. */
function parkedAt(services: Services, place: WatcherInput): Map<string, number> {
  const places = parkedHere.get(services) ?? new Map<string, Map<string, number>>();
  parkedHere.set(services, places);
  const id = watcherWorkflowId(place);
  const own = places.get(id) ?? new Map<string, number>();
  places.set(id, own);
  const now = Date.now();
  for (const [name, until] of own) if (now - until > services.pollingIntervals.overtime) own.delete(name);
  return own;
}

/** Has the watcher go on, or begin, also where the workers of another task queue have left it; null where there can be none, or it has not said anything yet. */
function watcherOf(services: Services, place: WatcherInput): Promise<WatcherState | null> {
  const own = watchers.get(services) ?? new Map<string, Known>();
  watchers.set(services, own);
  const id = watcherWorkflowId(place);
  const known = own.get(id);
  if (known !== undefined && Date.now() < known.believedUntil) return known.state;
  const { taskQueue } = Context.current().info;
  const { watcherBelieved, watcherRefresh } = services.pollingIntervals;
  const state = ask(services, place, taskQueue);
  const believe = (milliseconds: number): void => void own.set(id, { believedUntil: Date.now() + milliseconds, state });
  believe(watcherBelieved);
  state.then(
    (found) => {
      // One that has just begun is soon asked again, but not by each that waits: its history holds what it hears.
      if ((found?.listedAt ?? null) === null) believe(watcherRefresh);
    },
    () => own.delete(id),
  );
  return state;
}

async function ask(services: Services, place: WatcherInput, taskQueue: string): Promise<WatcherState | null> {
  const registered = await services.registeredSearchAttributes();
  // By these it finds who waits.
  if (!registered.includes('TunewrightPhase') || !registered.includes('TunewrightTrainingJob')) return null;
  const { workflow } = services.temporal;
  const handle = await workflow.signalWithStart(workflowTypes.watcher, {
    workflowId: watcherWorkflowId(place),
    taskQueue,
    args: [place],
    signal: watcherSignal,
    staticSummary: `Wakes the runs that wait in ${place.region}`,
  });
  try {
    const { raw, taskQueue: itsQueue, startTime } = await handle.describe();
    const [round] = raw.pendingActivities ?? [];
    const payload = round?.heartbeatDetails?.payloads?.[0];
    const state = payload ? await fromPayload<WatcherState>(services.temporal, payload) : null;
    const quietSince = state?.listedAt ?? startTime.getTime();
    const isAlone = Number(round?.state) !== started && Date.now() - quietSince >= silentFor;
    // The next that is parked has it begin here.
    if (itsQueue !== taskQueue && isAlone) await handle.terminate(`no worker of the task queue ${itsQueue} goes on`);
    return state;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
