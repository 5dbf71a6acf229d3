import type { SageMaker } from '../../aws/index.js';
import { removeOnce, trainingJobs } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import type { TrainingTarget } from '../../contract/plan.js';
import { Absence } from '../waiting/absence.js';
import { sageMakerOf } from '../account-guard.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import { isOfRun, trainingJobName } from '../run-resources.js';
import type { Services } from '../services.js';

/** Stops every job of the run that still goes on, attempt by attempt, and waits until it has ended: only then does it cost nothing. */
export const stopTrainingJobs =
  (services: Services): Activities['stopTrainingJobs'] =>
  async ({ target }) => {
    const stopped: string[] = [];
    for (let attempt = 1; ; attempt++) {
      const absence = new Absence(services.pollingIntervals);
      const found = await poll(services.pollingIntervals, {
        what: `stop of training job, attempt ${attempt}`,
        look: async (signal) =>
          stopOnce((await sageMakerOf(services, target, signal)).sagemaker, target, attempt, absence),
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
  absence: Absence,
): Promise<Look<string | null>> {
  const name = trainingJobName(target, attempt);
  const removal = await removeOnce(sagemaker, trainingJobs, name, { isOurs: isOfRun(target) });
  if ('state' in removal) return { state: removal.state };
  switch (removal.settled) {
    case 'over':
      return { done: name };
    case 'kept':
      return { done: null };
    case 'absent':
      return absence.doubt() ?? { done: null };
  }
}
