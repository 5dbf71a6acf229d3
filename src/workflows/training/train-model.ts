import type { Created } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import { resourceName } from '../../contract/names.js';
import type { Plan, TrainingRung, TrainingTarget } from '../../contract/run/plan.js';
import type { EndedTrainingJob } from '../../contract/resources.js';
import { trainingJobEnds } from '../../contract/resources.js';
import type { TrainingJobResult } from '../../contract/run/results.js';
import type { Woken } from '../../contract/watcher.js';
import { watchActivityId } from '../../contract/watcher.js';
import { activities, limits } from '../activity-options.js';
import { keptIn } from '../kept.js';
import type { Compensation } from '../run/compensation.js';
import { tryInstanceTypes } from '../instance-types.js';
import { settlingWhatIsTaken } from '../run/name-taken.js';
import { outcomeOf } from '../outcome.js';
import { parksWaits, takesStepsTogether } from '../patches.js';
import type { PublishedStatus } from '../status/published-status.js';
import { trainingTarget } from '../activity-inputs.js';

const what = 'training job';

/** The state that the failure tells the job has ended in; undefined where it may still go on. */
const endOf = (error: unknown): EndedTrainingJob | undefined =>
  (trainingJobEnds as Partial<Record<string, EndedTrainingJob>>)[outcomeOf(error).failure?.type ?? ''];

interface Parts {
  published: PublishedStatus;
  compensation: Compensation;
}

/** Starts the training job on the first rung that holds, and waits for it, however long it takes within its own limits. */
export async function trainModel(plan: Plan, { published, compensation }: Parts): Promise<TrainingJobResult> {
  const target = trainingTarget(plan);
  published.enter('train', takesStepsTogether() ? { TunewrightTrainingJob: resourceName(target.run, 1) } : {});
  /** The newest attempt: the one that may still go on. */
  let made = 1;
  compensation.before(what, async () => {
    const kept = keptIn(await activities('cleanUp', 'Stop the training job').stopTrainingJobs({ target, made }));
    for (const sentence of kept) published.note(sentence);
    if (kept.length > 0) published.resource(what, resourceName(target.run, made), 'Kept');
  });
  const ladder = { what, rungs: plan.training.rungs };
  const trained = await tryInstanceTypes(ladder, published, {
    begin: async ({ instanceType }, step) => {
      made = step.attempt;
      const job = await settlingWhatIsTaken(
        what,
        compensation,
        activities('create', `Start training ${target.model.id} on ${instanceType}`).startTrainingJob({
          target,
          ...step,
        }),
      );
      made = job.attempt;
      for (let earlier = step.attempt; earlier < job.attempt; earlier++) {
        published.note(noteOnEarlier(resourceName(target.run, earlier), job.name));
      }
      return job;
    },
    complete: (rung, job) => train({ target, labels: plan.labels }, rung, job, published),
  }).catch((error: unknown) => {
    if (endOf(error) !== undefined) compensation.settled(what);
    throw error;
  });
  compensation.settled(what);
  published.status.metrics = trained.metrics;
  published.status.epochs = trained.epochs;
  published.status.artifact = trained.modelArtifact;
  if (trained.modelArtifactETag !== undefined) published.status.artifactETag = trained.modelArtifactETag;
  published.publish();
  return trained;
}

/** A second job costs as much as the first: the run that was reset says why there is one. */
const noteOnEarlier = (earlier: string, name: string): string =>
  `training job ${earlier} of an earlier life of this run ended badly, or trained for another request: ${name} trains in its place`;

async function train(
  { target, labels }: { target: TrainingTarget; labels: readonly string[] | undefined },
  rung: TrainingRung,
  job: Created,
  published: PublishedStatus,
): Promise<TrainingJobResult> {
  published.resource(what, job.name, 'InProgress');
  published.findBy({ TunewrightTrainingJob: job.name });
  try {
    const trained = await waitForTrainingJob(target, job.name, labels);
    published.resource(what, job.name, trained.status);
    if (trained.labelsFault !== undefined) {
      published.note(
        `the names of the classes are not beside the model, so its endpoints answer by numbers: ${trained.labelsFault}`,
      );
    }
    published.warn(trained.warnings ?? []);
    published.spending.trained(rung, trained.billableTimeInSeconds);
    return { ...trained, instanceType: rung.instanceType };
  } catch (error) {
    const ended = endOf(error);
    if (ended !== undefined) {
      published.resource(what, job.name, ended);
      published.spending.trained(rung, billableTimeOf(outcomeOf(error).failure?.details));
    }
    throw error;
  }
}

/**
 * The one place that waits for a job: one activity, so three history events however long it takes, and six more where the run was woken
 * by mistake. Its id is fixed, for whoever wakes it.
 */
async function waitForTrainingJob(
  target: TrainingTarget,
  name: string,
  labels: readonly string[] | undefined,
): Promise<TrainingJobResult> {
  const longest = limits.pending + target.training.maxRuntimeInSeconds + limits.margin;
  const end = Date.now() + longest * 1000;
  const wakes = parksWaits();
  for (let woken: { woken?: true } = {}; ; woken = { woken: true }) {
    const seen: TrainingJobResult | Woken = await activities('wait', `Wait for training job ${name}`, {
      scheduleToCloseTimeout: Math.max(end - Date.now(), 60_000),
      ...(wakes ? { activityId: watchActivityId } : {}),
    }).watchTrainingJob({ target, name, ...(wakes ? { parks: true, ...woken } : {}), ...defined({ labels }) });
    if (!('woken' in seen)) return seen;
  }
}

function billableTimeOf(details: unknown[] | null | undefined): number | undefined {
  const [first] = (details ?? []) as ({ billableTimeInSeconds?: unknown } | undefined)[];
  return typeof first?.billableTimeInSeconds === 'number' ? first.billableTimeInSeconds : undefined;
}
