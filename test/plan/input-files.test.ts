import { expect, test } from 'vitest';
import type { DeployPlan, Plan } from '../../src/contract/run/plan.js';
import { prepare } from '../../src/plan/index.js';
import { trainingRequest } from '../../src/plan/index.js';
import { bert, servicesOf } from './support.js';

const run = { workflowId: 'nightly', firstExecutionRunId: '0000000000' };
const role = 'arn:aws:iam::111122223333:role/R';
const common = { model: { id: bert }, role, training: { instanceType: 'ml.p3.2xlarge' } };

/** Every object is there, with an ETag that tells its URI. */
const services = servicesOf({
  object: (uri) =>
    Promise.resolve(uri.includes('hidden') ? 'unknown' : { etag: `"${uri.split('/')[3] ?? ''}"`, bytes: 7 }),
});

async function planned(request: object): Promise<Plan> {
  const { plan } = await prepare('fineTune', { ...common, data: 's3://bucket/data/', ...request }, { services, run });
  return plan as Plan;
}

test('the plan keeps ETag and size of the validation data and of the model that is trained further', async () => {
  const { training } = await planned({
    validationData: 's3://bucket/held/',
    modelUri: 's3://bucket/earlier/model.tar.gz',
  });
  expect(training.inputs).toEqual([
    { what: 'validation data', uri: 's3://bucket/held/data.csv', etag: '"held"', bytes: 7 },
    { what: 'earlier model', uri: 's3://bucket/earlier/model.tar.gz', etag: '"earlier"', bytes: 7 },
  ]);
});

test.each([
  ['of its own', { evaluationData: 's3://bucket/eval/', validationData: 's3://bucket/held/' }, '"eval"'],
  ['that is the validation data', { validationData: 's3://bucket/held/' }, '"held"'],
])('the plan keeps the ETag of evaluation data %s', async (_which, request, etag) => {
  expect((await planned(request)).evaluationFile).toMatchObject({ what: 'evaluation data', etag });
});

test('the plan of a deployment keeps ETag and size of the artifact that it is given', async () => {
  const request = { model: { id: bert }, role, artifact: 's3://bucket/mine/model.tar.gz' };
  const { plan } = await prepare('deploy', request, { services, run });
  expect((plan as DeployPlan).modelData).toEqual({
    tarball: 's3://bucket/mine/model.tar.gz',
    etag: '"mine"',
    bytes: 7,
  });
});

test('an object that a request names is looked at once', async () => {
  const looked: string[] = [];
  const object = (uri: string) => Promise.resolve((looked.push(uri), { etag: '"1"', bytes: 7 }));
  const request = { ...common, data: 's3://bucket/data/', validationData: 's3://bucket/held/' };
  await prepare('fineTune', request, { services: servicesOf({ object }), run });
  expect(looked).toEqual(['s3://bucket/held/data.csv']);
});

test('a file that may not be looked at is left out', async () => {
  expect((await planned({ validationData: 's3://bucket/hidden/' })).training.inputs).toEqual([]);
});

test('a job on other validation data is another job', async () => {
  const plan = await planned({ validationData: 's3://bucket/held/' });
  const { training } = plan;
  const inputs = (training.inputs ?? []).map((file) => ({ ...file, etag: '"other"' }));
  const step = { rung: 0, attempt: 1 };
  const digest = (of: Plan) => trainingRequest(of, step).Tags.find(({ Key }) => Key === 'tunewright:request')?.Value;
  expect(digest({ ...plan, training: { ...training, inputs } })).not.toBe(digest(plan));
  const { inputs: _inputs, ...before } = training;
  expect(digest({ ...plan, training: { ...before, inputs: [] } })).toBe(digest({ ...plan, training: before }));
});
