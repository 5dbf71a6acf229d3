import { allHandlersFinished, condition, continueAsNew, defineSignal, setHandler } from '@temporalio/workflow';
import type { WatcherInput } from '../contract/watcher.js';
import { watcherSignal } from '../contract/watcher.js';
import { activities } from './activity-options.js';

const waitingSignal = defineSignal(watcherSignal);

/** Rounds until it goes on as a new one: a history of a few hundred events. */
const mostRounds = 100;

/**
 * Wakes the runs of an account and region whose training jobs have ended and whose waits no worker holds. It knows nothing of its own:
 * who waits is asked of Temporal, what ended of SageMaker, so that it may die, or be late, at any time: the waits look by themselves too.
 */
export async function watcher(input: WatcherInput): Promise<void> {
  let heard = false;
  setHandler(waitingSignal, () => void (heard = true), { description: 'Somebody waits: go on for another round' });
  for (let round = 1; round <= mostRounds; round++) {
    heard = false;
    const { waiting } = await activities('watchers', `Wake who waits in ${input.region}`).wakeWaits(input);
    if (waiting === 0 && !heard) return;
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof watcher>(input);
}
