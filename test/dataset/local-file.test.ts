import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inspectKeptDataset, inspectLocalDataset, readLabelledRows } from '../../src/dataset/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const root = temporaryDirectory();

async function directory(name: string, csv?: string): Promise<string> {
  const made = path.join(root, name);
  await mkdir(made);
  if (csv !== undefined) await writeFile(path.join(made, 'data.csv'), csv);
  return made;
}

test('a directory means the data.csv in it', async () => {
  expect(await inspectLocalDataset(await directory('whole', '0,x\n1,y\n'))).toMatchObject({ rows: 2, problems: [] });
});

test('a file means itself, whatever its name', async () => {
  const file = path.join(root, 'reviews.csv');
  await writeFile(file, '0,x\n1,y\n');
  expect(await inspectLocalDataset(file)).toMatchObject({ uri: file, rows: 2, problems: [] });
});

test('a path that does not exist is a problem that names it', async () => {
  const missing = path.join(root, 'missing');
  const { problems } = await inspectLocalDataset(missing);
  expect(problems).toEqual([
    { field: 'data', message: expect.stringContaining(`"${missing}" does not exist`) as string },
  ]);
});

test('a directory without data.csv is a problem that names the file', async () => {
  const empty = await directory('empty');
  const { problems } = await inspectLocalDataset(empty);
  expect(problems).toEqual([
    { field: 'data', message: expect.stringContaining(`"${path.join(empty, 'data.csv')}" does not exist`) as string },
  ]);
});

test('of a directory without data.csv the files are told that may be meant', async () => {
  const others = await directory('others');
  await writeFile(path.join(others, 'reviews.csv'), '0,x\n1,y\n');
  await writeFile(path.join(others, 'notes.md'), '');
  const { problems } = await inspectLocalDataset(others);
  expect(problems[0]?.message).toContain('the directory holds reviews.csv: give that file');
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is a problem', async () => {
  const closed = await directory('closed', '0,x\n');
  await chmod(path.join(closed, 'data.csv'), 0);
  expect((await inspectLocalDataset(closed)).problems[0]?.message).toContain('may not be read');
});

test('a data.csv that is a directory is a problem', async () => {
  const odd = await directory('odd');
  await mkdir(path.join(odd, 'data.csv'));
  expect((await inspectLocalDataset(odd)).problems).toHaveLength(1);
});

test('the rows of a file come as labels and texts', async () => {
  const rows = [];
  for await (const row of readLabelledRows(await directory('rows', '0,"a, b"\n1,c\n'))) rows.push(row);
  expect(rows).toEqual([
    { label: 0, text: 'a, b' },
    { label: 1, text: 'c' },
  ]);
});

test('what comes through a pipe is checked, without a command that would have to read it again', async () => {
  const pipe = path.join(root, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const rows = Array.from({ length: 20 }, (_, row) => `${row % 2 === 0 ? 'ham' : 'spam'},a text ${row}\n`);
  const [report] = await Promise.all([inspectLocalDataset(pipe), writeFile(pipe, rows.join(''))]);
  expect([report.rows, report.problems.map(({ fault }) => fault), report.mend]).toEqual([
    20,
    ['nonIntegerLabel'],
    undefined,
  ]);
});

test('what is read again after the check may not come through a pipe', async () => {
  const pipe = path.join(root, 'kept');
  execFileSync('mkfifo', [pipe]);
  expect((await inspectKeptDataset(pipe)).problems).toEqual([
    { field: 'data', message: expect.stringContaining('can be read only once') as string },
  ]);
});

test.each([
  [
    'an object of two lists',
    JSON.stringify({ train: [{ a: 1 }], test: [{ a: 1 }] }),
    'is one JSON object that holds several',
  ],
  [
    'two columns that may be the label',
    `text,a,b\n${Array.from({ length: 20 }, (_, row) => `"some text, of row ${row}",${row % 2},${row % 3}\n`).join('')}`,
    'the label may be in column',
  ],
  ['texts without labels', 'so good\nso bad\nso so\n', 'has one column'],
])('%s come with the reason why no command is proposed', async (name, content, reason) => {
  const file = path.join(root, name);
  await writeFile(file, content);
  const { mend, warnings } = await inspectLocalDataset(file);
  expect([mend, warnings.join('\n').replace(reason, 'REASON')]).toEqual([
    undefined,
    expect.stringMatching(/^data prepare stops at this file: REASON/),
  ]);
});
