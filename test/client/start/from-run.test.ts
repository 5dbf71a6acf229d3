import { describe, expect, test } from 'vitest';
import { continueFrom } from '../../../src/client/index.js';
import type { RequestsFrom } from '../../../src/client/index.js';
import type { TrainedModel } from '../../../src/client/index.js';

const trained: TrainedModel = {
  model: { id: 'bert', version: '2.0.1' },
  artifact: 's3://bucket/first/output/model.tar.gz',
  classes: 2,
};
const find = (): Promise<TrainedModel> => Promise.resolve(trained);
const none = (): Promise<{ reason: string }> => Promise.resolve({ reason: '"first" is not finished' });
const nobody = (): never => {
  throw new Error('nobody must be asked');
};

describe('a fine-tune from an earlier run', () => {
  test('goes on with its model', async () => {
    const { request, problems } = await continueFrom('fineTune', { model: { id: 'bert' }, from: 'first' }, find);
    expect(request).toEqual({ model: { id: 'bert' }, modelUri: trained.artifact });
    expect(problems).toEqual([]);
  });

  test('is refused for another model', async () => {
    const { problems } = await continueFrom('fineTune', { model: { id: 'albert' }, from: 'first' }, find);
    expect(problems).toEqual([{ field: 'from', message: 'run "first" trained bert, not albert' }]);
  });

  test('is refused together with a model URI', async () => {
    const ask = { model: { id: 'bert' }, from: 'first', modelUri: 's3://b/model.tar.gz' };
    expect((await continueFrom('fineTune', ask, nobody)).problems).toMatchObject([{ field: 'from' }]);
  });

  test('tells why that run has no model to give', async () => {
    const { problems } = await continueFrom('fineTune', { model: { id: 'bert' }, from: 'first' }, none);
    expect(problems).toEqual([{ field: 'from', message: '"first" is not finished' }]);
  });
});

test('a request without an earlier run asks nobody', async () => {
  expect(await continueFrom('fineTune', { model: { id: 'bert' } }, nobody)).toEqual({
    request: { model: { id: 'bert' } },
    problems: [],
  });
});

describe('a deployment from an earlier run', () => {
  test('takes its model in its version', async () => {
    const { request } = await continueFrom('deploy', { from: 'first' }, find);
    expect(request).toEqual({ model: trained.model, artifact: trained.artifact });
  });

  test('may be of another version of that model', async () => {
    const { request, problems } = await continueFrom(
      'deploy',
      { from: 'first', model: { id: 'bert', version: '3.0.0' } },
      find,
    );
    expect([request?.model, problems]).toEqual([{ id: 'bert', version: '3.0.0' }, []]);
  });

  test('is refused for another model', async () => {
    const { problems } = await continueFrom('deploy', { from: 'first', model: { id: 'albert' } }, find);
    expect(problems).toMatchObject([{ field: 'from' }]);
  });

  test('is refused together with an artifact', async () => {
    const ask = { from: 'first', artifact: 's3://b/model.tar.gz' };
    expect((await continueFrom('deploy', ask, nobody)).problems).toMatchObject([{ field: 'from' }]);
  });
});

test('a deployment of no model names both ways to give one', async () => {
  const { request, problems } = await continueFrom('deploy', {}, nobody);
  expect(request).toBeNull();
  expect(problems[0]?.message).toMatch(/--model.*--from/);
});

test('null for what may be left out of a request of the library means left out', async () => {
  const wanted = { model: { id: 'bert', version: null }, from: null, data: null, training: null };
  expect(await continueFrom('fineTune', wanted as unknown as RequestsFrom['fineTune'], nobody)).toEqual({
    request: { model: { id: 'bert' } },
    problems: [],
  });
});

test.each<[string, unknown]>([
  ['request', undefined],
  ['request', 'bert'],
  ['from', { model: { id: 'bert' }, from: 5 }],
])('what can be no %s is refused before anybody is asked', async (field, request) => {
  const asked = continueFrom('fineTune', request as RequestsFrom['fineTune'], nobody);
  await expect(asked).rejects.toThrow(new RegExp(`^${field}: must be`));
});
