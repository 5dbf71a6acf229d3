import { Runtime } from '@temporalio/worker';
import { beforeAll, expect, test, vi } from 'vitest';
import { sharedListOf } from '../../src/activities/waiting/shared-lists.js';
import type { Services } from '../../src/activities/index.js';
import { defaultPollingIntervals } from '../../src/activities/index.js';
import { RateLimiter } from '../../src/aws/rate-limit/rate-limiter.js';
import { freePort } from '../../src/local/free-port.js';
import { onAwsCall, reportRuns } from '../../src/worker/metrics.js';
import { awsError, throttled } from '../support/aws/errors.js';
import { fakeAws, inTurn } from '../support/aws/fake-aws.js';
import { account } from '../support/aws/plan.js';
import { dashboardMetrics, metricsIn } from '../support/deployment/dashboard.js';

const region = 'us-east-1';
const port = await freePort();
const page = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

const runs = [
  { searchAttributes: { TunewrightPhase: ['train'] }, memo: { tunewrightUsd: 1.5 } },
  { searchAttributes: { TunewrightPhase: ['approve'] }, memo: { tunewrightUsd: 0.25 } },
  { searchAttributes: {}, memo: {} },
];
const services = {
  aws: fakeAws({ ListTrainingJobs: { TrainingJobSummaries: [] } }).aws,
  pollingIntervals: defaultPollingIntervals,
  temporal: { workflow: { list: () => runs } },
} as unknown as Services;

beforeAll(async () => {
  const prometheus = {
    bindAddress: `127.0.0.1:${port}`,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  };
  Runtime.install({ telemetryOptions: { metrics: { prometheus } } });
  const meter = Runtime.instance().metricMeter;
  const limiter = new RateLimiter(100, onAwsCall(meter));
  const target = { region, operation: 'DescribeTrainingJob' };
  const next = inTurn(throttled(), 'answer');
  await limiter.call(target, () => new Promise((resolve) => resolve(next())));
  const refused = (): Promise<never> => Promise.reject(awsError('ValidationException', 'no'));
  await limiter.call(target, refused).catch(() => undefined);
  const sharedList = sharedListOf(services, 'training job', { region, account });
  const subscription = sharedList.join('a-job', () => 'open');
  await vi.waitFor(() => expect(sharedList.state.listAgeInSeconds).not.toBeNull(), { timeout: 30_000 });
  const stop = reportRuns(meter, services);
  await vi.waitFor(async () => expect(await page()).toContain('tunewright_spend_usd'), { timeout: 30_000 });
  stop();
  subscription.leave();
});

test.each([
  'tunewright_runs{phase="train"} 1',
  'tunewright_runs{phase="approve"} 1',
  'tunewright_runs{phase="deploy"} 0',
  'tunewright_runs{phase="unknown"} 1',
  'tunewright_spend_usd 1.75',
  'tunewright_waits{kind="training job",region="us-east-1"} 1',
  'tunewright_aws_calls_total{operation="DescribeTrainingJob",outcome="throttled",region="us-east-1"} 1',
  'tunewright_aws_calls_total{operation="DescribeTrainingJob",outcome="ok",region="us-east-1"} 1',
  'tunewright_aws_calls_total{operation="DescribeTrainingJob",outcome="failed",region="us-east-1"} 1',
  'tunewright_aws_latency_seconds_count{operation="DescribeTrainingJob",region="us-east-1"} 3',
])('the page of metrics has %s', async (line) => {
  const told = (await page()).replaceAll(/,?service_name="[^"]*",?/g, '').replaceAll('{}', '');
  expect(told.split('\n')).toContain(line);
});

test('every metric of the dashboard is told', async () => {
  const told = metricsIn(await page());
  const ours = dashboardMetrics.filter((name) => name.startsWith('tunewright_'));
  expect(ours.length).toBeGreaterThan(5);
  expect(ours.filter((name) => !told.has(name))).toEqual([]);
});
