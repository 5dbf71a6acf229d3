import { Context } from '@temporalio/activity';
import { headObject, isAlreadyThere, parseS3Uri } from '../aws/index.js';
import type { AwsClients, SageMaker } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { Plan } from '../contract/plan.js';
import { trainingRequest } from '../plan/index.js';
import type { CreateTrainingJobBody } from '../plan/index.js';
import { sageMakerOf } from './account-guard.js';
import { calling, failure } from './failures.js';
import { isOurs } from './ownership.js';
import type { Services } from './services.js';

/** More earlier lives than anyone resets; beyond it something is wrong. */
const mostAttempts = 50;

export const startTrainingJob =
  (services: Services): Activities['startTrainingJob'] =>
  async ({ plan }) => {
    const { clients, sagemaker } = await sageMakerOf(services, plan);
    return calling('CreateTrainingJob', async () => {
      await refuseChangedData(clients, plan);
      const [rung] = plan.training.rungs;
      if (rung === undefined) throw failure('InvalidRequest', 'the plan names no instance type');
      for (let attempt = 1; attempt <= mostAttempts; attempt++) {
        const body = trainingRequest(plan, rung, attempt);
        if ((await createOrFind(sagemaker, body)) === 'running') return { name: body.TrainingJobName, attempt };
      }
      throw failure('NameTaken', `${mostAttempts} training jobs of this run exist already; start a new run`);
    });
  };

/** Money is spent on the rows that were checked, or not at all. */
async function refuseChangedData(clients: AwsClients, plan: Plan): Promise<void> {
  const { uri, etag } = plan.dataset;
  if (etag === undefined) return;
  const { bucket, key } = parseS3Uri(uri);
  const now = await headObject(clients, { bucket, key: `${key}data.csv` });
  if (now?.etag !== etag) {
    throw failure('DataChanged', `${uri}data.csv has changed since it was checked; start a new run`);
  }
}

/** `earlier life`: a job of this name ended badly before this activity was scheduled, so the run was reset since. */
async function createOrFind(sagemaker: SageMaker, body: CreateTrainingJobBody): Promise<'running' | 'earlier life'> {
  try {
    await sagemaker.createTrainingJob(body);
    return 'running';
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  const job = await sagemaker.describeTrainingJob(body.TrainingJobName);
  if (job.TrainingJobArn === undefined || !(await isOurs(sagemaker, job.TrainingJobArn, body.Tags))) {
    throw failure(
      'NameTaken',
      `training job "${body.TrainingJobName}" exists and is not of this run, or was made for another request; start the run under another id`,
    );
  }
  const scheduled = Context.current().info.scheduledTimestampMs;
  const ended = job.TrainingJobStatus === 'Failed' || job.TrainingJobStatus === 'Stopped';
  return ended && (job.CreationTime?.getTime() ?? 0) < scheduled ? 'earlier life' : 'running';
}
