import type { Resolution } from '../../../src/contract/activities.js';
import type { DatasetReport } from '../../../src/contract/dataset.js';
import type { DeployPlan, GatePlan, HostingDecision, Plan, RunIdentity } from '../../../src/contract/run/plan.js';
import type { DeployRequest, FineTuneRequest, GateName, HostingRequest } from '../../../src/contract/run/requests.js';
import { defaultGateDeadlineInSeconds, defaultGates, gateNames } from '../../../src/contract/run/requests.js';

const model = { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', version: '2.0.10' };
const dataUri = 's3://reviews/train/';
const account = { region: 'us-east-1', account: '123456789012', role: 'arn:aws:iam::123456789012:role/Trainer' };

/** A request that goes through without a human, but for what is asked otherwise. */
export const requestOf = (more: Partial<FineTuneRequest> = {}): FineTuneRequest => ({
  model: { id: model.id },
  data: dataUri,
  gates: { deployment: 'auto' },
  ...more,
});

export const resolutionOf = <R extends HostingRequest = FineTuneRequest>(request: R): Resolution<R> => ({
  request,
  model,
  dataUri,
  ...account,
  searchAttributes: [],
  problems: [],
});

export const datasetReport: DatasetReport = {
  uri: dataUri,
  etag: '"0123456789abcdef"',
  bytes: 40_000,
  rows: 400,
  classes: 2,
  classCounts: [200, 200],
  repeats: { exact: true, duplicateRows: 0, contradictingRows: 0 },
  samples: [{ text: 'a stirring, funny film', label: 1 }],
  problems: [],
  warnings: [],
};

/** What the decision makes of such a request, gates and deadline included. */
export const planOf = (request: FineTuneRequest, run: RunIdentity): Plan => ({
  ...hostingOf(request, run),
  dataset: {
    uri: dataUri,
    etag: datasetReport.etag ?? '',
    bytes: 40_000,
    rows: 400,
    classes: 2,
    classCounts: [200, 200],
  },
  training: {
    rungs: typesOf(request.training?.instanceType, 'ml.p3.2xlarge').map((instanceType, index, types) => ({
      instanceType,
      spot: false,
      capacityWaitInSeconds: waitOf(request.training?.capacityWaitInSeconds, index, types.length),
      usdPerHour: 3.825,
      imageUri: '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-training:2.8-gpu-py39',
      hyperparameters: { epochs: '3' },
      metricDefinitions: [{ Name: 'validation:accuracy', Regex: 'val_accuracy: ([0-9\\.]+)' }],
      environment: {},
      volumeSizeInGB: 30,
    })),
    modelUri: 's3://jumpstart-cache-prod-us-east-1/model.tar.gz',
    scriptUri: 's3://jumpstart-cache-prod-us-east-1/sourcedir.tar.gz',
    maxRuntimeInSeconds: 360_000,
    enableNetworkIsolation: true,
    encryptInterContainerTraffic: true,
  },
  deploy: request.deploy ?? true,
});

export const deployPlanOf = (request: DeployRequest, run: RunIdentity): DeployPlan => ({
  ...hostingOf(request, run),
  modelData: { tarball: request.artifact ?? 's3://jumpstart-cache-prod-us-east-1/infer.tar.gz' },
});

const hostingOf = (request: HostingRequest, run: RunIdentity): HostingDecision => ({
  run,
  model,
  ...account,
  hosting: {
    rungs: typesOf(request.endpoint?.instanceType, 'ml.m5.xlarge').map((instanceType, index, types) => ({
      instanceType,
      capacityWaitInSeconds: waitOf(request.endpoint?.capacityWaitInSeconds, index, types.length),
      usdPerHour: 0.23,
      imageUri: '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-inference:2.8-cpu',
      environment: {},
    })),
    instanceCount: 1,
    enableNetworkIsolation: true,
    ...(request.endpoint?.name === undefined ? {} : { endpointName: request.endpoint.name }),
    ...(request.endpoint?.timeToLiveInSeconds === undefined
      ? {}
      : { timeToLiveInSeconds: request.endpoint.timeToLiveInSeconds }),
    ...(request.endpoint?.update === undefined
      ? {}
      : { update: { strategy: 'all-at-once', stepPercent: 50, bakeTimeInSeconds: 0, alarms: [] } }),
  },
  outputPath: 's3://sagemaker-us-east-1-123456789012/tunewright/output',
  cost: {
    currency: 'USD',
    trainingAtMost: 382.5,
    trainingLikely: null,
    endpointPerHour: 0.23,
    endpointHours: 24,
    atMost: 388.02,
    notes: [],
  },
  gates: Object.fromEntries(gateNames.map((name) => [name, gateOf(request, name)])) as Record<GateName, GatePlan>,
  smokeTest: {
    samples: [{ text: 'a stirring, funny film', label: 1 }],
    maxLatencyInMilliseconds: 10_000,
    minimumAgreement: null,
  },
  ...(request.evaluationData === undefined ? {} : { evaluationUri: request.evaluationData }),
  warnings: [],
});

function gateOf(request: HostingRequest, name: GateName): GatePlan {
  const asked = request.gates?.[name] ?? defaultGates[name];
  return {
    rule: 'manual',
    approvers: [],
    quorum: 1,
    deadlineInSeconds: request.gateDeadlineInSeconds ?? defaultGateDeadlineInSeconds,
    onDeadline: 'reject',
    ...(typeof asked === 'string' ? { rule: asked } : asked),
  };
}

const typesOf = (asked: string | string[] | undefined, otherwise: string): string[] =>
  asked === undefined ? [otherwise] : typeof asked === 'string' ? [asked] : asked;

const waitOf = (asked: number | number[] | undefined, index: number, count: number): number =>
  (typeof asked === 'number' ? asked : asked?.[index]) ?? (index === count - 1 ? 3_600 : 0);
