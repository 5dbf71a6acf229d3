import { expect, test } from 'vitest';
import { runSlowly } from '../../../src/local/temporal/run-slowly.js';

const node = (script: string): { name: string; command: string; args: string[]; limitMilliseconds: number } => ({
  name: 'Build',
  command: process.execPath,
  args: ['-e', script],
  limitMilliseconds: 20_000,
});
const log = (): undefined => undefined;

test('a command that succeeds prints nothing of its own', async () => {
  const lines: string[] = [];
  await runSlowly({ ...node('console.log("chatter")'), log: (line) => lines.push(line) });
  expect(lines).toEqual([]);
});

test('a command that runs long shows signs of life with the seconds', async () => {
  const lines: string[] = [];
  await runSlowly({ ...node('setTimeout(() => {}, 400)'), beatMilliseconds: 100, log: (line) => lines.push(line) });
  expect(lines[0]).toMatch(/^Build: still at it after \d+ s$/);
});

test('the error of a command that fails holds the end of its output', async () => {
  const failing = node('console.error("no such module"); process.exit(7)');
  await expect(runSlowly({ ...failing, log })).rejects.toThrow(/^Build failed \(exit code 7 .*\)\nno such module$/);
});

test('a command that hangs is stopped at its limit', async () => {
  const hanging = { ...node('setInterval(() => {}, 1e3)'), limitMilliseconds: 200 };
  await expect(runSlowly({ ...hanging, log })).rejects.toThrow(/^Build failed \(SIGTERM/);
});
