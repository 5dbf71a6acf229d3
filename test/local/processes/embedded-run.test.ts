import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EmbeddedRun, ownerOf } from '../../../src/local/processes/embedded-run.js';
import { identify } from '../../../src/local/processes/process-identity.js';

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'tunewright-run-'));
});
afterEach(() => rm(state, { recursive: true }));

test('a run opens an empty folder', async () => {
  const run = await EmbeddedRun.open(state);
  expect(await readdir(run.directory)).toEqual([]);
});

test('the name of the folder tells its owner', async () => {
  const run = await EmbeddedRun.open(state);
  expect(ownerOf(basename(run.directory))).toEqual(await identify(process.pid));
});

test('a run makes the state directory if there is none', async () => {
  const run = await EmbeddedRun.open(join(state, 'new', 'deep'));
  expect(run.directory.startsWith(join(state, 'new', 'deep'))).toBe(true);
});

test('a child that has ended already is not recorded', async () => {
  const run = await EmbeddedRun.open(state);
  await run.record('ghost', 2 ** 30);
  expect(await readdir(run.directory)).toEqual([]);
});

test('closing removes the folder with its records', async () => {
  const run = await EmbeddedRun.open(state);
  await run.record('self', process.pid);
  await run.close();
  expect(await readdir(state)).toEqual([]);
});

test.each(['temporal.db', '12', '12-x', '12-13-14'])('"%s" is not the folder of a run', (name) => {
  expect(ownerOf(name)).toBeUndefined();
});
