import type { GatePlan, Plan } from '../../../src/contract/run/plan.js';

export const account = '123456789012';
export const region = 'us-east-1';

const open: GatePlan = { rule: 'auto', approvers: [], quorum: 1, deadlineInSeconds: 3_600, onDeadline: 'reject' };

/** The plan of a run of two classes, free of problems; nothing in it is looked up anywhere. */
export function planOf(more: Partial<Plan> = {}): Plan {
  return {
    run: { workflowId: 'reviews', firstExecutionRunId: '00000000-0000-0000-0000-00abcdef0123' },
    model: { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', version: '2.0.10' },
    region,
    account,
    role: `arn:aws:iam::${account}:role/Trainer`,
    dataset: { uri: 's3://reviews/train/', etag: '"e1"', bytes: 400, rows: 40, classes: 2, classCounts: [20, 20] },
    training: {
      rungs: [
        {
          instanceType: 'ml.g5.xlarge',
          spot: false,
          capacityWaitInSeconds: 0,
          usdPerHour: null,
          imageUri: '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-training:2.9-gpu-py39',
          hyperparameters: { epochs: '3' },
          metricDefinitions: [{ Name: 'validation:accuracy', Regex: 'val_accuracy=([0-9\\.]+)' }],
          environment: {},
          volumeSizeInGB: 30,
        },
      ],
      modelUri: 's3://jumpstart-cache-prod-us-east-1/model.tar.gz',
      scriptUri: 's3://jumpstart-cache-prod-us-east-1/sourcedir.tar.gz',
      maxRuntimeInSeconds: 3_600,
      enableNetworkIsolation: false,
      encryptInterContainerTraffic: false,
    },
    hosting: {
      rungs: [
        {
          instanceType: 'ml.m5.xlarge',
          capacityWaitInSeconds: 0,
          usdPerHour: null,
          imageUri: '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-inference:2.9-cpu',
          environment: {},
        },
      ],
      instanceCount: 1,
      enableNetworkIsolation: false,
    },
    outputPath: 's3://models/output',
    deploy: true,
    gates: { training: open, deployment: open, traffic: open },
    smokeTest: {
      samples: [{ text: 'a stirring, funny film' }],
      maxLatencyInMilliseconds: 10_000,
      minimumAgreement: null,
    },
    cost: {
      currency: 'USD',
      trainingAtMost: null,
      trainingLikely: null,
      endpointPerHour: null,
      endpointHours: 0,
      atMost: null,
      notes: [],
    },
    warnings: [],
    ...more,
  };
}

/** Name of all resources of {@link planOf}'s run. */
export const resource = 'reviews-abcdef0123';
export const secondAttempt = `${resource}-2`;
