import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { WatcherInput } from '../contract/watcher.js';
import { watcherSignal } from '../contract/watcher.js';
import { activities } from './activity-options.js';
import { renewsByHistory } from './patches.js';

const waitingSignal = defineSignal(watcherSignal);

/** Rounds until it goes on as a new one: a history of a few hundred events. */
const mostRounds = 100;
/** Events after which it does so too: each process where somebody waits makes four a minute. */
const longestHistory = 2_000;

/**
 * Wakes the runs of an account and region whose training jobs have ended and whose waits no worker holds. It knows nothing of its own:
 * who waits is asked of Temporal, what ended of SageMaker, so that it may die, or be late, at any time: the waits look by themselves too.
 */
export async function watcher(input: WatcherInput): Promise<void> {
  /** Of all that have said so, and how many of these before the round. */
  let heard = 0;
  setHandler(waitingSignal, () => void heard++, { description: 'Somebody waits: go on for another round' });
  for (let round = 1; round <= mostRounds; round++) {
    const before = heard;
    const { waiting } = await activities('watchOver', `Wake who waits in ${input.region}`).wakeWaits(input);
    if (waiting === 0 && heard === before) return;
    if (workflowInfo().historyLength > longestHistory && renewsByHistory()) break;
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof watcher>(input);
}
