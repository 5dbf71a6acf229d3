import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultPollingIntervals } from '../../src/activities/index.js';
import { RateLimiter } from '../../src/aws/rate-limit/rate-limiter.js';
import type { Activities } from '../../src/contract/activities.js';
import { hostingNames, modelRequest, trainingRequest } from '../../src/plan/index.js';
import { noSuchJob, notFound } from '../support/aws/errors.js';
import type { Answers, FakeAws } from '../support/aws/fake-aws.js';
import { fakeAws, tagged } from '../support/aws/fake-aws.js';
import { planOf } from '../support/aws/plan.js';
import { attempt } from '../support/aws/run-activity.js';

const minutes = 60_000;
const runs = 100;
/** Of each run, all but the last of which have failed: 15 hours of waiting for capacity. */
const attempts = 61;

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const plans = Array.from({ length: runs }, (_, run) =>
  planOf({ run: { workflowId: `run-${run}`, firstExecutionRunId: '00000000-0000-0000-0000-00abcdef0123' } }),
);

/** Answers that have their turns at the default rates, as all runs of one worker have them together. */
function inTurns(answers: Record<string, (input: Record<string, unknown>) => unknown>): FakeAws {
  const limiter = new RateLimiter();
  const limited = Object.entries(answers).map(([operation, answer]): Answers => ({
    [operation]: (input: Record<string, unknown>, signal?: AbortSignal) =>
      limiter.call({ region: 'us-east-1', operation, ...(signal && { signal }) }, () =>
        Promise.resolve(input).then(answer),
      ),
  }));
  return fakeAws(Object.assign({}, ...limited) as Answers);
}

/** Attempt after attempt, as the server has an activity tried again. */
async function toTheEnd<Name extends keyof Activities>(
  name: Name,
  input: Parameters<Activities[Name]>[0],
  fake: FakeAws,
): Promise<void> {
  for (let heartbeatDetails: unknown; ;) {
    const { result, heartbeats } = attempt(name, input, fake, {
      info: { heartbeatDetails },
      pollingIntervals: defaultPollingIntervals,
    });
    const ended = await (result as Promise<unknown>).then(
      () => true,
      () => false,
    );
    if (ended) return;
    heartbeatDetails = heartbeats.at(-1) ?? heartbeatDetails;
  }
}

test('of a hundred runs that are cancelled together, each with sixty failed jobs, every running job is stopped within five minutes', async () => {
  const [first] = plans;
  if (first === undefined) throw new Error('there is no plan');
  const tags = new Map(
    plans.map((target) => {
      const { TrainingJobName, Tags } = trainingRequest(target, { rung: 0, attempt: 1 });
      return [TrainingJobName, Tags];
    }),
  );
  const stopped = new Map<string, number>();
  const running = new Set(
    plans.map((target) => trainingRequest(target, { rung: 0, attempt: attempts }).TrainingJobName),
  );
  const fake = inTurns({
    DescribeTrainingJob: ({ TrainingJobName }) => {
      const name = String(TrainingJobName);
      const since = stopped.get(name);
      const [, at = '1'] = /^run-\d+-\w{10}(?:-(\d+))?$/.exec(name) ?? [];
      if (Number(at) > attempts) throw noSuchJob();
      const state = since === undefined ? 'InProgress' : Date.now() - since < minutes ? 'Stopping' : 'Stopped';
      return { TrainingJobArn: name, TrainingJobStatus: running.has(name) ? state : 'Failed' };
    },
    ListTags: ({ ResourceArn }) => tagged(tags.get(String(ResourceArn).replace(/-\d+$/, '')) ?? []),
    StopTrainingJob: ({ TrainingJobName }) => void stopped.set(String(TrainingJobName), Date.now()),
  });
  for (const target of plans) void toTheEnd('stopTrainingJobs', { target, made: attempts }, fake);
  await vi.advanceTimersByTimeAsync(5 * minutes);
  expect(stopped.size).toBe(runs);
});

test('of a hundred runs that are cancelled together, each with sixty tries of an endpoint, every model is deleted within five minutes, and the clean-ups end', async () => {
  const there = new Map(
    plans.map((target) => {
      const { model } = hostingNames(target, attempts);
      return [model, modelRequest(target, { rung: 0, attempt: attempts }, { prefix: 's3://models/' }).Tags];
    }),
  );
  const fake = inTurns({
    DescribeModel: ({ ModelName }) => {
      if (there.has(String(ModelName))) return { ModelArn: ModelName };
      throw notFound('model');
    },
    ListTags: ({ ResourceArn }) => tagged(there.get(String(ResourceArn)) ?? []),
    ListEndpointConfigs: () => ({ EndpointConfigs: [] }),
    DeleteModel: ({ ModelName }) => void there.delete(String(ModelName)),
  });
  let ended = 0;
  for (const target of plans) void toTheEnd('deleteModel', { target, made: attempts }, fake).then(() => (ended += 1));
  await vi.advanceTimersByTimeAsync(5 * minutes);
  const left = there.size;
  await vi.advanceTimersByTimeAsync(25 * minutes);
  expect({ left, ended }).toEqual({ left: 0, ended: runs });
});
