import { Context } from '@temporalio/activity';
import { lineLength, putLabels, trainingJobs } from '../../aws/index.js';
import type { AwsClients, DescribeTrainingJobResponse, ListedState } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { TrainingJobResult } from '../../contract/run/results.js';
import { hasTrainingJobEnded } from '../../contract/resources.js';
import type { TrainingProgress } from '../../contract/run/status.js';
import { modelArtifactUri } from '../../plan/index.js';
import type { TrainingTarget } from '../../contract/run/plan.js';
import type { FailureType } from '../../contract/failures.js';
import { sageMakerOf } from '../account-guard.js';
import { failure } from '../failures.js';
import { artifactETag } from '../hosting/artifact-etag.js';
import type { Nearness } from '../waiting/list-pause.js';
import type { Subscription } from '../waiting/shared-list.js';
import { sharedListOf } from '../waiting/shared-lists.js';
import { parkedFor } from '../waiting/parking.js';
import type { Look, Pauses, Wait } from '../waiting/polling.js';
import { park, poll } from '../waiting/polling.js';
import type { PollingIntervals } from '../waiting/polling-intervals.js';
import { defaultHeldWaits } from '../waiting/polling-intervals.js';
import type { Services } from '../services.js';
import type { LogNews, LogReading } from './training-log.js';
import { readOn } from './training-log.js';

/** Heartbeat of the wait: what the user sees, and how far the log has been read. */
interface Watched extends LogReading {
  /** Where the job is; waits of earlier workers did not say. */
  region?: string;
  progress: TrainingProgress;
  /** The job lost its instance and began anew, with another log than the one that is read. */
  restarted?: true;
  /** When the job had last changed at the last look, in milliseconds since 1970. */
  modifiedAt?: number;
}

/** States in which no container runs; it is yet to start, or to start anew. */
const beforeTraining = new Set(['Starting', 'Pending', 'Downloading', 'Interrupted', 'Restarting']);

/** With so few waits, each change of a job is worth a look, which tells more than a list does. */
const few = 4;
/** So many logs are read at the pace of one; more share it. */
const logsAtOnce = 5;

/**
 * One list tells the states of all jobs that this process waits for; a look comes when it shows an end, and by itself where it does not hold the job.
 * The log is read for those who watch, sparsely; its first and its last words call for a look at once.
 */
export const watchTrainingJob =
  (services: Services): Activities['watchTrainingJob'] =>
  ({ target, name, parks, woken, labels }) => {
    const { pollingIntervals: intervals } = services;
    const clients = services.aws.clients(target.region);
    const watched: Watched = { ...resumed(name), region: target.region };
    const { progress } = watched;
    let news: LogNews = 'unreadable';
    const sharedList = sharedListOf(services, 'training job', target);
    const { region, account, heldWaits = defaultHeldWaits } = { ...target, ...services };
    const isHeld = parks !== true || sharedList.state.waiting < heldWaits;
    // One that is parked soon leaves, and must not have thousands listed until its own is found.
    const subscription: Subscription | null = isHeld
      ? sharedList.join(name, () => nearnessOf(watched, subscription?.listed))
      : null;
    const wait: Wait<TrainingJobResult> = {
      what: `training job ${name}`,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, target, signal);
        const { answer: job } = await trainingJobs.describe(sagemaker, name);
        const trained = progress.secondaryStatus === 'Training';
        take(watched, job);
        if (trained && beforeTraining.has(progress.secondaryStatus)) watched.restarted = true;
        const ended = hasTrainingJobEnded(progress.status);
        if (ended || (subscription !== null && subscription.count <= logsAtOnce))
          news = await readOn(clients, progress, watched, {
            signal,
            // A model that is there does not wait long for words about it.
            patience: ended ? intervals.log / 2 : intervals.log,
          });
        const look = judge(target, name, job, progress);
        return 'done' in look ? { done: await settled(clients, { target, labels }, look.done, signal) } : look;
      },
      details: () => watched,
      onTrouble: (trouble) => {
        if (trouble === undefined) delete progress.trouble;
        else progress.trouble = trouble.slice(0, lineLength);
      },
    };
    if (subscription === null) {
      const looks = woken === true || Context.current().info.attempt > 1;
      return park(services, wait, { looks, pause: () => parkedFor(services, { region, account }, name) });
    }
    return poll(services, {
      ...wait,
      woken: woken === true,
      pauses: () => (endIsListed(subscription.listed) ? dense(intervals) : pausesOf(intervals, watched, news)),
      hint: async (signal) => {
        news = await readOn(clients, progress, watched, { signal, patience: intervals.log });
        const tellsMore = subscription.count <= few || !subscription.covered;
        return news === 'end' || (news === 'first lines' && tellsMore);
      },
      hintPause: () => intervals.log * Math.max(1, subscription.count / logsAtOnce),
      sharedList: { subscription, calls: (listed) => takeListed(watched, listed, subscription.count <= few) },
    });
  };

/** @returns whether it calls for a look */
function takeListed(watched: Watched, listed: ListedState, isOneOfFew: boolean): boolean {
  const { progress, modifiedAt = 0 } = watched;
  if (endIsListed(listed)) return true;
  const isNewer = (listed.modifiedAt ?? 0) > modifiedAt;
  // Without the secondary status, what comes after Training is the one change that tells of the end.
  if (isOneOfFew && isNewer && (listed.secondary !== undefined || progress.secondaryStatus === 'Training')) return true;
  if (isNewer && listed.secondary !== undefined && listed.secondary !== progress.secondaryStatus) {
    if (progress.secondaryStatus === 'Training' && beforeTraining.has(listed.secondary)) watched.restarted = true;
    progress.secondaryStatus = listed.secondary;
    delete progress.statusMessage;
  }
  return false;
}

/** SageMaker's time of the last change and of the creation are the same for so many milliseconds, until a job has left its first state. */
const untouched = 1_000;

function nearnessOf({ progress }: Watched, listed: ListedState | undefined): Nearness {
  const status = listed?.secondary ?? progress.secondaryStatus;
  if (beforeTraining.has(status)) {
    const { secondary, createdAt = 0, modifiedAt = 0 } = listed ?? {};
    return listed === undefined || secondary !== undefined || modifiedAt - createdAt < untouched ? 'early' : 'open';
  }
  return status === 'Training' ? 'open' : 'near';
}

/** A look may show it later than the list does. */
const endIsListed = (listed: ListedState | undefined): boolean => listed !== undefined && listed.state !== 'InProgress';

const dense = ({ shortestPoll, longestPoll }: PollingIntervals): Pauses => [shortestPoll, longestPoll];

/** Dense where the end is near: the log has told it, or the model is being uploaded. */
function pausesOf(intervals: PollingIntervals, { progress, ended, restarted }: Watched, news: LogNews): Pauses {
  if (ended === true && restarted !== true) return dense(intervals);
  if (beforeTraining.has(progress.secondaryStatus)) return [intervals.longestPoll / 3, intervals.longestPoll];
  if (progress.secondaryStatus !== 'Training') return dense(intervals);
  const readable = news !== 'unreadable' && restarted !== true;
  return readable
    ? [intervals.longestWithLog / 2, intervals.longestWithLog]
    : [intervals.longestPoll, intervals.longestPoll];
}

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

function take(watched: Watched, job: DescribeTrainingJobResponse): void {
  const { progress } = watched;
  if (job.LastModifiedTime !== undefined) watched.modifiedAt = job.LastModifiedTime.getTime();
  progress.status = job.TrainingJobStatus ?? progress.status;
  progress.secondaryStatus = job.SecondaryStatus ?? progress.secondaryStatus;
  const message = job.SecondaryStatusTransitions?.at(-1)?.StatusMessage;
  if (message !== undefined) progress.statusMessage = message.slice(0, lineLength);
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
  job: DescribeTrainingJobResponse,
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
  job: DescribeTrainingJobResponse,
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
  { BillableTimeInSeconds: billed }: DescribeTrainingJobResponse,
  { logTail }: TrainingProgress,
): { details: unknown[] } => ({
  details: [defined({ logTail, billableTimeInSeconds: billed })],
});

/** What the artifact needs on its way: its ETag, since a person's week may lie between here and the endpoint, and the names of its classes. */
async function settled(
  clients: AwsClients,
  { target, labels }: { target: TrainingTarget; labels: readonly string[] | undefined },
  trained: TrainingJobResult,
  signal: AbortSignal,
): Promise<TrainingJobResult> {
  const { modelArtifact: artifact } = trained;
  const modelArtifactETag = await artifactETag(clients, artifact, signal);
  const kmsKeyId = target.training.outputKmsKeyId;
  const labelsFault =
    labels === undefined
      ? undefined
      : ((await putLabels(clients, { artifact, labels, kmsKeyId }, signal)) ?? undefined);
  return { ...trained, ...defined({ modelArtifactETag, labelsFault }) };
}

const mostWarnings = 5;

function warningsIn(lines: readonly string[]): string[] | undefined {
  const told = new Set(lines.flatMap((line) => /^warning: (.+)$/.exec(line.trim())?.[1] ?? []));
  return told.size === 0 ? undefined : [...told].slice(-mostWarnings);
}

function completed(
  target: TrainingTarget,
  name: string,
  job: DescribeTrainingJobResponse,
  progress: TrainingProgress,
): TrainingJobResult {
  const metrics = (job.FinalMetricDataList ?? []).flatMap(({ MetricName, Value }) =>
    MetricName === undefined || Value === undefined ? [] : [[MetricName, Value] as const],
  );
  return defined({
    name,
    status: 'Completed' as const,
    // Some Completed answers lack it; the place follows from the request.
    modelArtifact: job.ModelArtifacts?.S3ModelArtifacts || modelArtifactUri(target, name),
    metrics: Object.fromEntries(metrics),
    warnings: warningsIn(progress.logTail),
    epochs: progress.epochs,
    billableTimeInSeconds: job.BillableTimeInSeconds,
  });
}
