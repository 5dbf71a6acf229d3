import { Context } from '@temporalio/activity';
import { headObject, isAlreadyThere, parseS3Uri, readTags, trainingJobs } from '../../aws/index.js';
import type { AwsClients, SageMaker } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import type { TrainingTarget } from '../../contract/plan.js';
import { trainingRequest } from '../../plan/index.js';
import type { CreateTrainingJobBody } from '../../plan/index.js';
import { sageMakerOf } from '../account-guard.js';
import { calling, failure } from '../failures.js';
import { areOurs } from '../ownership.js';
import type { Services } from '../services.js';

/** More than anyone resets; beyond it something is wrong. */
const mostEarlierLives = 50;

export const startTrainingJob =
  (services: Services): Activities['startTrainingJob'] =>
  async ({ target, rung, attempt: first }) => {
    const { clients, sagemaker, signal } = await sageMakerOf(services, target);
    return calling('CreateTrainingJob', async () => {
      await refuseChangedData(clients, target, signal);
      for (let attempt = first; attempt < first + mostEarlierLives; attempt++) {
        const body = trainingRequest(target, { rung, attempt });
        const state = await createOrFind(sagemaker, body, target, attempt);
        if (state === 'running') return { name: body.TrainingJobName, attempt };
      }
      throw failure('NameTaken', `${mostEarlierLives} training jobs of this run exist already; start a new run`);
    });
  };

/** Money is spent on the rows that were checked, or not at all. */
async function refuseChangedData(clients: AwsClients, target: TrainingTarget, signal: AbortSignal): Promise<void> {
  const { uri, etag } = target.dataset;
  if (etag === undefined) return;
  const { bucket, key } = parseS3Uri(uri);
  const now = await headObject(clients, { bucket, key: `${key}data.csv` }, signal);
  if (now?.etag !== etag) {
    throw failure('DataChanged', `${uri}data.csv has changed since it was checked; start a new run`);
  }
}

/** `earlier life`: a job of this name ended badly before this activity was scheduled, so the run was reset since. */
async function createOrFind(
  sagemaker: SageMaker,
  body: CreateTrainingJobBody,
  target: TrainingTarget,
  attempt: number,
): Promise<'running' | 'earlier life'> {
  try {
    await trainingJobs.create(sagemaker, body);
    return 'running';
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  const { arn, state, answer: job } = await trainingJobs.describe(sagemaker, body.TrainingJobName);
  if (arn === undefined || !(await isOfAnyRung(sagemaker, arn, target, attempt))) {
    throw failure(
      'NameTaken',
      `training job "${body.TrainingJobName}" exists and is not of this run, or was made for another request; start the run under another id`,
    );
  }
  const scheduled = Context.current().info.scheduledTimestampMs;
  const ended = state === 'Failed' || state === 'Stopped';
  return ended && (job.CreationTime?.getTime() ?? 0) < scheduled ? 'earlier life' : 'running';
}

/** An earlier life may have been on another rung by that attempt: its job asks for the same training on another instance type. */
async function isOfAnyRung(
  sagemaker: SageMaker,
  arn: string,
  target: TrainingTarget,
  attempt: number,
): Promise<boolean> {
  const found = await readTags(sagemaker, arn);
  return target.training.rungs.some((_, rung) => areOurs(found, trainingRequest(target, { rung, attempt }).Tags));
}
