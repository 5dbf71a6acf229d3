import { expect, onTestFinished, test, vi } from 'vitest';
import { defaultPollingIntervals } from '../../../src/activities/index.js';
import type { Services } from '../../../src/activities/index.js';
import { sharedListOf } from '../../../src/activities/waiting/shared-lists.js';
import { fakeAws } from '../../support/aws/fake-aws.js';
import { account } from '../../support/aws/plan.js';

const CreationTime = new Date(1e12);
const job = {
  TrainingJobName: 'one',
  TrainingJobArn: 'arn',
  TrainingJobStatus: 'InProgress',
  CreationTime,
  LastModifiedTime: CreationTime,
} as const;
const endpoint = {
  EndpointName: 'one',
  EndpointArn: 'arn',
  EndpointStatus: 'Creating',
  CreationTime,
  LastModifiedTime: CreationTime,
} as const;

test.each([
  ['training job', 'ListTrainingJobs', 15],
  ['endpoint', 'ListEndpoints', 8],
] as const)('the list of a lone %s, by %s, comes every %i seconds', async (kind, operation, seconds) => {
  vi.useFakeTimers({ now: 1e12 });
  onTestFinished(() => void vi.useRealTimers());
  const fake = fakeAws({
    ListTrainingJobs: { TrainingJobSummaries: [job] },
    ListEndpoints: { Endpoints: [endpoint] },
  });
  const services = { aws: fake.aws, pollingIntervals: defaultPollingIntervals } as unknown as Services;
  const subscription = sharedListOf(services, kind, { region: 'us-east-1', account }).join('one', () => 'open');
  onTestFinished(() => subscription.leave());
  await vi.advanceTimersByTimeAsync(3_600_000);
  const settled = fake.count(operation);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(3_600 / (fake.count(operation) - settled)).toBeCloseTo(seconds, 0);
});
