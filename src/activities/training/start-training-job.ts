import { Context } from '@temporalio/activity';
import { headObject, isAlreadyThere, parseS3Uri, readTags, requestRemoval, trainingJobs } from '../../aws/index.js';
import type { AwsClients, DescribeTrainingJobResponse, SageMaker, Tags } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { tagKeys } from '../../contract/names.js';
import type { TrainingTarget } from '../../contract/run/plan.js';
import { earlierTrainingTags, trainingRequest } from '../../plan/index.js';
import type { CreateTrainingJobBody } from '../../plan/index.js';
import { sageMakerOf } from '../account-guard.js';
import { calling, failure } from '../failures.js';
import { adds, areOurs, differs } from '../ownership.js';
import { isOfRun } from '../run-resources.js';
import type { Services } from '../services.js';

/** More than anyone resets; beyond it something is wrong. */
const mostEarlierLives = 50;

/** Heartbeat: each look at an earlier life takes a turn of CreateTrainingJob, which many runs that are reset together wait for. */
interface Passed {
  /** The attempt behind those that are of earlier lives. */
  readonly next: number;
}

export const startTrainingJob =
  (services: Services): Activities['startTrainingJob'] =>
  async ({ target, rung, attempt: first }) => {
    const { clients, sagemaker, signal } = await sageMakerOf(services, target);
    const context = Context.current();
    const earlier = context.info.heartbeatDetails as Passed | null | undefined;
    return calling('CreateTrainingJob', async () => {
      await refuseChangedData(clients, target, signal);
      for (let attempt = earlier?.next ?? first; attempt < first + mostEarlierLives; attempt++) {
        const body = trainingRequest(target, { rung, attempt });
        const state = await createOrFind(sagemaker, body, target, attempt);
        if (state === 'running') return { name: body.TrainingJobName, attempt };
        context.heartbeat({ next: attempt + 1 } satisfies Passed);
      }
      throw failure('NameTaken', `${mostEarlierLives} training jobs of this run exist already; start a new run`);
    });
  };

/** Money is spent on the rows that were checked, or not at all. */
async function refuseChangedData(clients: AwsClients, target: TrainingTarget, signal: AbortSignal): Promise<void> {
  const { uri, etag } = target.dataset;
  const read = [{ uri: `${uri}data.csv`, etag }, ...(target.training.inputs ?? [])];
  for (const file of read) {
    if (file.etag === undefined) continue;
    const now = await headObject(clients, parseS3Uri(file.uri), signal);
    if (now?.etag !== file.etag) {
      throw failure('DataChanged', `${file.uri} has changed since it was checked; start a new run`);
    }
  }
}

/**
 * `earlier life`: the run was reset since, or went on under another version. A job of this name ended badly before this activity was
 * scheduled, or it trains on other data or for another request: nobody wants that one any more, so it is stopped.
 */
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
  const found = arn === undefined ? {} : await readTags(sagemaker, arn);
  if (!isOfRun(target)(found)) {
    throw failure(
      'NameTaken',
      `training job "${body.TrainingJobName}" exists and is not of this run; start the run under another id`,
    );
  }
  if (!isOfAnyRung(found, job, target, attempt)) {
    await requestRemoval(sagemaker, trainingJobs, body.TrainingJobName, state);
    return 'earlier life';
  }
  const scheduled = Context.current().info.scheduledTimestampMs;
  const ended = state === 'Failed' || state === 'Stopped';
  return ended && (job.CreationTime?.getTime() ?? 0) < scheduled ? 'earlier life' : 'running';
}

/** An earlier life may have been on another rung by that attempt: its job asks for the same training on another instance type. */
function isOfAnyRung(found: Tags, job: DescribeTrainingJobResponse, target: TrainingTarget, attempt: number): boolean {
  return target.training.rungs.some((_, rung) => {
    const step = { rung, attempt };
    const body = trainingRequest(target, step);
    const tags = found[tagKeys.execution] === undefined ? earlierTrainingTags(target, step) : body.Tags;
    return areOurs(found, tags) && isSame(job, body);
  });
}

/** Is it this training, whatever its tags say? Whoever may tag a job knows from the history of the run what tags it would have. */
const isSame = (job: DescribeTrainingJobResponse, body: CreateTrainingJobBody): boolean =>
  !differs(job, essentials(body)) &&
  !adds(job.HyperParameters, body.HyperParameters) &&
  !adds(job.Environment, body.Environment) &&
  !adds(job.AlgorithmSpecification, body.AlgorithmSpecification, ['AlgorithmName', ...ownPrograms]) &&
  !adds(job, body, furtherParts);

const ownPrograms = ['ContainerEntrypoint', 'ContainerArguments'];

/** They run another's code, open a shell, or pass on what is trained on. */
const furtherParts = [
  ...['DebugHookConfig', 'DebugRuleConfigurations', 'ProfilerRuleConfigurations', 'TensorBoardOutputConfig'],
  ...['RemoteDebugConfig', 'CheckpointConfig', 'VpcConfig'],
];

/** What decides who runs what, on which data, and where the model goes. */
const essentials = (body: CreateTrainingJobBody): object => ({
  AlgorithmSpecification: { TrainingImage: body.AlgorithmSpecification.TrainingImage },
  RoleArn: body.RoleArn,
  HyperParameters: body.HyperParameters,
  Environment: body.Environment,
  InputDataConfig: body.InputDataConfig.map(({ ChannelName, DataSource }) => ({
    ChannelName,
    DataSource: { S3DataSource: { S3Uri: DataSource.S3DataSource.S3Uri } },
  })),
  OutputDataConfig: { S3OutputPath: body.OutputDataConfig.S3OutputPath },
  ResourceConfig: { InstanceType: body.ResourceConfig.InstanceType },
  CheckpointConfig: body.CheckpointConfig,
  VpcConfig: body.VpcConfig,
  EnableNetworkIsolation: body.EnableNetworkIsolation,
});
