import type { FailureType } from '../contract/failures.js';
import type { Plan } from '../contract/plan.js';
import type { TrainingJobResult } from '../contract/results.js';
import { activities, limits } from './activity-options.js';
import type { Compensation } from './compensation.js';
import { outcomeOf } from './outcome.js';
import type { StatusBoard } from './status-board.js';

const what = 'training job';

/** Failures that tell that the job has ended, so that there is nothing to stop. */
const endStates: Partial<Record<string, string>> = {
  TrainingJobFailed: 'Failed',
  TrainingJobStopped: 'Stopped',
  MaxRuntimeExceeded: 'Stopped',
} satisfies Partial<Record<FailureType, string>>;

/** Starts the training job and waits for it, however long it takes within its own limits. */
export async function trainModel(
  plan: Plan,
  board: StatusBoard,
  compensation: Compensation,
): Promise<TrainingJobResult> {
  const [rung] = plan.training.rungs;
  board.enter('train');
  compensation.before(what, () => activities('cleanUp', 'Stop the training job').stopTrainingJobs({ plan }));
  const job = await activities('create', `Start training ${plan.model.id} on ${rung?.instanceType}`).startTrainingJob({
    plan,
  });
  board.resource(what, job.name, 'InProgress');
  board.findBy({ TunewrightTrainingJob: job.name });
  const trained = await waitForTrainingJob(plan, job.name).catch((error: unknown) => {
    const ended = endStates[outcomeOf(error).failure?.type ?? ''];
    if (ended !== undefined) {
      compensation.settled(what);
      board.resource(what, job.name, ended);
    }
    throw error;
  });
  compensation.settled(what);
  board.resource(what, job.name, trained.status);
  board.status.metrics = trained.metrics;
  board.status.epochs = trained.epochs;
  board.publish();
  return trained;
}

/** The one place that waits for a job: one activity, so three history events however long it takes. */
function waitForTrainingJob(plan: Plan, name: string): Promise<TrainingJobResult> {
  const longest = limits.pending + plan.training.maxRuntimeInSeconds + limits.margin;
  return activities('wait', `Wait for training job ${name}`, {
    scheduleToCloseTimeout: longest * 1000,
  }).watchTrainingJob({ plan, name });
}
