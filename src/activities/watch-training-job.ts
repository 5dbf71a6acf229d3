import { Context } from '@temporalio/activity';
import type { DescribeTrainingJob } from './described.js';
import type { AwsClients, LogPosition } from '../aws/index.js';
import { readTrainingLog } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { TrainingJobResult } from '../contract/results.js';
import type { TrainingProgress } from '../contract/status.js';
import { modelArtifactUri } from '../plan/index.js';
import type { TrainingTarget } from '../contract/plan.js';
import type { FailureType } from '../contract/failures.js';
import { sageMakerOf } from './account-guard.js';
import { readEpochs } from './epoch-log.js';
import { failure } from './failures.js';
import type { Look } from './polling.js';
import { poll } from './polling.js';
import type { Services } from './services.js';

/** Heartbeat of the wait: what the user sees, and how far the log has been read. */
interface Watched {
  progress: TrainingProgress;
  position: LogPosition;
}

const tailLines = 20;
/** Characters. */
const lineLength = 300;
/** With the epochs the heartbeat stays below 16 KB, also in a script of three bytes a character. */
const tailBytes = 8_000;

export const watchTrainingJob =
  (services: Services): Activities['watchTrainingJob'] =>
  async ({ target, name }) => {
    const { clients, sagemaker } = await sageMakerOf(services, target, Context.current().cancellationSignal);
    const watched = resumed(name);
    return poll(services.pace, {
      what: `training job ${name}`,
      look: async (signal) => {
        const job = await sagemaker.describeTrainingJob(name);
        take(watched.progress, job);
        await readLog(clients, name, watched, signal);
        return judge(target, name, job, watched.progress);
      },
      details: () => watched,
      onTrouble: (trouble) => {
        if (trouble === undefined) delete watched.progress.trouble;
        else watched.progress.trouble = trouble.slice(0, lineLength);
      },
    });
  };

/** Goes on where an earlier attempt, perhaps on another worker, left off. */
function resumed(name: string): Watched {
  const earlier = Context.current().info.heartbeatDetails as Watched | undefined | null;
  return (
    earlier ?? {
      progress: { trainingJobName: name, status: 'InProgress', secondaryStatus: 'Starting', epochs: [], logTail: [] },
      position: {},
    }
  );
}

function take(progress: TrainingProgress, job: DescribeTrainingJob): void {
  progress.status = job.TrainingJobStatus ?? progress.status;
  progress.secondaryStatus = job.SecondaryStatus ?? progress.secondaryStatus;
  const message = job.SecondaryStatusTransitions?.at(-1)?.StatusMessage;
  if (message !== undefined) progress.statusMessage = message.slice(0, lineLength);
}

/** The log is a comfort: a look without it is a look all the same. */
async function readLog(clients: AwsClients, name: string, watched: Watched, signal: AbortSignal): Promise<void> {
  try {
    const { lines, position } = await readTrainingLog(clients, name, watched.position, signal);
    watched.position = position;
    watched.progress.epochs = readEpochs(watched.progress.epochs, lines);
    watched.progress.logTail = newest([...watched.progress.logTail, ...lines]);
  } catch {
    signal.throwIfAborted();
  }
}

function newest(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines.slice(-tailLines).toReversed()) {
    const shown = line.slice(0, lineLength);
    bytes += Buffer.byteLength(JSON.stringify(shown));
    if (bytes > tailBytes) break;
    kept.unshift(shown);
  }
  return kept;
}

/** Beginnings of a FailureReason that are not the user's fault; `AlgorithmError` and `ClientError` are. */
const failuresOfAws: readonly (readonly [string, FailureType])[] = [
  ['CapacityError', 'NoCapacity'],
  ['InternalServerError', 'TrainingInternalError'],
];

/** Stopped is an end but no success, also when the stop was for a limit; states unknown to us are waited in. */
function judge(
  target: TrainingTarget,
  name: string,
  job: DescribeTrainingJob,
  progress: TrainingProgress,
): Look<TrainingJobResult> {
  switch (job.TrainingJobStatus) {
    case 'Completed':
      return { done: completed(target, name, job, progress) };
    case 'Failed': {
      const reason = job.FailureReason ?? 'SageMaker gives no reason';
      const [, type = 'TrainingJobFailed'] = failuresOfAws.find(([start]) => reason.startsWith(start)) ?? [];
      throw failure(type, `training job ${name}: ${reason}`, badEnd(job, progress));
    }
    case 'Stopped':
      throw stopped(target.training, name, job, progress);
    default:
      return { state: `${job.TrainingJobStatus} ${job.SecondaryStatus}` };
  }
}

function stopped(
  { maxRuntimeInSeconds, spot }: TrainingTarget['training'],
  name: string,
  job: DescribeTrainingJob,
  progress: TrainingProgress,
): Error {
  const by = (type: FailureType, limit: string): Error =>
    failure(type, `training job ${name} was stopped by SageMaker (${type}, limit ${limit}`, badEnd(job, progress));
  switch (job.SecondaryStatus) {
    case 'MaxRuntimeExceeded':
      return by('MaxRuntimeExceeded', `${maxRuntimeInSeconds} s); allow more (--max-runtime) or train less`);
    case 'MaxWaitTimeExceeded':
      return by(
        'MaxWaitTimeExceeded',
        `${spot?.maxWaitInSeconds ?? maxRuntimeInSeconds} s for waiting and running on spot instances)`,
      );
    default:
      return failure(
        'TrainingJobStopped',
        `training job ${name} was stopped from outside this run`,
        badEnd(job, progress),
      );
  }
}

/** What is told of a job that ended badly: it may have cost something all the same. */
const badEnd = (
  { BillableTimeInSeconds: billed }: DescribeTrainingJob,
  { logTail }: TrainingProgress,
): { details: unknown[] } => ({
  details: [{ logTail, ...(billed === undefined ? {} : { billableTimeInSeconds: billed }) }],
});

function completed(
  target: TrainingTarget,
  name: string,
  job: DescribeTrainingJob,
  progress: TrainingProgress,
): TrainingJobResult {
  const metrics = (job.FinalMetricDataList ?? []).flatMap(({ MetricName, Value }) =>
    MetricName === undefined || Value === undefined ? [] : [[MetricName, Value] as const],
  );
  return {
    name,
    status: 'Completed',
    // Some Completed answers lack it; the place follows from the request.
    modelArtifact: job.ModelArtifacts?.S3ModelArtifacts || modelArtifactUri(target, name),
    metrics: Object.fromEntries(metrics),
    epochs: progress.epochs,
    ...(job.BillableTimeInSeconds === undefined ? {} : { billableTimeInSeconds: job.BillableTimeInSeconds }),
  };
}
