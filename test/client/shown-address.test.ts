import { expect, test } from 'vitest';
import { shownAddress } from '../../src/client/shown-address.js';

test.each([
  ['http://user:pw@host:1/path', 'http://host:1/path'],
  ['user:p@w@host:7233', 'host:7233'],
  ['https://user:p/?#w@host/path', 'https://host/path'],
  ['ht tp://user:pw@host', 'ht tp://host'],
  ['https://host/path?key=secret#more', 'https://host/path'],
  ['localhost:7233', 'localhost:7233'],
])('%s is shown as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});
