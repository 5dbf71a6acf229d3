import { expect, test } from 'vitest';
import { CatalogError, JumpStartCatalog } from '../../src/catalog/index.js';
import { countedCatalog } from './support.js';

const bert = 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2';

test('a document is parsed once, however often it is asked for', async () => {
  const { catalog } = await countedCatalog('us-east-1');
  expect(await catalog.spec(bert)).toBe(await catalog.spec(bert));
});

test('a document that could not be read is read again when it is asked for again', async () => {
  let reads = 0;
  const source = {
    name: 'flaky',
    read: () => (++reads === 1 ? Promise.reject(new Error('broken off')) : Promise.resolve('[]')),
  };
  const catalog = await JumpStartCatalog.open('us-east-1', { source });
  await expect(catalog.list()).rejects.toBeInstanceOf(CatalogError);
  expect([await catalog.list(), reads]).toEqual([[], 2]);
});

test('a document that is cut short is read again when it is asked for again', async () => {
  let reads = 0;
  const source = { name: 'cut', read: () => Promise.resolve(++reads === 1 ? '[{' : '[]') };
  const catalog = await JumpStartCatalog.open('us-east-1', { source });
  await expect(catalog.list()).rejects.toBeInstanceOf(SyntaxError);
  expect([await catalog.list(), reads]).toEqual([[], 2]);
});
