import type { Activities, Created, Step } from '../../../src/contract/activities.js';
import { resourceName } from '../../../src/contract/names.js';
import type { RunIdentity } from '../../../src/contract/run/plan.js';
import type { DeployRequest } from '../../../src/contract/run/requests.js';
import type { Single } from './taken-together.js';
import { takenTogether } from './taken-together.js';
import { datasetReport, deployPlanOf, planOf, requestOf, resolutionOf } from './plan.js';

export type ActivityName = keyof Activities;

export interface FakeActivities {
  activities: Activities;
  /** Every attempt of every activity, in the order in which they began; of one that takes several steps, the steps. */
  calls: ActivityName[];
}

/** What came out of the training job, by the metric's name. */
export const metrics = { 'validation:accuracy': 0.91 };

/** An AWS where everything goes well at once, but for what is given otherwise. */
export function fakeActivities(otherwise: Partial<Activities> = {}): FakeActivities {
  const calls: ActivityName[] = [];
  const recorded = Object.entries({ ...everythingGoesWell, ...otherwise }).map(([name, activity]) => [
    name,
    (input: never) => {
      calls.push(name as ActivityName);
      return (activity as (input: never) => Promise<unknown>)(input);
    },
  ]);
  const single = Object.fromEntries(recorded) as Single;
  return { activities: { ...takenTogether(single), ...single }, calls };
}

/** Only what undoes something, in order. */
export const undone = (calls: readonly ActivityName[]): ActivityName[] =>
  calls.filter((name) => /^(delete|stop|restore)/.test(name));

const created = ({ target, attempt }: { target: { run: RunIdentity } } & Step): Promise<Created> =>
  Promise.resolve({ name: resourceName(target.run, attempt), attempt });
const removed = ({ target }: { target: { run: RunIdentity } }): Promise<string[]> =>
  Promise.resolve([resourceName(target.run)]);
const never = (): Promise<never> => new Promise(() => undefined);

const everythingGoesWell: Single = {
  resolveArtifacts: ({ request }) => Promise.resolve(resolutionOf(requestOf(request as object))),
  resolveDeployment: ({ request }) => Promise.resolve(resolutionOf(request as DeployRequest)),
  checkData: () => Promise.resolve(datasetReport),
  planRun: ({ resolution, run }) => Promise.resolve(planOf(resolution.request ?? requestOf(), run)),
  planDeployment: ({ resolution, run }) => Promise.resolve(deployPlanOf(resolution.request ?? requestOf(), run)),
  startTrainingJob: created,
  watchTrainingJob: ({ name }) =>
    Promise.resolve({
      name,
      status: 'Completed',
      modelArtifact: `s3://sagemaker-us-east-1-123456789012/tunewright/output/${name}/output/model.tar.gz`,
      metrics,
      epochs: [{ epoch: 1, epochs: 1, valAccuracy: 0.91 }],
      billableTimeInSeconds: 3_600,
    }),
  repackModel: () => Promise.resolve(),
  createModel: created,
  createEndpointConfig: created,
  createEndpoint: created,
  updateEndpoint: created,
  watchEndpoint: () => Promise.resolve(),
  describeLive: () => Promise.resolve(null),
  smokeTestEndpoint: ({ test }) =>
    Promise.resolve({
      passed: true,
      predictions: test.samples.map(({ text }) => ({
        text,
        probabilities: [0.1, 0.9],
        labels: [0, 1],
        predictedLabel: 1,
      })),
      slowestMilliseconds: 12,
      agreement: 1,
      faults: [],
    }),
  evaluateEndpoint: () => Promise.resolve({ rows: 100, accuracy: 0.9 }),
  stopTrainingJobs: removed,
  deleteEndpoint: removed,
  deleteEndpointConfig: removed,
  deleteModel: removed,
  restoreEndpoint: () => Promise.resolve(),
  deleteReplaced: ({ replaced }) => Promise.resolve([replaced.configName]),
  notify: () => Promise.resolve(),
  leaseEndpoint: () => Promise.resolve({ lastGood: null }),
  releaseEndpoint: () => Promise.resolve(),
  watchUntilGone: never,
  retireEndpoint: ({ name }) => Promise.resolve([name]),
  tagExpiry: () => Promise.resolve(),
  isRunning: () => Promise.resolve(true),
  wakeWaits: () => Promise.resolve({ waiting: 0 }),
  findLeftovers: () => Promise.resolve({ region: 'us-east-1', account: '123456789012', examined: 0, leftovers: [] }),
  removeLeftover: () => Promise.resolve(),
};
