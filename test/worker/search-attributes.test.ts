import { expect, test } from 'vitest';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { rememberingSearchAttributes } from '../../src/worker/search-attributes.js';

test('the server is asked once for the search attributes of many runs', async () => {
  let asked = 0;
  const names = rememberingSearchAttributes(() => Promise.resolve(asked++ === 0 ? [...searchAttributeNames] : []));
  expect(await Promise.all([names(), names(), names()])).toEqual(Array(3).fill(searchAttributeNames));
  expect(asked).toBe(1);
});

test('search attributes that are registered later are soon known', async () => {
  const answers = [['TunewrightPhase' as const], [...searchAttributeNames]];
  const names = rememberingSearchAttributes(() => Promise.resolve(answers.shift() ?? []));
  await names();
  expect(await names()).toEqual(searchAttributeNames);
});
