import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Activities } from '../../contract/activities.js';
import { hasTrainingJobEnded } from '../../contract/resources.js';
import type { WatcherState } from '../../contract/watcher.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import type { Services } from '../services.js';
import type { Subscription } from '../waiting/shared-list.js';
import { sharedListOf } from '../waiting/shared-lists.js';
import { heartbeating } from '../waiting/heartbeating.js';
import { pause } from '../waiting/pause.js';
import type { Execution } from '../waiting/wake-parked.js';
import { waitOf, wakeParked } from '../waiting/wake-parked.js';

/** Who waits, as Temporal lists it: an index, some seconds behind. */
const query = `WorkflowType = '${workflowTypes.fineTune}' AND ExecutionStatus = 'Running' AND TunewrightPhase = 'train'`;
const page = 1_000;

/** Milliseconds for each that waits, between two looks at who does: ten pages a minute. */
const perWait = 6;
/** Milliseconds until one that was woken and still waits is looked after, and then woken again if it is parked. */
const again = 60_000;
/** Calls at a time. */
const parallel = 8;
/** Runs that are woken and have not moved on: each takes a slot of a worker, and waits for its turn to look. */
const mostAtOnce = 1_000;

class Waiting {
  readonly execution: Execution;
  readonly subscription: Subscription;
  /** When it is to be woken, if its job has ended and it still waits. */
  dueAt = 0;
  /** It was woken, and a worker holds it since. */
  looks = false;

  constructor(execution: Execution, subscription: Subscription) {
    this.execution = execution;
    this.subscription = subscription;
  }
}

/**
 * Holds nothing that another attempt would need: who waits and what has ended is found anew. A run that is woken in vain looks once and
 * waits on; one that is not woken looks by itself, later.
 */
export const wakeWaits =
  (services: Services): Activities['wakeWaits'] =>
  (place) => {
    const { heartbeat, attempt, watcherRefresh } = services.pollingIntervals;
    const sharedList = sharedListOf(services, 'parked training job', place);
    const waits = new Map<string, Waiting>();
    const details = (): WatcherState => ({ listedAt: sharedList.listedAt, waiting: waits.size });
    const what = (): string => `${waits.size} wait in ${place.region}`;
    return heartbeating({ interval: heartbeat, details, what, leaving: services.leaving }, async (signal) => {
      const end = Date.now() + attempt;
      let news: () => void = () => undefined;
      try {
        for (let refreshAt = 0; ;) {
          const now = Date.now();
          if (now >= refreshAt) {
            await refresh(services.temporal, waits, (name) => {
              const subscription = sharedList.join(name, () => 'open');
              void follow(
                subscription,
                () => waits.get(name)?.subscription === subscription,
                () => news(),
              );
              return subscription;
            });
            refreshAt = Date.now() + Math.max(watcherRefresh, waits.size * perWait);
            Context.current().heartbeat(details());
            if (now >= end) return { waiting: waits.size };
          }
          const changed = new Promise<void>((resolve) => (news = resolve));
          const ended = [...waits.values()].filter(hasEnded);
          const all = ended.filter(({ dueAt }) => Date.now() >= dueAt).sort((one, other) => one.dueAt - other.dueAt);
          const [looking, parked] = [all.filter(({ looks }) => looks), all.filter(({ looks }) => !looks)];
          const due = [...looking, ...parked.slice(0, Math.max(mostAtOnce - (ended.length - parked.length), 0))];
          // One that a worker has looks by itself, or is parked after its look.
          for (const wait of due) wait.dueAt = Date.now() + watcherRefresh;
          await wake(services.temporal, due, signal);
          await pause(Math.max(refreshAt - Date.now(), 0), signal, changed);
        }
      } finally {
        for (const { subscription } of waits.values()) subscription.leave();
        waits.clear();
        news();
      }
    });
  };

/** Calls for every change until the wait is over. */
async function follow(subscription: Subscription, goesOn: () => boolean, tell: () => void): Promise<void> {
  for (;;) {
    await subscription.changed();
    subscription.takeNews();
    if (!goesOn()) return;
    tell();
  }
}

async function refresh(
  client: Client,
  waits: Map<string, Waiting>,
  join: (name: string) => Subscription,
): Promise<void> {
  const found = new Set<string>();
  for await (const { workflowId, runId, searchAttributes } of client.workflow.list({ query, pageSize: page })) {
    const name = searchAttributes['TunewrightTrainingJob']?.[0];
    if (typeof name !== 'string') continue;
    found.add(name);
    if (waits.get(name)?.execution.runId === runId) continue;
    waits.get(name)?.subscription.leave();
    waits.delete(name);
    waits.set(name, new Waiting({ workflowId, runId }, join(name)));
  }
  for (const [name, { subscription }] of waits) {
    if (found.has(name)) continue;
    subscription.leave();
    waits.delete(name);
  }
}

const hasEnded = ({ subscription }: Waiting): boolean =>
  subscription.listed !== undefined && hasTrainingJobEnded(subscription.listed.state);

async function wake(client: Client, due: readonly Waiting[], signal: AbortSignal): Promise<void> {
  const left = due.values();
  const work = async (): Promise<void> => {
    for (const wait of left) {
      signal.throwIfAborted();
      // What fails here is tried again, and the wait also looks by itself.
      if (wait.looks) {
        wait.looks = (await waitOf(client, wait.execution).catch(() => 'held')) === 'held';
      } else if (await wakeParked(client, wait.execution).catch(() => false)) {
        wait.looks = true;
        wait.dueAt = Date.now() + again;
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
}
