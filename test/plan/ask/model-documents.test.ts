import { expect, test } from 'vitest';
import { JumpStartCatalog } from '../../../src/catalog/index.js';
import { requestedModel } from '../../../src/plan/ask/model-documents.js';
import { bert, servicesOf } from '../support.js';

const ask = (id: string, version?: string) =>
  requestedModel({ id, ...(version === undefined ? {} : { version }) }, 'us-east-1', servicesOf());

test('a version that is asked for comes with the newer one that there is', async () => {
  const { documents } = await ask(bert, '2.0.1');
  expect([documents?.spec.version, documents?.newerVersion]).toEqual(['2.0.1', '3.0.0']);
});

test('a model that the catalogue does not have is a problem of the request', async () => {
  const { documents, problems } = await ask('nobody');
  expect([documents, problems.map(({ field }) => field)]).toEqual([null, ['model.id']]);
});

test('a catalogue that can not be read is no problem of the request', async () => {
  const source = { name: 'gone', read: () => Promise.reject(new Error('no such bucket')) };
  const services = servicesOf({ catalog: (region) => JumpStartCatalog.open(region, { source }) });
  await expect(requestedModel({ id: bert }, 'us-east-1', services)).rejects.toThrow('no such bucket');
});
