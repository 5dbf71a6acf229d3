import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import {
  identify,
  isRunning,
  startTimeFromPs,
  startTimeFromStat,
} from '../../../src/local/processes/process-identity.js';

const stat = (comm: string, state: string): string =>
  `4242 (${comm}) ${state} 1 4242 4242 0 -1 4194560 1 0 0 0 3 4 0 0 20 0 11 0 987654 1073741824 5000 18446744073709551615`;

test.each(['node', 'my process', 'odd) S 1 (name'])('the start time is read past the command name "%s"', (comm) => {
  expect(startTimeFromStat(stat(comm, 'S'))).toBe('987654');
});

test('a zombie has no start time, because it has ended', () => {
  expect(startTimeFromStat(stat('node', 'Z'))).toBeUndefined();
});

test('ps gives the start time as a date', () => {
  const seconds = String(new Date(2026, 7, 8, 10, 15, 0).getTime() / 1000);
  expect(startTimeFromPs('Ss+  Sat Aug  8 10:15:00 2026\n')).toBe(seconds);
});

test.each(['', 'Z+ Sat Aug  8 10:15:00 2026'])('ps gives no start time in "%s"', (output) => {
  expect(startTimeFromPs(output)).toBeUndefined();
});

test('this process runs', async () => {
  const self = await identify(process.pid);
  expect(self && (await isRunning(self))).toBe(true);
});

test('a process of the same pid and another start time is not the same process', async () => {
  expect(await isRunning({ pid: process.pid, startTime: '1' })).toBe(false);
});

test('a child that has ended does not run', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)']);
  await once(child, 'spawn');
  const identity = await identify(child.pid as number);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(identity && (await isRunning(identity))).toBe(false);
});
