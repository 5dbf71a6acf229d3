import { describe, expect, test } from 'vitest';
import type { HyperparameterValue } from '../../../src/catalog/index.js';
import { PythonFloat } from '../../../src/catalog/index.js';
import type { DatasetReport } from '../../../src/contract/dataset.js';
import type { DeployPlan, Plan } from '../../../src/contract/run/plan.js';
import type { DeployRequest, FineTuneRequest, Hyperparameters } from '../../../src/contract/run/requests.js';
import type { Decision } from '../../../src/plan/decide/decision-input.js';
import { decideDeploy } from '../../../src/plan/decide/deploy-plan.js';
import { decideFineTune } from '../../../src/plan/decide/fine-tune-plan.js';
import {
  endpointConfigRequest,
  endpointRequest,
  modelArtifactUri,
  modelRequest,
  repackOf,
  trainingRequest,
} from '../../../src/plan/index.js';
import type { ExpectedInput } from '../../catalog/support.js';
import { expectedAnswers, expectedFiles, fixtureCatalog } from '../../catalog/support.js';

type Body = Record<string, unknown>;

interface Call {
  service: string;
  operation: string;
  body?: Body;
  uri?: string;
}

interface Expected {
  input: ExpectedInput;
  flows: Record<string, { calls: Call[]; error?: unknown }>;
}

const account = '111122223333';
const run = { workflowId: 'parity', firstExecutionRunId: '0000000000' };

/** The SDK's answers were recorded with this role, bucket and data. */
function surroundings(region: string) {
  return {
    role: 'arn:aws:iam::111122223333:role/OracleRole',
    bucket: `oracle-user-bucket-${region}`,
    data: {
      uri: `s3://jumpstart-cache-prod-${region}/training-datasets/SST2/`,
      bytes: 1,
      rows: 2,
      classes: 2,
      classCounts: [1, 1],
      repeats: { exact: true, duplicateRows: 0, contradictingRows: 0 },
    },
  };
}

/** Names are our own, tags of ours are added, and debugger and profiler are left out on purpose; everything else must agree. */
function comparable(body: Body | undefined): Body {
  const text = JSON.stringify(body, (_key, value: unknown) => (value instanceof PythonFloat ? value.value : value));
  const names = /tf-tc-[a-z0-9-]+-2024-01-02-03-04-05-678|parity-0000000000/g;
  const {
    DebugHookConfig: _debugger,
    ProfilerConfig: _profiler,
    ...rest
  } = JSON.parse(text.replace(names, 'NAME')) as Body;
  const tags = (rest['Tags'] as { Key: string }[]).filter(({ Key }) => !Key.startsWith('tunewright:'));
  return { ...rest, Tags: tags };
}

const plain = (values: Record<string, HyperparameterValue>): Hyperparameters =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value instanceof PythonFloat ? value.value : value]),
  );

const callsOf = (expected: Expected, flow: string): Call[] => expected.flows[flow]?.calls ?? [];
const sageMakerBodies = (calls: Call[]): [string, Body][] =>
  calls.filter(({ service }) => service === 'sagemaker').map(({ operation, body }) => [operation, comparable(body)]);

const first = { rung: 0, attempt: 1 };

function hostingBodies(plan: Plan | DeployPlan, artifact: { tarball: string } | { prefix: string }): [string, Body][] {
  return [
    ['CreateModel', comparable(modelRequest(plan, first, artifact) as unknown as Body)],
    ['CreateEndpointConfig', comparable(endpointConfigRequest(plan, first) as unknown as Body)],
    ['CreateEndpoint', comparable(endpointRequest(plan, 1) as unknown as Body)],
  ];
}

const trainingBodies = (plan: Plan): [string, Body][] => [
  ['CreateTrainingJob', comparable(trainingRequest(plan, first) as unknown as Body)],
];

const usable = expectedFiles.filter((file) => !file.includes('deprecated'));

describe.each(usable)('requests equal to those of the Python SDK (%s)', async (file) => {
  const expected = expectedAnswers<Expected>(file);
  const { input } = expected;
  const { role, bucket, data } = surroundings(input.region);
  const source = await fixtureCatalog(input.region);
  const context = {
    spec: await source.spec(input.model_id, input.version),
    newerVersion: null,
    buckets: source.buckets,
    account: { region: input.region, account, role },
    run,
    prices: {},
    earlier: null,
  };
  const dataset: DatasetReport = { ...data, samples: [], problems: [], warnings: [] };
  const model = { id: input.model_id, version: input.version };
  const decided = (request: Omit<FineTuneRequest, 'model'>): Decision<Plan> =>
    decideFineTune({ ...context, dataset, request: { model, ...request } });
  const fineTune = (request: Omit<FineTuneRequest, 'model'>): Plan => decided(request).plan;
  const explicit = {
    output: `s3://${bucket}/jumpstart-example-tc-training/output`,
    training: { instanceType: input.instance_type },
    endpoint: { instanceType: input.inference_instance_type },
  };

  test('JumpStartEstimator, fit and deploy', () => {
    const { plan, problems } = decided({ ...explicit, hyperparameters: plain(input.overrides) });
    const artifact = { tarball: modelArtifactUri(plan, 'parity-0000000000') };
    expect(problems).toEqual([]);
    expect([...trainingBodies(plan), ...hostingBodies(plan, artifact)]).toEqual(
      sageMakerBodies(callsOf(expected, 'jumpstart_estimator_fit_deploy')),
    );
  });

  test('JumpStartEstimator with all defaults and a validation channel', () => {
    const plan = fineTune({ output: `s3://${bucket}/`, validationData: `s3://${bucket}/val/` });
    const artifact = { tarball: modelArtifactUri(plan, 'parity-0000000000') };
    expect([...trainingBodies(plan), ...hostingBodies(plan, artifact)]).toEqual(
      sageMakerBodies(callsOf(expected, 'jumpstart_estimator_all_defaults')),
    );
  });

  test('JumpStartEstimator, incremental', () => {
    const plan = fineTune({ ...explicit, modelUri: `s3://${bucket}/previous/output/model.tar.gz` });
    expect(trainingBodies(plan)).toEqual(sageMakerBodies(callsOf(expected, 'jumpstart_estimator_incremental')));
  });

  test('hyperparameters go over the wire in the order of the SDK', () => {
    const plan = fineTune({ ...explicit, hyperparameters: plain(input.overrides) });
    const order = (bodies: [string, Body][]) => Object.keys(bodies[0]?.[1]['HyperParameters'] as object);
    expect(order(trainingBodies(plan))).toEqual(
      order(sageMakerBodies(callsOf(expected, 'jumpstart_estimator_fit_deploy'))),
    );
  });

  test('JumpStartModel, the pretrained model as it is', () => {
    const request: DeployRequest = { model, output: `s3://${bucket}/` };
    const { plan } = decideDeploy({ ...context, dataset: null, request });
    expect(hostingBodies(plan, plan.modelData)).toEqual(
      sageMakerBodies(callsOf(expected, 'jumpstart_model_deploy_pretrained')),
    );
  });

  test('an artifact is repacked from and to where the SDK does, or not at all', () => {
    const plan = fineTune(explicit);
    const uris = callsOf(expected, 'jumpstart_estimator_fit_deploy')
      .filter(({ service }) => service === 's3')
      .map(({ uri = '' }) => uri.replace(/tf-tc-[a-z0-9-]+-2024-01-02-03-04-05-678/g, 'parity-0000000000'));
    const repack = repackOf(plan, { tarball: modelArtifactUri(plan, 'parity-0000000000') });
    expect(repack === null ? [] : [repack.artifact, repack.script, repack.target]).toEqual(uris);
  });
});
