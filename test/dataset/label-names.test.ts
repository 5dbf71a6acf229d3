import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inspectLocalDataset, prepareDataset } from '../../src/dataset/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const root = temporaryDirectory();
let made = 0;

async function dataWith(labels: string, { name = 'data.csv' } = {}): Promise<string> {
  const directory = path.join(root, String(made++));
  await mkdir(directory);
  await writeFile(path.join(directory, name), '0,dull\n1,funny\n');
  await writeFile(path.join(directory, 'labels.json'), labels);
  return path.join(directory, name);
}

test('the labels.json beside data.csv gives the classes their names', async () => {
  const report = await inspectLocalDataset(await dataWith('["negative", "positive"]'));
  expect(report).toMatchObject({ labels: ['negative', 'positive'], problems: [] });
});

test('a file of another name has no names beside it', async () => {
  const report = await inspectLocalDataset(await dataWith('["a", "b", "c"]', { name: 'reviews.csv' }));
  expect(report).toMatchObject({ problems: [] });
  expect(report).not.toHaveProperty('labels');
});

test('names that are the labels themselves are none', async () => {
  expect(await inspectLocalDataset(await dataWith('["0", "1"]'))).not.toHaveProperty('labels');
});

test.each([
  ['[negative]', 'is not JSON; it is an array such as ["negative", "positive"]'],
  ['["negative"]', 'one name; a classifier has at least two classes'],
  ['["a", "b", "c"]', '3 names for 2 classes; every class needs one, by its label from 0'],
])('a labels.json that is wrong is a problem of the data: %s', async (text, fault) => {
  const { problems } = await inspectLocalDataset(await dataWith(text));
  expect(problems).toEqual([{ field: 'data', fault: 'labelNames', message: `labels.json beside data.csv: ${fault}` }]);
});

test('more names than are kept are a warning, and the data trains', async () => {
  const { problems, warnings } = await inspectLocalDataset(await dataWith(JSON.stringify(['a'.repeat(101), 'b'])));
  expect(problems).toEqual([]);
  expect(warnings).toContain(
    'labels.json: the name of label 0 has more than 100 characters, so the classes are shown by their numbers',
  );
});

test('held-out rows need no names', async () => {
  const file = await dataWith('["a", "b", "c"]');
  expect(await inspectLocalDataset(file, undefined, { heldOut: true })).toMatchObject({ problems: [] });
});

test('what data prepare writes has its names for whoever reads it', async () => {
  const input = path.join(root, 'spam.csv');
  await writeFile(input, 'kind,text\nham,see you\nspam,win cash\nham,ok\nspam,free entry\n');
  const out = path.join(root, 'prepared');
  await prepareDataset({ inputs: [input], out, label: 'kind', text: ['text'] });
  expect(await inspectLocalDataset(out)).toMatchObject({ labels: ['ham', 'spam'], problems: [] });
});

test('names that hold a line break are written on one line', async () => {
  const input = path.join(root, 'broken.csv');
  await writeFile(input, 'kind,text\n"ham\nor so",see you\nspam,win cash\n"ham\nor so",ok\nspam,free entry\n');
  const out = path.join(root, 'one-line');
  expect(await prepareDataset({ inputs: [input], out, label: 'kind', text: ['text'] })).toMatchObject({
    labels: ['ham or so', 'spam'],
    problems: [],
  });
});
