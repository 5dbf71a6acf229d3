import type { SageMaker } from '../aws/index.js';
import { isNotFound, isWrongState } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { TrainingTarget } from '../contract/plan.js';
import { resourceName } from '../contract/names.js';
import { runTags } from '../plan/index.js';
import { sageMakerOf } from './account-guard.js';
import { isOfRun } from './ownership.js';
import type { Look } from './polling.js';
import { poll } from './polling.js';
import type { Services } from './services.js';
import { endedJob } from './states.js';
import { Unfound } from './unfound.js';

/** Stops every job of the run that still goes on, attempt by attempt, and waits until it has ended: only then does it cost nothing. */
export const stopTrainingJobs =
  (services: Services): Activities['stopTrainingJobs'] =>
  async ({ target }) => {
    const stopped: string[] = [];
    for (let attempt = 1; ; attempt++) {
      const unfound = new Unfound(services.pace);
      const found = await poll(services.pace, {
        what: `stop of training job, attempt ${attempt}`,
        look: async (signal) =>
          stopOnce((await sageMakerOf(services, target, signal)).sagemaker, target, attempt, unfound),
      });
      if (found === null) return stopped;
      stopped.push(found);
    }
  };

/** Done with the job's name once it has ended; done with null when there is no such job of this run. */
async function stopOnce(
  sagemaker: SageMaker,
  target: TrainingTarget,
  attempt: number,
  unfound: Unfound,
): Promise<Look<string | null>> {
  const name = resourceName(target.run, attempt);
  try {
    const job = await sagemaker.describeTrainingJob(name);
    const status = job.TrainingJobStatus ?? 'unknown';
    if (endedJob.has(status)) return { done: name };
    if (job.TrainingJobArn === undefined || !(await isOfRun(sagemaker, job.TrainingJobArn, runTags(target))))
      return { done: null };
    if (status === 'InProgress') await sagemaker.stopTrainingJob(name);
    return { state: status };
  } catch (error) {
    if (isNotFound(error)) return unfound.again() ?? { done: null };
    // It ended between the two calls: the next look sees how.
    if (isWrongState(error)) return { state: 'ending' };
    throw error;
  }
}
