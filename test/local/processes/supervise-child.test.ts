import { afterEach, expect, test } from 'vitest';
import { superviseChild } from '../../../src/local/processes/supervise-child.js';
import type { ChildOptions, SupervisedChild } from '../../../src/local/processes/supervise-child.js';

const children: SupervisedChild[] = [];
afterEach(() => Promise.all(children.splice(0).map((child) => child.stop())));

async function node(script: string, options: Partial<ChildOptions> = {}): Promise<SupervisedChild> {
  const log = (): undefined => undefined;
  const child = await superviseChild({
    name: 'child',
    command: process.execPath,
    args: ['-e', script],
    log,
    ...options,
  });
  children.push(child);
  return child;
}

const forever = 'setInterval(() => {}, 1e3)';

test('exited tells the exit code', async () => {
  const child = await node('process.exit(3)');
  expect(await child.exited).toEqual({ code: 3, signal: null });
});

test('stop ends a child with SIGTERM', async () => {
  const child = await node(forever);
  await child.stop();
  expect(await child.exited).toEqual({ code: null, signal: 'SIGTERM' });
});

test('stop kills a child that ignores SIGTERM after its grace', async () => {
  const child = await node(`process.on('SIGTERM', () => {}); ${forever}; console.log('deaf')`, {
    graceMilliseconds: 100,
  });
  await expect.poll(() => child.tail()).toEqual(['deaf']);
  await child.stop();
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

test('stop may be called again after the end', async () => {
  const child = await node('');
  await child.exited;
  await expect(child.stop()).resolves.toBeUndefined();
});

test('the tail is the last 50 lines', async () => {
  const child = await node('for (let i = 1; i <= 70; i++) console.log(i)');
  await child.exited;
  expect([child.tail().length, child.tail()[0], child.tail().at(-1)]).toEqual([50, '21', '70']);
});

test('each line of output and of errors goes to the log, with the name in front', async () => {
  const lines: string[] = [];
  const child = await node('console.log("a"); console.error("b")', { log: (line) => lines.push(line) });
  await child.exited;
  expect(lines.sort()).toEqual(['child: a', 'child: b']);
});

test('the child gets the environment it is given, and no other', async () => {
  const child = await node('console.log(process.env.ONE, process.env.HOME)', { env: { ONE: '1' } });
  await child.exited;
  expect(child.tail()).toEqual(['1 undefined']);
});

test('a command that does not exist is an error that names the child', async () => {
  await expect(node('', { command: '/no/such/command' })).rejects.toThrow(/^child could not be started: .*ENOENT/);
});

test('exited does not wait for a grandchild that keeps the output open', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    const grandchild = spawn('sleep', ['30'], { stdio: ['ignore', 'inherit', 'inherit'] });
    console.log(grandchild.pid);
    grandchild.unref();
  `;
  const child = await node(script);
  const exit = await child.exited;
  process.kill(Number(child.tail()[0]), 'SIGKILL');
  expect(exit).toEqual({ code: 0, signal: null });
}, 10_000);
