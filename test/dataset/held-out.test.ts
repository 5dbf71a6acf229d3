import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DatasetReport } from '../../src/contract/dataset.js';
import { inspectLocalDataset, withHeldOut } from '../../src/dataset/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const root = temporaryDirectory();

async function dataOf(name: string, content: string): Promise<string> {
  const file = path.join(root, name, 'data.csv');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

async function checked(heldOut: string, training = '0,bad\n1,good\n2,so so\n'): Promise<DatasetReport> {
  const report = await inspectLocalDataset(await dataOf('training', training));
  const validationData = await dataOf('held-out', heldOut);
  return withHeldOut(report, { validationData }, (file, rule) => inspectLocalDataset(file, undefined, rule));
}

test('held-out rows may be of one class, and of one row', async () => {
  expect((await checked('1,fine\n')).heldOut?.validationData).toMatchObject({ rows: 1, problems: [] });
});

test('a held-out label that the training data does not have is a problem of the member that names it', async () => {
  const { heldOut } = await checked('0,bad\n3,odd\n');
  expect(heldOut?.validationData?.problems).toMatchObject([
    { field: 'validationData', fault: 'unknownLabel', rows: [2] },
  ]);
});

test('held-out rows are read by the reader of training data', async () => {
  const { heldOut } = await checked('label,text\nspam;x\n');
  expect(heldOut?.validationData?.problems.map(({ fault }) => fault)).toContain('header');
});

test('without training data that is in order, held-out labels are judged by nobody', async () => {
  expect((await checked('7,odd\n', '0,bad\n')).heldOut?.validationData?.problems).toEqual([]);
});
