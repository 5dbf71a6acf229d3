import { chmod, lchown, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
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

test('a directory that everybody may write is refused', async () => {
  await chmod(home, 0o777);
  expect(() => privateDirectory(home)).toThrow('can be written by everybody');
});

test('a directory that everybody may put another in the place of is refused', async () => {
  await chmod(home, 0o777);
  expect(() => privateDirectory(join(home, 'data'))).toThrow(`who may write ${home}`);
});

test('a directory of its own in one that everybody may write, and only owners move things in, is used', async () => {
  await chmod(home, 0o1777);
  expect(() => privateDirectory(join(home, 'data'))).not.toThrow();
});

// Only root may give a link away.
test.runIf(process.getuid?.() === 0)("a link of another user's is not followed to a directory of its own", async () => {
  await mkdir(join(home, 'own'));
  await symlink(join(home, 'own'), join(home, 'link'));
  expect(() => privateDirectory(join(home, 'link'))).not.toThrow();
  await lchown(join(home, 'link'), 99_999, 99_999);
  expect(() => privateDirectory(join(home, 'link'))).toThrow('is a link that another user has made (uid 99999');
});
