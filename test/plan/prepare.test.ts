import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { EndpointOptions } from '../../src/contract/run/requests.js';
import { decide, prepare, resolve } from '../../src/plan/index.js';
import { countedCatalog } from '../catalog/support.js';
import { bert, dataset, servicesOf } from './support.js';

const run = { workflowId: 'nightly', firstExecutionRunId: '0000000000' };
const role = 'arn:aws:iam::111122223333:role/R';

/** An account with an endpoint of somebody else's, `taken`. */
const services = servicesOf({
  inspect: () => Promise.reject(new Error('a deployment has no data')),
  endpointOwner: (name) => Promise.resolve(name === 'taken' ? { run: 'weekly', configName: 'weekly' } : null),
});
const planning = { services, run };
const request = (endpoint: EndpointOptions) => ({ model: { id: bert }, role, endpoint });

describe('a deployment', () => {
  test('is resolved to a version, a region, an account and a role', async () => {
    expect((await resolve('deploy', request({}), planning)).resolution).toMatchObject({
      model: { id: bert, version: expect.stringMatching(/^\d/) as string },
      region: 'us-east-1',
      account: '111122223333',
      role,
      problems: [],
    });
  });

  test('is decided on from what was resolved, as in one go', async () => {
    const { resolution } = await resolve('deploy', request({}), planning);
    const decided = await decide('deploy', resolution, null, planning);
    expect(decided).toEqual(await prepare('deploy', request({}), planning));
    expect(decided.plan?.hosting.rungs).toHaveLength(1);
  });

  test('that is no request has problems and no plan', async () => {
    const decided = await prepare('deploy', { model: {} }, planning);
    expect(decided.plan).toBeNull();
    expect(decided.problems.map(({ field }) => field)).toEqual(['model.id']);
  });

  test('of an unknown model has problems and no plan', async () => {
    const decided = await prepare('deploy', { model: { id: 'nobody' }, role }, planning);
    expect(decided.plan).toBeNull();
    expect(decided.problems.map(({ field }) => field)).toEqual(['model.id']);
  });

  test('to a name that is taken is refused, and told of the update', async () => {
    const { problems } = await prepare('deploy', request({ name: 'taken' }), planning);
    expect(problems.map(({ field }) => field)).toEqual(['endpoint.name']);
    expect(problems[0]?.message).toContain('endpoint.update');
  });

  test('that moves an endpoint may find it there', async () => {
    const { problems } = await prepare('deploy', request({ name: 'taken', update: {} }), planning);
    expect(problems).toEqual([]);
  });
});

describe('the plan of an update', () => {
  const live = { endpoint: 'taken', variants: [{ instanceType: 'ml.m5.xlarge', instanceCount: 3 }] };
  const asking = {
    run,
    services: {
      ...services,
      fleet: () => Promise.resolve(live),
      prices: () => Promise.resolve({ 'us-east-1': price }),
    },
  };
  const price = { 'ml.m5.xlarge': 2 };
  const planned = async (endpoint: EndpointOptions) =>
    (await prepare('deploy', request({ name: 'taken', instanceType: 'ml.m5.xlarge', ...endpoint }), asking)).plan;

  test('counts and prices the instances that are live, which it keeps', async () => {
    const plan = await planned({ update: {} });
    expect([plan?.hosting.instanceCount, plan?.cost.endpointPerHour]).toEqual([3, 6]);
  });

  test('counts and prices the instances that the request names', async () => {
    const plan = await planned({ update: {}, instanceCount: 1 });
    expect([plan?.hosting.instanceCount, plan?.cost.endpointPerHour]).toEqual([1, 2]);
  });

  test('refuses a budget that the live instances are beyond', async () => {
    const asked = { ...request({ name: 'taken', instanceType: 'ml.m5.xlarge', update: {} }), budget: { usd: 100 } };
    expect((await prepare('deploy', asked, asking)).problems.map(({ field }) => field)).toEqual(['budget.usd']);
  });

  test('refuses a quota that holds no second fleet', async () => {
    const limits = new Map([['ml.m5.xlarge for endpoint usage', 5]]);
    const scarce = { ...asking, services: { ...asking.services, quotas: () => Promise.resolve(limits) } };
    const asked = request({ name: 'taken', instanceType: 'ml.m5.xlarge', update: {} });
    expect(await prepare('deploy', asked, scarce)).toMatchObject({ failure: 'QuotaExceeded' });
  });
});

const fineTune = { model: { id: bert }, data: 's3://bucket/reviews/', role };
const bertDocuments = ['models_manifest.json', expect.stringContaining(bert) as string];

describe('the documents of a plan', () => {
  test('are read and parsed once, though a plan is resolved by one step and decided by another', async () => {
    const { catalog, reads } = await countedCatalog('us-east-1');
    const parsed = vi.spyOn(JSON, 'parse');
    onTestFinished(() => parsed.mockRestore());
    const asking = {
      run,
      services: { ...services, catalog: () => Promise.resolve(catalog), inspect: () => Promise.resolve(dataset) },
    };
    const { resolution } = await resolve('fineTune', fineTune, asking);
    const manifests = (): number => parsed.mock.calls.filter(([text]) => text.startsWith('[')).length;
    expect((await decide('fineTune', resolution, dataset, asking)).problems).toEqual([]);
    expect([reads, manifests()]).toEqual([bertDocuments, 1]);
  });

  test('are asked for once where both are done in one process', async () => {
    const { catalog } = await countedCatalog('us-east-1');
    const asked = vi.spyOn(catalog, 'spec');
    const asking = {
      run,
      services: { ...services, catalog: () => Promise.resolve(catalog), inspect: () => Promise.resolve(dataset) },
    };
    expect((await prepare('fineTune', fineTune, asking)).problems).toEqual([]);
    expect(asked).toHaveBeenCalledOnce();
  });
});

describe('local data', () => {
  const inspect = (): Promise<never> => Promise.reject(new Error('nothing is looked at on S3'));

  test('is planned at the place that its report names', async () => {
    const uri = 's3://sagemaker-us-east-1-111122223333/tunewright/data/0/';
    const { data: _none, ...request } = fineTune;
    const asking = { run, services: { ...services, inspect } };
    const { plan } = await prepare('fineTune', request, asking, ({ account }) =>
      Promise.resolve({ ...dataset, uri: account === '111122223333' ? uri : '' }),
    );
    expect(plan?.dataset.uri).toBe(uri);
  });

  test('with problems comes with the command that mends it', async () => {
    const { data: _none, ...request } = fineTune;
    const mend = { looksLike: 'CSV with semicolons', command: 'tunewright data prepare x.csv --out prepared' };
    const report = { ...dataset, problems: [{ field: 'data', message: 'no commas' }], mend };
    const { problems } = await prepare('fineTune', request, { run, services: { ...services, inspect } }, () =>
      Promise.resolve(report),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'no commas',
      'it looks like CSV with semicolons; to make a data set of it: tunewright data prepare x.csv --out prepared',
    ]);
  });
});

describe('of a request of which a part can not be read the rest is looked at all the same', () => {
  const fieldsOf = async (given: object): Promise<string[]> => {
    const looked = servicesOf({ inspect: () => Promise.resolve(dataset) });
    const { plan, problems } = await prepare(
      'fineTune',
      { model: { id: bert }, role, ...given },
      { services: looked, run },
    );
    expect(plan).toBeNull();
    return problems.map(({ field }) => field);
  };
  const data = 's3://bucket/reviews/';

  test.each([
    [
      'a value',
      { data, budget: { usd: -1 }, hyperparameters: { epochs: 0 } },
      ['budget.usd', 'hyperparameters.epochs'],
    ],
    [
      'a member that there is not',
      { data, epoch: 3, hyperparameters: { epochs: 0 } },
      ['request', 'hyperparameters.epochs'],
    ],
    [
      'one of them',
      { data, hyperparameters: { epochs: 0, batch_size: [] } },
      ['hyperparameters.batch_size', 'hyperparameters.epochs'],
    ],
    ['what the data is', { data: 5, hyperparameters: { epochs: 0 } }, ['data', 'hyperparameters.epochs']],
    [
      'two of several',
      { data, role: 'x', tags: 'y', hyperparameters: { epochs: 'many' } },
      ['role', 'tags', 'hyperparameters.epochs'],
    ],
  ])('%s', async (_what, given, fields) => {
    expect(await fieldsOf(given)).toEqual(fields);
  });

  test('without a model that is named there is nothing to look at', async () => {
    expect(await fieldsOf({ model: 7, hyperparameters: { epochs: 0 } })).toEqual(['model']);
  });
});
