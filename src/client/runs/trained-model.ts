import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import type { Aws } from '../../aws/index.js';
import { orNull, sageMaker, trainingJobs } from '../../aws/index.js';
import type { Activities, Created, PreparedPlan } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { Plan } from '../../contract/run/plan.js';
import type { TrainingJobResult } from '../../contract/run/results.js';
import { askingAws } from '../asking-aws.js';
import { fromPayload } from '../../temporal/payloads.js';

/** What a training job made. */
export interface TrainedModel {
  readonly model: { readonly id: string; readonly version: string };
  /** `s3://…/model.tar.gz` */
  readonly artifact: string;
  /** Its ETag when the job had ended, where the run knows it. */
  readonly etag?: string;
  /** Of the data that it was trained on. */
  readonly classes: number;
}

/** The newest training job of a run, as the run's history tells of it. */
export interface Training extends Pick<TrainedModel, 'model' | 'classes'> {
  readonly region: string;
  readonly trainingJob: string;
  /** Null where the run did not see the job complete. */
  readonly artifact: string | null;
  readonly etag?: string;
}

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** Read from the history, so that runs of every version, and those that were terminated, tell it without a worker. Null before the first job. */
export async function trainingIn(client: Client, history: History): Promise<Training | null> {
  const results = resultsIn(history);
  const result = async <T>(type: keyof Activities): Promise<T | undefined> => {
    const payload = results.get(type);
    return payload === undefined ? undefined : fromPayload<T>(client, payload);
  };
  const plan = (await result<PreparedPlan<Plan>>('prepareRun'))?.plan ?? (await result<Plan>('planRun'));
  const started = await result<Created>('startTrainingJob');
  if (plan === undefined || started === undefined) return null;
  const { model, dataset, region } = plan;
  const trained = await result<TrainingJobResult>('watchTrainingJob');
  const artifact = trained?.modelArtifact ?? null;
  const etag = trained?.modelArtifactETag;
  const trainingJob = trained?.name ?? started.name;
  return { model, classes: dataset.classes, region, trainingJob, artifact, ...defined({ etag }) };
}

/** The newest result of each type of activity. */
function resultsIn({ events }: History): Map<keyof Activities, Payload> {
  const types = new Map<string, keyof Activities>();
  const results = new Map<keyof Activities, Payload>();
  for (const { eventId, activityTaskScheduledEventAttributes: scheduled, ...event } of events ?? []) {
    if (scheduled) types.set(String(eventId), scheduled.activityType?.name as keyof Activities);
    const completed = event.activityTaskCompletedEventAttributes;
    const payload = completed?.result?.payloads?.[0];
    const type = types.get(String(completed?.scheduledEventId));
    if (payload && type !== undefined) results.set(type, payload);
  }
  return results;
}

/** What the training made, by SageMaker's word where the run did not see the end of its job. @throws UnreachableError */
export async function trainedModel(aws: Aws, training: Training): Promise<TrainedModel | null> {
  const { model, classes, etag } = training;
  const artifact = training.artifact ?? (await artifactOf(aws, training));
  return artifact === null ? null : { model, classes, artifact, ...defined({ etag }) };
}

async function artifactOf(aws: Aws, { region, trainingJob }: Training): Promise<string | null> {
  const job = await askingAws(() => orNull(() => trainingJobs.describe(sageMaker(aws.clients(region)), trainingJob)));
  return job?.answer.TrainingJobStatus === 'Completed' ? (job.answer.ModelArtifacts?.S3ModelArtifacts ?? null) : null;
}
