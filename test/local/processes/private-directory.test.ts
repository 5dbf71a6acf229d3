import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { privateDirectory } from '../../../src/local/processes/private-directory.js';
import { lockDirectory } from '../../../src/local/sagemaker/store/directory-lock.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'private-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(home, { recursive: true, force: true });
});

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test('what a run keeps lies in a directory that only its user may enter', async () => {
  const directory = join(home, 'a', 'b');
  privateDirectory(directory);
  expect([await modeOf(directory), await modeOf(join(home, 'a'))]).toEqual([0o700, 0o700]);
});

test('the data directory of the local SageMaker is one of them', async () => {
  const directory = join(home, 'data');
  (await lockDirectory(directory))();
  expect(await modeOf(directory)).toBe(0o700);
});

test('a directory that its user has opened for others stays so', async () => {
  const directory = join(home, 'shared');
  await mkdir(directory);
  await chmod(directory, 0o755);
  privateDirectory(directory);
  expect(await modeOf(directory)).toBe(0o755);
});

test('a directory of another user is refused, by its name and owner', () => {
  vi.spyOn(process, 'getuid').mockReturnValue(99_999);
  expect(() => privateDirectory(home)).toThrow(/belongs to another user .*not 99999/);
});
