import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTimeSkippingServer } from '../../support/temporal-servers/find-time-skipping-server.js';
import { shellScript, temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const log = (): undefined => undefined;

test('the path in TUNEWRIGHT_TEMPORAL_TEST_SERVER is taken', async () => {
  const mine = await shellScript(join(directory(), 'mine'), '');
  const environment = { TUNEWRIGHT_TEMPORAL_TEST_SERVER: mine, PATH: '' };
  expect(await findTimeSkippingServer({ log, cacheDirectory: directory(), environment })).toBe(mine);
});

test('a wrong path in TUNEWRIGHT_TEMPORAL_TEST_SERVER is an error', async () => {
  const environment = { TUNEWRIGHT_TEMPORAL_TEST_SERVER: directory(), PATH: '' };
  await expect(findTimeSkippingServer({ log, cacheDirectory: directory(), environment })).rejects.toThrow(
    'which is not an executable file',
  );
});

test('the Java server in the cache is taken if there is a Java', async () => {
  await mkdir(join(directory(), 'temporal-test-server-1.32.1'));
  const cached = await shellScript(join(directory(), 'temporal-test-server-1.32.1', 'temporal-test-server'), '');
  await shellScript(join(directory(), 'java'), '');
  const environment = { PATH: directory() };
  expect(await findTimeSkippingServer({ log, cacheDirectory: directory(), environment })).toBe(cached);
});
