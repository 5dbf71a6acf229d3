import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identify } from '../../../src/local/processes/process-identity.js';
import { makeOnce } from '../../../src/local/temporal/make-once.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const log = (): undefined => undefined;
const made = (): string => join(directory(), 'made');
const write = (folder: string): Promise<void> => writeFile(join(folder, 'file'), '');

async function lockOf(owner: unknown): Promise<void> {
  await mkdir(join(directory(), 'made.lock'));
  await writeFile(join(directory(), 'made.lock', 'owner.json'), JSON.stringify(owner));
}

test('what is made is there, and neither lock nor unfinished folder', async () => {
  await makeOnce(made(), log, write);
  expect(await readdir(directory(), { recursive: true })).toEqual(['made', 'made/file']);
});

test('what is there is not made again', async () => {
  await makeOnce(made(), log, write);
  await expect(makeOnce(made(), log, () => Promise.reject(new Error('again')))).resolves.toBeUndefined();
});

test('two at once make it once', async () => {
  let times = 0;
  const make = (): Promise<void> => Promise.resolve(void times++);
  await Promise.all([makeOnce(made(), log, make), makeOnce(made(), log, make)]);
  expect(times).toBe(1);
});

test('the second one says for whom it waits', async () => {
  let finish = (): void => undefined;
  const first = makeOnce(made(), log, () => new Promise((resolve) => (finish = resolve)));
  await expect.poll(() => readdir(directory())).toContain('made.partial');
  const lines: string[] = [];
  const second = makeOnce(made(), (line) => lines.push(line), write);
  await expect.poll(() => lines).toEqual([`Process ${process.pid} is making the same thing: waiting for it (0 s)`]);
  finish();
  await Promise.all([first, second]);
});

test('a lock whose owner is gone is taken over', async () => {
  await lockOf({ pid: process.pid, startTime: '1' });
  await makeOnce(made(), log, write);
  expect(await readdir(directory())).toEqual(['made']);
});

test('a lock without an owner is taken over', async () => {
  await mkdir(join(directory(), 'made.lock'));
  await writeFile(join(directory(), 'made.lock', 'other'), '');
  await makeOnce(made(), log, write);
  expect(await readdir(directory())).toEqual(['made']);
});

test('the lock of a process that lives is kept', async () => {
  await lockOf(await identify(process.pid));
  let begun = false;
  const lines: string[] = [];
  const making = makeOnce(
    made(),
    (line) => lines.push(line),
    () => Promise.resolve(void (begun = true)),
  );
  await expect.poll(() => lines.length).toBe(1);
  const begunWhileLocked = begun;
  await writeFile(join(directory(), 'made.lock', 'owner.json'), '{"pid":1,"startTime":"none"}');
  await making;
  expect(begunWhileLocked).toBe(false);
});

test('what a killed build has left unfinished is not part of the next one', async () => {
  await mkdir(join(directory(), 'made.partial'));
  await writeFile(join(directory(), 'made.partial', 'old'), '');
  await makeOnce(made(), log, write);
  expect(await readdir(made())).toEqual(['file']);
});
