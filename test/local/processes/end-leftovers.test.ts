import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EmbeddedRun } from '../../../src/local/processes/embedded-run.js';
import { endLeftovers } from '../../../src/local/processes/end-leftovers.js';
import { identify, isRunning } from '../../../src/local/processes/process-identity.js';
import type { ProcessIdentity } from '../../../src/local/processes/process-identity.js';

let state: string;
const children: ChildProcess[] = [];
const log = (): undefined => undefined;
/** No process has this start time, so this owner is gone. */
const deadOwner = `${process.pid}-1`;

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'tunewright-leftovers-'));
});
afterEach(async () => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
  await rm(state, { recursive: true });
});

async function startChild(script = 'setInterval(() => {}, 1e3); console.log("up")'): Promise<ProcessIdentity> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await once(child.stdout, 'data');
  return (await identify(child.pid as number)) as ProcessIdentity;
}

/** A run that has recorded this child and was then killed. */
async function killedRun(child: ProcessIdentity): Promise<void> {
  const run = await EmbeddedRun.open(state);
  await run.record('server', child.pid);
  await rename(run.directory, join(state, deadOwner));
}

test('a child of a killed run is ended', async () => {
  const child = await startChild();
  await killedRun(child);
  await endLeftovers(state, log);
  expect(await isRunning(child)).toBe(false);
});

test('a child that ignores SIGTERM is killed', async () => {
  const child = await startChild('process.on("SIGTERM", () => {}); setInterval(() => {}, 1e3); console.log("up")');
  await killedRun(child);
  await endLeftovers(state, log);
  expect(await isRunning(child)).toBe(false);
});

test('the folder of a killed run is removed', async () => {
  await killedRun(await startChild());
  await endLeftovers(state, log);
  expect(await readdir(state)).toEqual([]);
});

test('the log names what is ended', async () => {
  const child = await startChild();
  await killedRun(child);
  const lines: string[] = [];
  await endLeftovers(state, (line) => lines.push(line));
  expect(lines).toEqual([`Ending server (process ${child.pid}), left over from a run that was killed`]);
});

test('the child of a run that still lives is left alone', async () => {
  const child = await startChild();
  const run = await EmbeddedRun.open(state);
  await run.record('server', child.pid);
  await endLeftovers(state, log);
  expect([await isRunning(child), await readdir(run.directory)]).toEqual([true, [`child-${child.pid}.json`]]);
});

test('a process that has only inherited the pid of a recorded child is left alone', async () => {
  const stranger = await startChild();
  await mkdir(join(state, deadOwner));
  const record = { name: 'server', pid: stranger.pid, startTime: '1' };
  await writeFile(join(state, deadOwner, `child-${stranger.pid}.json`), JSON.stringify(record));
  await endLeftovers(state, log);
  expect(await isRunning(stranger)).toBe(true);
});

test('what is not the folder of a run stays', async () => {
  await writeFile(join(state, 'temporal.db'), '');
  await endLeftovers(state, log);
  expect(await readdir(state)).toEqual(['temporal.db']);
});

test('a state directory that does not exist yet has no leftovers', async () => {
  await expect(endLeftovers(join(state, 'new'), log)).resolves.toBeUndefined();
});
