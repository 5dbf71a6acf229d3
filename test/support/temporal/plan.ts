import type { Resolution } from '../../../src/contract/activities.js';
import type { DatasetReport } from '../../../src/contract/dataset.js';
import type { Plan, RunIdentity } from '../../../src/contract/plan.js';
import type { FineTuneRequest } from '../../../src/contract/requests.js';
import { defaultGateDeadlineInSeconds, defaultGates } from '../../../src/contract/requests.js';

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

export const resolutionOf = (request: FineTuneRequest): Resolution => ({
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
  run,
  model,
  ...account,
  dataset: {
    uri: dataUri,
    etag: datasetReport.etag ?? '',
    bytes: 40_000,
    rows: 400,
    classes: 2,
    classCounts: [200, 200],
  },
  training: {
    rungs: [
      {
        instanceType: 'ml.p3.2xlarge',
        imageUri: '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-training:2.8-gpu-py39',
        hyperparameters: { epochs: '3' },
        metricDefinitions: [{ Name: 'validation:accuracy', Regex: 'val_accuracy: ([0-9\\.]+)' }],
        environment: {},
        volumeSizeInGB: 30,
      },
    ],
    modelUri: 's3://jumpstart-cache-prod-us-east-1/model.tar.gz',
    scriptUri: 's3://jumpstart-cache-prod-us-east-1/sourcedir.tar.gz',
    dataUri,
    maxRuntimeInSeconds: 360_000,
    enableNetworkIsolation: true,
    encryptInterContainerTraffic: true,
  },
  hosting: {
    rungs: [
      {
        instanceType: 'ml.m5.xlarge',
        imageUri: '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-inference:2.8-cpu',
        environment: {},
      },
    ],
    instanceCount: 1,
    enableNetworkIsolation: true,
  },
  outputPath: 's3://sagemaker-us-east-1-123456789012/tunewright/output',
  cost: { currency: 'USD', trainingAtMost: 382.5, trainingLikely: null, endpointPerHour: 0.23, notes: [] },
  gates: { ...defaultGates, ...request.gates },
  gateDeadlineInSeconds: request.gateDeadlineInSeconds ?? defaultGateDeadlineInSeconds,
  smokeTest: { texts: ['a stirring, funny film'] },
  warnings: [],
  problems: [],
});
