import { expect, test } from 'vitest';
import { shownAddress } from '../../src/client/shown-address.js';

test.each([
  ['http://user:pw@host:1/path', 'http://host:1/path'],
  ['user:p@w@host:7233', 'host:7233'],
  ['https://host/a@b', 'https://host/a@b'],
  ['localhost:7233', 'localhost:7233'],
])('%s is shown as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});
