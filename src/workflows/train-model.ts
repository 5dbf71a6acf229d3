import type { FailureType } from '../contract/failures.js';
import type { Plan, TrainingRung, TrainingTarget } from '../contract/plan.js';
import type { TrainingJobResult } from '../contract/results.js';
import { activities, limits } from './activity-options.js';
import type { Compensation } from './compensation.js';
import type { Try } from './ladder.js';
import { climb } from './ladder.js';
import { outcomeOf } from './outcome.js';
import type { StatusBoard } from './status-board.js';
import { trainingTarget } from './activity-inputs.js';

const what = 'training job';

/** Failures that tell that the job has ended, so that there is nothing to stop, with the state that it ended in. */
const endStates: Partial<Record<string, string>> = {
  TrainingJobFailed: 'Failed',
  TrainingInternalError: 'Failed',
  NoCapacity: 'Failed',
  TrainingJobStopped: 'Stopped',
  MaxRuntimeExceeded: 'Stopped',
  MaxWaitTimeExceeded: 'Stopped',
} satisfies Partial<Record<FailureType, string>>;

interface Parts {
  board: StatusBoard;
  compensation: Compensation;
}

/** Starts the training job on the first rung that holds, and waits for it, however long it takes within its own limits. */
export async function trainModel(plan: Plan, { board, compensation }: Parts): Promise<TrainingJobResult> {
  board.enter('train');
  const target = trainingTarget(plan);
  compensation.before(what, () => activities('cleanUp', 'Stop the training job').stopTrainingJobs({ target }));
  const ladder = { what, rungs: plan.training.rungs };
  const trained = await climb(ladder, board, async (rung, step) => {
    const job = await train(target, rung, step, board);
    return { ...job, instanceType: rung.instanceType };
  }).catch((error: unknown) => {
    if (endStates[outcomeOf(error).failure?.type ?? ''] !== undefined) compensation.settled(what);
    throw error;
  });
  compensation.settled(what);
  board.status.metrics = trained.metrics;
  board.status.epochs = trained.epochs;
  board.publish();
  return trained;
}

async function train(
  target: TrainingTarget,
  rung: TrainingRung,
  step: Try,
  board: StatusBoard,
): Promise<TrainingJobResult> {
  const job = await activities('create', `Start training ${target.model.id} on ${rung.instanceType}`).startTrainingJob({
    target,
    rung: step.rung,
    attempt: step.attempt,
  });
  Object.assign(step, { attempt: job.attempt, used: true });
  board.resource(what, job.name, 'InProgress');
  board.findBy({ TunewrightTrainingJob: job.name });
  try {
    const trained = await waitForTrainingJob(target, job.name);
    board.resource(what, job.name, trained.status);
    board.spending.trained(rung, trained.billableTimeInSeconds);
    return trained;
  } catch (error) {
    const { failure } = outcomeOf(error);
    const ended = endStates[failure?.type ?? ''];
    if (ended !== undefined) {
      board.resource(what, job.name, ended);
      board.spending.trained(rung, billableTimeOf(failure?.details));
    }
    throw error;
  }
}

/** The one place that waits for a job: one activity, so three history events however long it takes. */
function waitForTrainingJob(target: TrainingTarget, name: string): Promise<TrainingJobResult> {
  const longest = limits.pending + target.training.maxRuntimeInSeconds + limits.margin;
  return activities('wait', `Wait for training job ${name}`, {
    scheduleToCloseTimeout: longest * 1000,
  }).watchTrainingJob({ target, name });
}

function billableTimeOf(details: unknown[] | null | undefined): number | undefined {
  const [first] = (details ?? []) as ({ billableTimeInSeconds?: unknown } | undefined)[];
  return typeof first?.billableTimeInSeconds === 'number' ? first.billableTimeInSeconds : undefined;
}
