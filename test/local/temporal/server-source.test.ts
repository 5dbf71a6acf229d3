import { expect, test } from 'vitest';
import { attempt, firstFound } from '../../../src/local/temporal/server-source.js';
import type { ServerSource } from '../../../src/local/temporal/server-source.js';

const log = (): undefined => undefined;
const has =
  (path: string): ServerSource =>
  () =>
    Promise.resolve({ path });
const lacks =
  (missing: string): ServerSource =>
  () =>
    Promise.resolve({ missing });
const fails =
  (message: string): ServerSource =>
  () =>
    Promise.reject(new Error(message));

test('the first source that has the server wins', async () => {
  expect(await firstFound('It', [lacks('no a'), has('/b'), has('/c')], '', log)).toBe('/b');
});

test('sources after the one that has the server are not asked', async () => {
  await expect(firstFound('It', [has('/b'), fails('asked')], '', log)).resolves.toBe('/b');
});

test('without any, one error tells what each source answered and what to do', async () => {
  const search = firstFound('The server', [lacks('no a'), lacks('no b')], 'Install c.', log);
  await expect(search).rejects.toThrow(
    'The server could not be found, downloaded or built:\n- no a\n- no b\nInstall c.',
  );
});

test('an attempt that fails is a reason, and the search goes on', async () => {
  expect(await attempt(fails('broken download'))(log)).toEqual({ missing: 'broken download' });
});
