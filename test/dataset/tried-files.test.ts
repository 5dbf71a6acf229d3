import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addPrepare } from '../../src/cli/commands/data/prepare-command.js';
import type { PrepareOptions } from '../../src/cli/commands/data/prepare-dataset.js';
import type { DatasetReport } from '../../src/contract/dataset.js';
import { inspectLocalDataset, labelledRowsIn, prepareDataset } from '../../src/dataset/index.js';
import type { PreparedDataset } from '../../src/dataset/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import type { TriedFile } from './tried-files.js';
import { triedFiles } from './tried-files.js';

const root = temporaryDirectory();

async function check({ name, file = 'data.csv', content }: TriedFile): Promise<DatasetReport> {
  const directory = path.join(root, name.replaceAll(/[^\w]+/g, '-') + content.length);
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, file), content);
  return inspectLocalDataset(path.join(directory, file));
}

/** Does what a command line says, less its last word: the directory to write. */
async function run(command: string): Promise<PreparedDataset> {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, inQuotes, word]) => inQuotes ?? word ?? '');
  let made: Promise<PreparedDataset> | null = null;
  const data = new Command('data').exitOverride();
  addPrepare(data, async (inputs: string[], options: PrepareOptions) => {
    made = prepareDataset({ ...options, inputs, out: path.join(path.dirname(inputs[0] ?? ''), 'out') });
    await made;
  });
  await data.parseAsync(words.slice(2), { from: 'user' });
  if (made === null) throw new Error(`"${command}" calls nothing`);
  return made;
}

describe.each(triedFiles)('a file with $name', (file) => {
  test(file.faults.length === 0 ? 'is accepted' : `is refused for ${file.faults.join(' and ')}`, async () => {
    expect((await check(file)).problems.map(({ fault }) => fault)).toEqual(file.faults);
  });

  test('is judged by the trainer as by the check', async () => {
    const { problems } = await check(file);
    expect(labelledRowsIn(file.content).report.problems).toEqual(problems);
  });

  test(file.mended === null ? 'comes with no command' : 'is mended by the command that comes with it', async () => {
    const { mend } = await check(file);
    if (file.mended === null) return expect(mend).toBeUndefined();
    const { problems, labels, parts } = await run(mend?.command ?? '');
    expect({ problems, labels, rows: parts[0]?.rows }).toEqual({ problems: [], ...file.mended });
  });
});

test.each(triedFiles.filter(({ mended }) => mended !== null))(
  'a file with $name passes the check once the command that comes with it has mended it',
  async (file) => {
    const { out } = await run((await check(file)).mend?.command ?? '');
    expect((await inspectLocalDataset(out)).problems).toEqual([]);
  },
);
