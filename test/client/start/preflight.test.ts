import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { unseenDataset } from '../../../src/contract/dataset.js';
import { InvalidInputError, UnreachableError, dryRun, preflight } from '../../../src/client/index.js';
import type { Preflight } from '../../../src/client/index.js';
import type { FineTuneRequest } from '../../../src/contract/run/requests.js';
import type { KeptName } from '../../../src/plan/ask/kept-name.js';
import { expired } from '../../support/aws/errors.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { OfflineAws, localCatalogue, reportOf } from '../offline-aws.js';

localCatalogue();

const file = path.join(temporaryDirectory(), 'data.csv');
beforeEach(() => writeFile(file, '0,bad\n1,good\n'));

const request: FineTuneRequest = {
  model: { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', version: '2.0.10' },
  data: file,
  role: 'arn:aws:iam::123456789012:role/Trainer',
};

const look = (more: object = {}, aws = new OfflineAws()): Promise<Preflight<'fineTune'>> =>
  preflight('fineTune', { request: { ...request, ...more }, problems: [] }, aws);

/** The fields that have problems. */
async function fieldsOf(looked: Promise<unknown>): Promise<string[]> {
  const error = await looked.catch((reason: unknown) => reason);
  if (error instanceof InvalidInputError) return error.problems.map(({ field }) => field);
  throw error;
}

test('a request in order comes back with its plan', async () => {
  const { plan } = await look();
  expect(plan).toMatchObject({ model: request.model, dataset: { rows: 2, classes: 2 } });
});

test('local data is planned, and asked for, at its place on S3', async () => {
  const looked = await look();
  const uri = looked.uploads[0]?.uri;
  expect(uri).toMatch(/^s3:/);
  expect([looked.request.data, looked.plan.dataset.uri]).toEqual([uri, uri]);
});

test("local data goes to SageMaker's default bucket of the account", async () => {
  expect((await look()).uploads[0]?.bucket).toBe('sagemaker-us-east-1-123456789012');
});

test('data on S3 stays where it is', async () => {
  const aws = new OfflineAws();
  aws.reports['s3://reviews/train/'] = reportOf('s3://reviews/train/');
  const { uploads, request: asked } = await look({ data: 's3://reviews/train/' }, aws);
  expect([uploads, asked.data]).toEqual([[], 's3://reviews/train/']);
});

test('problems of account, role, model, hyperparameters, gates and data come together', async () => {
  await writeFile(file, 'label,text\n0,bad\n0,worse\n');
  const fields = await fieldsOf(
    look({
      account: '999999999999',
      role: undefined,
      hyperparameters: { epochs: '0', colour: 'red' },
      gates: { deployment: 'validation:f1>=0.9' },
    }),
  );
  expect(new Set(fields)).toEqual(
    new Set(['account', 'role', 'hyperparameters.epochs', 'hyperparameters.colour', 'gates.deployment', 'data']),
  );
});

test('every problem of the data is told, not the first only', async () => {
  await writeFile(file, 'label,text\n0,bad\n0,\n');
  expect(await fieldsOf(look())).toEqual(['data', 'data', 'data']);
});

test('problems of an unknown model and of the data come together', async () => {
  await writeFile(file, '');
  const fields = await fieldsOf(look({ model: { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-3' } }));
  expect(new Set(fields)).toEqual(new Set(['model.id', 'data']));
});

test('problems of a malformed request and of the data come together', async () => {
  await writeFile(file, '');
  const fields = await fieldsOf(look({ region: 'Mars', colour: 'red' }));
  expect(new Set(fields)).toEqual(new Set(['region', 'request', 'data']));
});

test('data that does not exist is a problem like any other', async () => {
  expect(await fieldsOf(look({ data: `${file}.missing` }))).toEqual(['data']);
});

test('credentials that do not work are no problem of the request', async () => {
  const aws = new OfflineAws();
  aws.identity = () => Promise.reject(expired());
  await expect(look({}, aws)).rejects.toBeInstanceOf(UnreachableError);
});

test('a catalogue that is not there is no problem of the request', async () => {
  const aws = new OfflineAws();
  vi.stubEnv('AWS_JUMPSTART_SPECS_LOCAL_ROOT_DIR_OVERRIDE', `${file}.missing`);
  await expect(look({}, aws)).rejects.toBeInstanceOf(UnreachableError);
});

test('the name of an endpoint that exists is refused before training is paid for', async () => {
  const aws = new OfflineAws();
  aws.endpoints['live'] = 'another-run';
  expect(await fieldsOf(look({ endpoint: { name: 'live' } }, aws))).toEqual(['endpoint.name']);
});

test('the name of an endpoint that does not exist is taken', async () => {
  expect((await look({ endpoint: { name: 'new' } })).plan.hosting.endpointName).toBe('new');
});

test.each<[string, string, string]>([
  ['validationData', 's3://reviews/validation/', 's3://reviews/validation/data.csv'],
  ['evaluationData', 's3://reviews/held-out', 's3://reviews/held-out/data.csv'],
  ['modelUri', 's3://reviews/earlier/model.tar.gz', 's3://reviews/earlier/model.tar.gz'],
])('%s that names nothing is found before training is paid for', async (field, uri, meant) => {
  const aws = new OfflineAws();
  aws.missing.push(meant);
  const prefix = meant.replace(/data\.csv$/, '');
  const heldOut = unseenDataset(prefix);
  aws.reports[prefix] = { ...heldOut, problems: [{ field: 'data', message: 'does not exist' }] };
  expect((await fieldsOf(look({ [field]: uri }, aws))).filter((name) => name === field)).toEqual([field]);
  const there = new OfflineAws();
  there.reports[prefix] = heldOut;
  await expect(look({ [field]: uri }, there)).resolves.toHaveProperty('plan');
});

test.each(['validationData', 'evaluationData'])(
  '%s that is out of order is found before training is paid for',
  async (field) => {
    const aws = new OfflineAws();
    const problem = { field: 'data', message: 'row 2: a label that the model does not know' };
    aws.reports['s3://reviews/held-out/'] = { ...unseenDataset('s3://reviews/held-out/'), problems: [problem] };
    expect(await fieldsOf(look({ [field]: 's3://reviews/held-out/' }, aws))).toEqual([field]);
  },
);

describe('rows held out from training that lie on this machine', () => {
  const heldOut = path.join(temporaryDirectory(), 'data.csv');
  beforeEach(() => writeFile(heldOut, '1,fine\n'));

  test.each(['validationData', 'evaluationData'] as const)(
    '%s is checked, and asked for at its place on S3',
    async (member) => {
      const looked = await look({ [member]: heldOut });
      const [, upload] = looked.uploads;
      expect([looked.request[member], upload?.file]).toEqual([upload?.uri, heldOut]);
      expect(upload?.uri).toMatch(/^s3:\/\/sagemaker-us-east-1-123456789012\/tunewright\/data\//);
    },
  );

  test.each(['validationData', 'evaluationData'])(
    '%s with a label that the data does not have is refused',
    async (member) => {
      await writeFile(heldOut, '1,fine\n7,what\n');
      expect(await fieldsOf(look({ [member]: heldOut }))).toEqual([member]);
    },
  );

  test('a file that is not there is told with all other problems', async () => {
    const missing = {
      validationData: `${heldOut}.gone`,
      evaluationData: path.dirname(heldOut),
      account: '999999999999',
    };
    expect((await fieldsOf(look(missing))).sort()).toEqual(['account', 'validationData']);
  });

  test('a deployment has its rows to be evaluated on checked and uploaded too', async () => {
    const deployment = { model: request.model, role: request.role ?? '', evaluationData: heldOut };
    const { uploads, problems } = await dryRun('deploy', { request: deployment, problems: [] }, new OfflineAws());
    expect([uploads.map(({ file: each }) => each), problems]).toEqual([[heldOut], []]);
    await writeFile(heldOut, 'label,text\n');
    const looked = await dryRun('deploy', { request: deployment, problems: [] }, new OfflineAws());
    expect(looked.problems.map(({ field }) => field)).toEqual(['evaluationData']);
  });

  test('without a network they are checked all the same, where the account is given', async () => {
    await writeFile(heldOut, '7,what\n');
    const asked = { ...request, account: '123456789012', validationData: heldOut };
    const { problems, uploads } = await dryRun('fineTune', { request: asked, problems: [] }, new OfflineAws());
    expect([problems.map(({ field }) => field), uploads.length]).toEqual([['validationData'], 2]);
  });
});

const continuedOn = (classes: number): Promise<unknown> =>
  preflight('fineTune', { request, problems: [], classes }, new OfflineAws());

test('data of other classes than the earlier run knows is refused', async () => {
  expect(await fieldsOf(continuedOn(3))).toEqual(['from']);
  expect(await continuedOn(2)).toHaveProperty('plan');
});

const trainedOn = (type: string): object => ({ training: { instanceType: [type, 'ml.p3.2xlarge'] } });

test('a run whose every type lacks quota is refused before it starts', async () => {
  const aws = new OfflineAws();
  aws.limits.set('ml.g5.xlarge for training job usage', 0).set('ml.p3.2xlarge for training job usage', 0);
  expect(await fieldsOf(look(trainedOn('ml.g5.xlarge'), aws))).toEqual(['training.instanceType']);
});

test('a type without quota is ruled out in the plan of a run that has another', async () => {
  const aws = new OfflineAws();
  aws.limits.set('ml.g5.xlarge for training job usage', 0);
  const { plan } = await look(trainedOn('ml.g5.xlarge'), aws);
  expect(plan.training.rungs.map(({ ruledOut }) => ruledOut !== undefined)).toEqual([true, false]);
});

test('a dry run shows the quota that is lacking, beside the plan', async () => {
  const aws = new OfflineAws();
  aws.limits.set('ml.g5.xlarge for endpoint usage', 0);
  const asked = { ...request, endpoint: { instanceType: 'ml.g5.xlarge' } };
  const { plan, problems } = await dryRun('fineTune', { request: asked, problems: [] }, aws);
  expect([plan?.hosting.rungs.length, problems.map(({ field }) => field)]).toEqual([1, ['endpoint.instanceType']]);
});

test('a dry run that takes the account at its word asks nobody for quotas, and says so', async () => {
  const aws = new OfflineAws();
  aws.quotas = () => Promise.reject(new Error('nobody must be asked'));
  const asked = { ...request, account: '123456789012' };
  const { plan, problems } = await dryRun('fineTune', { request: asked, problems: [] }, aws);
  expect([problems, plan?.warnings.filter((warning) => warning.includes('quotas'))]).toEqual([
    [],
    [expect.stringContaining('were not asked for')],
  ]);
});

test('a dry run names the run that has claimed the name of the endpoint', async () => {
  const asked = { ...request, endpoint: { name: 'reviews' } };
  const keptName = (name: string): Promise<KeptName | null> =>
    Promise.resolve({ name, region: 'us-east-1', account: '123456789012', holder: `maker-of-${name}`, live: null });
  const { plan, problems } = await dryRun('fineTune', { request: asked, problems: [] }, new OfflineAws(), {
    keptName,
  });
  expect([plan?.hosting.endpointName, problems]).toEqual([
    'reviews',
    [{ field: 'endpoint.name', message: expect.stringContaining('claimed by run maker-of-reviews') as string }],
  ]);
});
