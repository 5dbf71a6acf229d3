import type { WorkflowExecutionStatusName } from '@temporalio/client';
import type { ActivityName } from '../temporal/fake-activities.js';
import type { Holdings } from './holdings.js';
import { liveEndpointOf, nothing } from './holdings.js';
import type { FaultRule } from '../../../src/local/sagemaker/index.js';
import type { Interruption } from './interruptions.js';
import { artifact, data, model } from './stack.js';

/** One way that a run goes, from its request to what it leaves. */
export interface Path {
  type: 'fineTune' | 'deploy';
  request: (run: string) => object;
  /** An endpoint stands already that the run is to update. */
  over?: true;
  /** What makes it end badly, beyond the request. */
  also?: Interruption[];
  /** Where it may be interrupted, in the order of the run. */
  activities: ActivityName[];
  /** An endpoint of it stands at the end. */
  deploys?: true;
  ends: WorkflowExecutionStatusName;
  holds: Holdings;
}

/** Runs whose id begins so train for ten minutes. */
export const longTraining = 'stopped';

/** Endpoints whose name begins so are not to be had on `ml.m5.xlarge`. */
const scarceType = 'second-type';

/** What the local SageMaker must do for these paths. */
export const faults: readonly FaultRule[] = [
  { fault: 'training', outcome: 'Completed', name: longTraining, seconds: 600 },
  {
    fault: 'endpoint',
    on: 'create',
    outcome: 'InsufficientInstanceCapacity',
    name: scarceType,
    instanceType: 'ml.m5.xlarge',
  },
];

const gates = { deployment: 'auto' };
/** The simulated container gives every text the label 1. */
const smokeTest = { samples: [{ text: 'a fine film', label: 0 }], minimumAgreement: 1 };
const toUpdate = (run: string): object => ({ name: liveEndpointOf(run), update: {} });
export const asBefore: Holdings = {
  ...nothing,
  ...{ models: ['before'], configs: ['before'], endpoints: ['live InService on before'] },
};

export const paths: Readonly<Record<string, Path>> = {
  train: {
    type: 'fineTune',
    request: () => ({ model, data, gates, deploy: false }),
    activities: ['resolveArtifacts', 'checkData', 'planRun', 'startTrainingJob', 'watchTrainingJob'],
    ends: 'COMPLETED',
    holds: { ...nothing, trainingJobs: ['own Completed'] },
  },
  'fine-tune': {
    type: 'fineTune',
    request: () => ({ model, data, gates }),
    activities: [
      ...(['startTrainingJob', 'leaseEndpoint', 'createModel', 'createEndpointConfig', 'createEndpoint'] as const),
      ...(['watchEndpoint', 'smokeTestEndpoint', 'releaseEndpoint'] as const),
    ],
    deploys: true,
    ends: 'COMPLETED',
    holds: {
      ...{ trainingJobs: ['own Completed'], models: ['own'], configs: ['own'] },
      endpoints: ['own InService on own'],
    },
  },
  update: {
    type: 'deploy',
    request: (run) => ({ model, artifact, gates, endpoint: toUpdate(run) }),
    over: true,
    deploys: true,
    activities: [
      ...(['resolveDeployment', 'planDeployment', 'describeLive', 'updateEndpoint', 'watchEndpoint'] as const),
      'deleteReplaced',
    ],
    ends: 'COMPLETED',
    holds: { ...nothing, models: ['own'], configs: ['own'], endpoints: ['live InService on own'] },
  },
  [scarceType]: {
    type: 'deploy',
    request: () => ({
      ...{ model, artifact, gates },
      endpoint: { instanceType: ['ml.m5.xlarge', 'ml.m5.2xlarge'], capacityWaitInSeconds: 0 },
    }),
    activities: ['watchEndpoint', 'deleteEndpoint', 'deleteModel'],
    deploys: true,
    ends: 'COMPLETED',
    holds: { ...nothing, models: ['own-2'], configs: ['own-2'], endpoints: ['own InService on own-2'] },
  },
  failed: {
    type: 'deploy',
    request: () => ({ model, artifact, gates, smokeTest }),
    activities: ['deleteEndpoint', 'deleteEndpointConfig', 'deleteModel', 'releaseEndpoint'],
    ends: 'FAILED',
    holds: nothing,
  },
  'update-failed': {
    type: 'deploy',
    request: (run) => ({ model, artifact, gates, smokeTest, endpoint: toUpdate(run) }),
    over: true,
    activities: ['restoreEndpoint'],
    ends: 'FAILED',
    holds: asBefore,
  },
  [longTraining]: {
    type: 'fineTune',
    request: () => ({ model, data, gates }),
    also: [{ activity: 'watchTrainingJob', when: 'before', what: 'cancel' }],
    activities: ['stopTrainingJobs'],
    ends: 'CANCELLED',
    holds: { ...nothing, trainingJobs: ['own Stopped'] },
  },
};
