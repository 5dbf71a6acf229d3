import type { TrainingProgress } from '../../../src/contract/run/status.js';
import { awsError, noLogsYet } from './errors.js';
import type { Answers, FakeAws } from './fake-aws.js';
import { fakeAws, throwing } from './fake-aws.js';
import { planOf, resource } from './plan.js';
import type { Attempt } from './run-activity.js';
import { attempt } from './run-activity.js';

/** Answers of DescribeTrainingJob. */
export const training = { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Training' };
export const completed = {
  TrainingJobStatus: 'Completed',
  SecondaryStatus: 'Completed',
  ModelArtifacts: { S3ModelArtifacts: 's3://models/output/model.tar.gz' },
  FinalMetricDataList: [{ MetricName: 'validation:accuracy', Value: 0.91 }],
  BillableTimeInSeconds: 120,
};
/** The log before the container writes. */
export const silent: Answers = { DescribeLogStreams: throwing(noLogsYet()) };

/** A job that shows these states; who watches it may not look at its artifact. */
export const fakeJob = (
  DescribeTrainingJob: NonNullable<Answers[string]>,
  logs: Answers = silent,
  identity?: Parameters<typeof fakeAws>[1],
): FakeAws => fakeAws({ ...logs, DescribeTrainingJob, HeadObject: throwing(awsError('AccessDenied', 'no')) }, identity);

/** One attempt at waiting for it. */
export const watch = (fake: FakeAws, options?: Parameters<typeof attempt>[3]): Attempt<'watchTrainingJob'> =>
  attempt('watchTrainingJob', { target: planOf(), name: resource }, fake, options);

/** What each heartbeat tells the user. */
export const progressOf = ({ heartbeats }: Attempt<'watchTrainingJob'>): TrainingProgress[] =>
  (heartbeats as { progress: TrainingProgress }[]).map(({ progress }) => progress);

/** One stream whose pages follow one another by token. */
export function logOf(...pages: string[][]): Answers {
  return {
    DescribeLogStreams: { logStreams: [{ logStreamName: `${resource}/algo-1-1` }] },
    GetLogEvents: ({ nextToken }) => {
      const page = Number(nextToken ?? 0);
      return {
        events: (pages[page] ?? []).map((message) => ({ message })),
        nextForwardToken: String(Math.min(page + 1, pages.length)),
      };
    },
  };
}
