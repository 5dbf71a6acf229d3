import type { Activities, Created } from '../../../src/contract/activities.js';
import { resourceName } from '../../../src/contract/names.js';
import type { Plan } from '../../../src/contract/plan.js';
import { datasetReport, planOf, requestOf, resolutionOf } from './plan.js';

export type ActivityName = keyof Activities;

export interface FakeActivities {
  activities: Activities;
  /** Every attempt of every activity, in the order in which they began. */
  calls: ActivityName[];
}

/** What came out of the training job, by the metric's name. */
export const metrics = { 'validation:accuracy': 0.91 };

/** An AWS where everything goes well at once, but for what is given otherwise. */
export function fakeActivities(otherwise: Partial<Activities> = {}): FakeActivities {
  const calls: ActivityName[] = [];
  const all: Activities = { ...everythingGoesWell, ...otherwise };
  const recorded = Object.entries(all).map(([name, activity]) => [
    name,
    (input: never) => {
      calls.push(name as ActivityName);
      return (activity as (input: never) => Promise<unknown>)(input);
    },
  ]);
  return { activities: Object.fromEntries(recorded) as Activities, calls };
}

/** Only what undoes something, in order. */
export const undone = (calls: readonly ActivityName[]): ActivityName[] =>
  calls.filter((name) => name.startsWith('delete') || name.startsWith('stop'));

const created = ({ plan }: { plan: Plan }): Promise<Created> =>
  Promise.resolve({ name: resourceName(plan.run), attempt: 1 });
const removed = ({ plan }: { plan: Plan }): Promise<string[]> => Promise.resolve([resourceName(plan.run)]);

const everythingGoesWell: Activities = {
  resolveArtifacts: ({ request }) => Promise.resolve(resolutionOf(requestOf(request as object))),
  checkData: () => Promise.resolve(datasetReport),
  planRun: ({ resolution, run }) => Promise.resolve(planOf(resolution.request ?? requestOf(), run)),
  startTrainingJob: created,
  watchTrainingJob: ({ name }) =>
    Promise.resolve({
      name,
      status: 'Completed',
      modelArtifact: `s3://sagemaker-us-east-1-123456789012/tunewright/output/${name}/output/model.tar.gz`,
      metrics,
      epochs: [{ epoch: 1, epochs: 1, valAccuracy: 0.91 }],
    }),
  repackModel: ({ modelArtifact }) => Promise.resolve({ target: modelArtifact }),
  createModel: created,
  createEndpointConfig: created,
  createEndpoint: created,
  watchEndpoint: () => Promise.resolve(),
  smokeTestEndpoint: ({ plan }) =>
    Promise.resolve({
      passed: true,
      predictions: plan.smokeTest.texts.map((text) => ({
        text,
        probabilities: [0.1, 0.9],
        labels: [0, 1],
        predictedLabel: 1,
      })),
      slowestMilliseconds: 12,
      faults: [],
    }),
  stopTrainingJobs: removed,
  deleteEndpoint: removed,
  deleteEndpointConfig: removed,
  deleteModel: removed,
};
