import type { Plan, TrainingRung, TrainingTarget } from '../contract/plan.js';
import type { EndedTrainingJob } from '../contract/resources.js';
import { trainingJobEnds } from '../contract/resources.js';
import type { TrainingJobResult } from '../contract/results.js';
import { activities, limits } from './activity-options.js';
import type { Compensation } from './compensation.js';
import type { Try } from './ladder.js';
import { climb } from './ladder.js';
import { outcomeOf } from './outcome.js';
import type { StatusBoard } from './status-board.js';
import { trainingTarget } from './activity-inputs.js';

const what = 'training job';

/** The state that the failure tells the job has ended in; undefined where it may still go on. */
const endOf = (error: unknown): EndedTrainingJob | undefined =>
  (trainingJobEnds as Partial<Record<string, EndedTrainingJob>>)[outcomeOf(error).failure?.type ?? ''];

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
    if (endOf(error) !== undefined) compensation.settled(what);
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
    const ended = endOf(error);
    if (ended !== undefined) {
      board.resource(what, job.name, ended);
      board.spending.trained(rung, billableTimeOf(outcomeOf(error).failure?.details));
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
