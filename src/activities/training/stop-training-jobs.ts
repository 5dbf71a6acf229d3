import { Context } from '@temporalio/activity';
import type { SageMaker } from '../../aws/index.js';
import { removeOnce, trainingJobs } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import type { TrainingTarget } from '../../contract/run/plan.js';
import { Absence } from '../waiting/absence.js';
import { sageMakerOf } from '../account-guard.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import { isOfRun, notOurs, removedAndKept, trainingJobName } from '../run-resources.js';
import type { Services } from '../services.js';

/** Heartbeat: which attempts are settled, so that the next attempt of this activity goes on from there. */
interface Progress {
  /** The attempt that is looked at. */
  at: number;
  /** From the newest that the run knows of upwards, until there is none; then from there down to the first. */
  direction: 'up' | 'down';
  stopped: string[];
  /** Sentences; absent in what an older worker noted. */
  kept?: string[];
}

/**
 * Stops every job of the run that still goes on, and waits until it has ended: only then does it cost nothing. The newest first: those
 * before it have ended, or there would be no newer one, and looks have their turns with those of all other runs.
 */
export const stopTrainingJobs =
  (services: Services): Activities['stopTrainingJobs'] =>
  async ({ target, made = 1 }) => {
    const newest = Math.max(made, 1);
    const earlier = Context.current().info.heartbeatDetails as Progress | null | undefined;
    const progress: Progress = earlier ?? { at: newest, direction: 'up', stopped: [] };
    while (progress.at >= 1) {
      const { at } = progress;
      const absence = new Absence(services.pollingIntervals);
      const found = await poll(services, {
        what: `stop of training job, attempt ${at}`,
        details: () => progress,
        look: async (signal) =>
          stopOnce((await sageMakerOf(services, target, signal)).sagemaker, target, at, {
            absence,
            onKept: (sentence) => void (progress.kept ??= []).push(sentence),
          }),
      });
      if (found !== null) progress.stopped.push(found);
      if (progress.direction === 'up' && found !== null) progress.at += 1;
      else if (progress.direction === 'up') Object.assign(progress, { direction: 'down', at: newest - 1 });
      else progress.at -= 1;
    }
    return removedAndKept(progress.stopped, progress.kept ?? []);
  };

/** Done with the job's name once it has ended; done with null when there is no such job of this run. */
async function stopOnce(
  sagemaker: SageMaker,
  target: TrainingTarget,
  attempt: number,
  { absence, onKept }: { readonly absence: Absence; readonly onKept: (sentence: string) => void },
): Promise<Look<string | null>> {
  const name = trainingJobName(target, attempt);
  const removal = await removeOnce(sagemaker, trainingJobs, name, { isOurs: isOfRun(target) });
  if ('state' in removal) return { state: removal.state };
  switch (removal.settled) {
    case 'over':
      return { done: name };
    case 'kept':
      onKept(notOurs(trainingJobs.kind, name));
      return { done: null };
    case 'absent':
      return absence.doubt() ?? { done: null };
  }
}
