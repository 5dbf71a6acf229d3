import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectLocalDataset, prepareDataset } from '../../../src/dataset/index.js';
import type { PreparedDataset } from '../../../src/dataset/index.js';
import type { PrepareRequest } from '../../../src/dataset/prepare/request.js';
import { messagesOf, newPath, rowsOf } from './prepared.js';

/** A directory with files of these contents, by their paths. */
async function directoryOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const directory = newPath('texts');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await writeFile(path.join(directory, name), content);
  }
  return directory;
}

const prepare = (directory: string, options: Partial<PrepareRequest> = {}): Promise<PreparedDataset> =>
  prepareDataset({ inputs: [directory], out: newPath('out'), ...options });

const reviews = {
  'pos/2.txt': 'warm, and "funny"\n',
  'pos/10.txt': 'two\nlines of joy\n\n',
  'neg/1.txt': 'dull from the first minute',
  'neg/3.txt': 'far too long\r\n',
};

describe('a directory with a folder for each class', () => {
  test('gives a row for each file, with the name of its folder as the label', async () => {
    const made = await prepare(await directoryOf(reviews));
    expect([made.problems, made.labels, made.sources[0]?.form]).toEqual([
      [],
      ['neg', 'pos'],
      'a folder for each of 2 classes, UTF-8',
    ]);
    expect(await rowsOf(made)).toEqual([
      [0, 'dull from the first minute'],
      [0, 'far too long'],
      [1, 'two\nlines of joy'],
      [1, 'warm, and "funny"'],
    ]);
  });

  test('is told with the files beside the folders, which are no texts', async () => {
    const made = await prepare(
      await directoryOf({ ...reviews, 'README.txt': 'about', '.DS_Store': 'x', 'pos/.DS_Store': 'x', 'old/.keep': '' }),
    );
    expect([made.sources[0]?.form, made.parts[0]?.rows]).toEqual([
      'a folder for each of 2 classes, UTF-8, without the 1 file beside the folders',
      4,
    ]);
  });

  test('may hold files without an ending, in Windows-1252', async () => {
    const made = await prepare(
      await directoryOf({ ...reviews, 'sci.space/49960': Buffer.from('caf\xe9 on the moon', 'latin1') }),
    );
    expect((await rowsOf(made)).at(-1)).toEqual([2, 'café on the moon']);
  });

  test('may be in UTF-16, each file with a mark of its own', async () => {
    const wide = Object.entries(reviews).map(
      ([name, text]) => [name, Buffer.from(`\uFEFF${text}`, 'utf16le')] as const,
    );
    expect((await rowsOf(await prepare(await directoryOf(Object.fromEntries(wide)))))[1]).toEqual([0, 'far too long']);
  });

  test('is split as rows are', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, row) => [`${row % 2 === 0 ? 'neg' : 'pos'}/${row}.txt`, `the text of row ${row}`]),
    );
    const made = await prepare(await directoryOf(many), { split: { validation: 0.1 } });
    expect(made.parts.map(({ part, classCounts }) => [part, classCounts])).toEqual([
      ['training', [18, 18]],
      ['validation', [2, 2]],
    ]);
  });

  test('has the label by which its largest class comes first, not another', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, row) => [`${row < 1_150 ? 'a' : 'b'}/${row}.txt`, `the text of row ${row}`]),
    );
    expect(await prepare(await directoryOf(many))).toMatchObject({
      labels: ['a', 'b'],
      parts: [{ classCounts: [1_150, 50] }],
    });
  });

  test.each<[string, string | Uint8Array, string, string]>([
    ['is empty', ' \n', 'noText', 'without a text (row 3 "pos/0.txt")'],
    ['is a picture or document', '%PDF-1.7 …', 'unreadable', 'is a PDF document'],
    [
      'holds bytes that are not UTF-8',
      Buffer.from('caf\u00e9 caf\u00e9 caf\u00e9 caf\xe9'.replace(/\u00e9/g, '\xc3\xa9') + '\xff', 'latin1'),
      'unreadable',
      'give the --encoding of the files',
    ],
    ['is too long', 'x '.repeat(9_000_000), 'unreadable', 'is longer than 16 MB'],
  ])('names a file that %s', async (_, content, fault, message) => {
    const made = await prepare(await directoryOf({ ...reviews, 'pos/0.txt': content }));
    expect(made.problems).toMatchObject([{ fault, rows: [3] }]);
    expect(messagesOf(made)).toContain(message);
  });

  test('names a file that can not be found behind its link', async () => {
    const directory = await directoryOf(reviews);
    await symlink('nowhere', path.join(directory, 'pos/0.txt'));
    expect(messagesOf(await prepare(directory))).toContain('"pos/0.txt", which can\'t be read');
  });

  test('may hold pages of the web as texts', async () => {
    const made = await prepare(await directoryOf({ ...reviews, 'neg/page.html': '<html><p>dull</p></html>' }));
    expect((await rowsOf(made))[2]).toEqual([0, '<html><p>dull</p></html>']);
  });

  test('is of one encoding, in which no character goes from one file to the next', async () => {
    const made = await prepare(
      await directoryOf({
        ...reviews,
        'neg/4.txt': Buffer.from('caf\xc3', 'latin1'),
        'neg/5.txt': Buffer.from('\xa9 by us', 'latin1'),
      }),
    );
    expect((await rowsOf(made)).slice(2, 4)).toEqual([
      [0, 'cafÃ'],
      [0, '© by us'],
    ]);
  });

  test('names what is no file, without waiting for it', async () => {
    const directory = await directoryOf(reviews);
    execFileSync('mkfifo', [path.join(directory, 'pos/0.txt')]);
    expect(messagesOf(await prepare(directory))).toContain('"pos/0.txt", which is no file');
  });

  test('follows links to folders', async () => {
    const directory = await directoryOf({ 'neg/1.txt': 'dull' });
    await symlink(path.join(await directoryOf(reviews), 'pos'), path.join(directory, 'pos'));
    expect((await prepare(directory)).labels).toEqual(['neg', 'pos']);
  });

  test('with one folder alone is told to have one class', async () => {
    expect(messagesOf(await prepare(await directoryOf({ 'pos/1.txt': 'warm', 'pos/2.txt': 'funny' })))).toContain(
      'all labels in column label are "pos"',
    );
  });

  test('is mended by the command that the check prints', async () => {
    const directory = await directoryOf({ ...reviews, 'README.txt': 'about' });
    const { problems, mend } = await inspectLocalDataset(directory);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).not.toContain('README');
    expect(mend?.command).toBe(`tunewright data prepare ${directory} --label label --text text --out prepared`);
  });
});

test('a directory with a folder for each class comes with no command where held-out rows are checked', async () => {
  expect((await inspectLocalDataset(await directoryOf(reviews), undefined, { heldOut: true })).mend).toBeUndefined();
});

describe('a directory is refused', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'with the one to give instead, where the folders of classes lie deeper',
      {
        'test/neg/1.txt': 'a',
        'train/neg/1.txt': 'a',
        'train/pos/1.txt': 'b',
        'train/unsup/1.txt': 'c',
        'train/x/1.txt': 'd',
      },
      /has folders in its folders \(train\/neg, train\/pos, train\/unsup, …\).* \S+\/train$/,
    ],
    [
      'with the table that lies in a folder',
      { 'pos/data.csv': '1,a', 'neg/1.txt': 'b' },
      /has tables in its folders \(pos\/data.csv\)/,
    ],
    [
      'with the tables beside its folders',
      { 'src/a.txt': 'a', 'train.csv': '1,b' },
      /give the files that you mean \(train.csv\)/,
    ],
    [
      'with what to do, where texts lie in it without folders',
      { 'pos_1.txt': 'a' },
      /or put the texts of each class into a folder/,
    ],
    ['where its folders hold nothing', { 'notes.md': 'a' }, /without a data.csv, and without a folder for each class/],
  ])('%s', async (_, files, message) => {
    expect(messagesOf(await prepare(await directoryOf(files)))).toMatch(message);
  });

  test('by the check too, with the reason', async () => {
    const { mend, warnings } = await inspectLocalDataset(await directoryOf({ 'train/neg/1.txt': 'a' }));
    expect([mend, warnings]).toEqual([undefined, [expect.stringContaining('has folders in its folders (train/neg)')]]);
  });
});

test('a data.csv in a directory comes before its folders', async () => {
  const made = await prepare(await directoryOf({ ...reviews, 'data.csv': 'ham,a b\nspam,c d\nham,e f\n' }));
  expect(made.labels).toEqual(['ham', 'spam']);
});
