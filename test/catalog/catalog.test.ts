import { expect, test } from 'vitest';
import { CatalogError, JumpStartCatalog, imageUri } from '../../src/catalog/index.js';
import { countedCatalog, fixtureCatalog } from './support.js';

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

const refusal = async (type: string, region: string): Promise<string> => {
  const catalog = await fixtureCatalog('us-east-1');
  const document = await catalog.spec(bert);
  try {
    return imageUri(document, 'training', type, region);
  } catch (error) {
    return (error as Error).message;
  }
};

test('a near miss of an instance type is told with the type that was meant', async () => {
  expect(await refusal('ml.g4nd.xlarge', 'us-east-1')).toContain('did you mean ml.g4dn.xlarge?');
});

test('a region without an image for any type is told as such, with the regions that have one, and no type is recommended', async () => {
  const message = await refusal('ml.p3.2xlarge', 'xx-nowhere-1');
  expect(message).toContain('has no training image in xx-nowhere-1 for any instance type; regions that have one: ');
  expect(message).toContain('us-east-1');
  expect(message).not.toContain('ml.');
});
