import { existsSync } from 'node:fs';
import { access, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareDataset } from '../../../src/dataset/index.js';
import { Output } from '../../../src/dataset/prepare/output.js';
import { fileOf, messagesOf, newPath, prepared, rowsOf } from './prepared.js';

const table = (rows: readonly (readonly [string, string])[]): string =>
  `label,text\n${rows.map(([label, text]) => `${label},"${text.replaceAll('"', '""')}"\n`).join('')}`;
const spam = table([
  ['ham', 'see you at "six", as ever'],
  ['spam', 'win cash now, call us'],
  ['ham', 'two\nlines of text'],
  ['spam', 'free entry to the draw'],
]);

describe('a prepared data set', () => {
  test('has the rows in their order, with classes for names', async () => {
    expect(await rowsOf(await prepared(spam))).toEqual([
      [0, 'see you at "six", as ever'],
      [1, 'win cash now, call us'],
      [0, 'two\nlines of text'],
      [1, 'free entry to the draw'],
    ]);
  });

  test('has the names by class in labels.json', async () => {
    const { out } = await prepared(spam);
    expect(await readFile(path.join(out, 'labels.json'), 'utf8')).toBe('["ham","spam"]\n');
  });

  test('tells what was guessed of its source', async () => {
    expect((await prepared(spam)).sources).toMatchObject([
      { form: 'CSV, UTF-8, with a header', label: 'label', text: ['text'], unused: [], rows: 4 },
    ]);
  });

  test('has the rows of several files, and classes for all of their names', async () => {
    const other = table([
      ['news', 'the vote is on monday'],
      ['ham', 'lunch at the usual place'],
    ]);
    const made = await prepared([spam, other]);
    expect([made.labels, (await rowsOf(made)).map(([label]) => label)]).toEqual([
      ['ham', 'news', 'spam'],
      [0, 2, 0, 2, 1, 0],
    ]);
  });

  test('joins several texts by a blank', async () => {
    const made = await prepared('title,body,label\nOne,first words,a\nTwo,second words,b\n', {
      text: ['title', 'body'],
    });
    expect(await rowsOf(made)).toEqual([
      [0, 'One first words'],
      [1, 'Two second words'],
    ]);
  });

  test('takes columns by their number too', async () => {
    const made = await prepared('x,one more text,0\ny,another text,1\n', { label: '3', text: ['2'], header: false });
    expect(await rowsOf(made)).toEqual([
      [0, 'one more text'],
      [1, 'another text'],
    ]);
  });

  test('keeps a text whole that holds the delimiter without quotes, and says so', async () => {
    const made = await prepared('0,so good, really\n1,bad\n0,fine\n1,worse\n', {
      label: '1',
      text: ['2'],
    });
    expect([(await rowsOf(made))[0], made.warnings.join()]).toEqual([
      [0, 'so good, really'],
      expect.stringContaining('1 text holds the delimiter without quotes'),
    ]);
  });

  test('warns of labels that differ only in spelling', async () => {
    const made = await prepared(spam.replace('spam', 'Spam'));
    expect(made.warnings.join()).toContain('Spam, spam');
  });
});

describe('rows without a label or a text', () => {
  const holes = `${spam},a text alone\nham,\nspam,N/A\n`;

  test('are shown, and nothing is written', async () => {
    const made = await prepared(holes);
    expect(made.problems.map(({ fault, lines }) => [fault, lines])).toEqual([
      ['noLabel', [7]],
      ['noText', [8]],
      ['missingWord', [9]],
    ]);
    await expect(access(made.out)).rejects.toThrow();
  });

  test('are left out and counted when that is asked for', async () => {
    const made = await prepared(holes, { dropEmpty: true });
    expect([made.sources[0]?.dropped, made.parts[0]?.rows]).toEqual([{ noLabel: 1, noText: 1, missingWord: 1 }, 4]);
  });
});

test('rows that can not be read are refused even where empty ones may be dropped', async () => {
  expect(messagesOf(await prepared(`${spam}ham,"open\n`, { dropEmpty: true }))).toContain('broken quotation');
});

test('all problems of all inputs are told at once', async () => {
  const made = await prepareDataset({
    inputs: [newPath('missing.csv'), await fileOf('<html></html>')],
    out: newPath('out'),
    split: { validation: 0.7, test: 0.5 },
  });
  expect(made.problems.map(({ field }) => field)).toEqual(['split', 'data', 'data']);
});

describe('columns', () => {
  const two =
    'a,b,text\n' + Array.from({ length: 20 }, (_, row) => `${row % 2},${row % 3},the text of row ${row}\n`).join('');

  test('of which two may be the label are told, with their values', async () => {
    expect(messagesOf(await prepared(two))).toMatch(
      /label may be in column a or b; give --label; its columns: a \(0, 1\)/,
    );
  });

  test('that were asked for settle it', async () => {
    expect(await prepared(two, { label: 'b' })).toMatchObject({ problems: [], labels: ['0', '1', '2'] });
  });

  test('that there are not are told with those that there are', async () => {
    expect(messagesOf(await prepared(two, { label: 'stars' }))).toContain(
      'has no column "stars"; its columns: a (0, 1)',
    );
  });

  test('of which none repeats hold no label', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `${row},the text of row ${row}\n`).join('');
    expect(messagesOf(await prepared(`id,text\n${rows}`))).toContain('no column looks like a label');
  });

  test('are those that a person chooses', async () => {
    const made = await prepared(two, { choose: () => Promise.resolve({ label: 0, text: [2] }) });
    expect(made.labels).toEqual(['0', '1']);
  });

  test('that nobody chooses leave nothing written', async () => {
    const made = await prepared(spam, { choose: () => Promise.resolve(null) });
    expect(made.problems).toHaveLength(1);
  });

  test('are not asked for when they are given', async () => {
    const choose = (): never => {
      throw new Error('asked');
    };
    expect(await prepared(spam, { label: 'label', text: ['text'], choose })).toMatchObject({ problems: [] });
  });
});

test('a column of names beside the labels is told of', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `the text of row ${row},${row % 2},${row % 2 === 0 ? 'bad' : 'good'}\n`,
  );
  const content = `text,label,label_text\n${rows.join('')}`;
  expect((await prepared(content)).warnings[0]).toContain('--label label_text takes those');
  expect(await prepared(content, { label: 'label_text' })).toMatchObject({ labels: ['bad', 'good'], warnings: [] });
});

test('a label of many values is none', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `name ${row},the text of row ${row}\n`).join('');
  expect(messagesOf(await prepared(`label,text\n${rows}`, { label: 'label' }))).toContain('has 30 different values');
});

describe('the directory', () => {
  test('is replaced when it holds an earlier result', async () => {
    const out = newPath('out');
    await prepareDataset({ inputs: [await fileOf(spam)], out, split: { validation: 0.3 } });
    await prepareDataset({ inputs: [await fileOf(spam)], out });
    expect((await readdir(out)).sort()).toEqual(['data.csv', 'labels.json']);
  });

  test('stays as it is when something is wrong', async () => {
    const out = newPath('out');
    await prepareDataset({ inputs: [await fileOf(spam)], out });
    await prepareDataset({ inputs: [await fileOf('ham,\n')], out });
    expect(await rowsOf({ out } as never)).toHaveLength(4);
  });

  test('is not touched when it holds something else', async () => {
    const out = newPath('out');
    await mkdir(out);
    await writeFile(path.join(out, 'thesis.txt'), 'years of work');
    const made = await prepareDataset({ inputs: [await fileOf(spam)], out });
    expect(messagesOf(made)).toContain('holds "thesis.txt"');
  });

  test('is not the one that holds an input', async () => {
    const out = newPath('out');
    await mkdir(out);
    await writeFile(path.join(out, 'data.csv'), spam);
    const made = await prepareDataset({ inputs: [out], out });
    expect([messagesOf(made), await readFile(path.join(out, 'data.csv'), 'utf8')]).toEqual([
      expect.stringContaining('holds the input'),
      spam,
    ]);
  });

  test('leaves nothing beside it', async () => {
    const out = path.join(newPath('place'), 'out');
    await prepareDataset({ inputs: [await fileOf(spam)], out });
    expect(await readdir(path.dirname(out))).toEqual(['out']);
  });
});

describe('an input that can not be read', () => {
  const messageFor = async (input: string): Promise<string> =>
    messagesOf(await prepareDataset({ inputs: [input], out: newPath('out') }));

  test('is named with the command that fetches it where it is on S3', async () => {
    expect(await messageFor('s3://bucket/my set.csv')).toContain("aws s3 cp 's3://bucket/my set.csv' .");
  });

  test('is named with the command that fetches it where it is on the web', async () => {
    expect(await messageFor('https://example.com/a.csv')).toContain('curl -LO https://example.com/a.csv');
    const signed = await messageFor('https://example.com/a.csv?X-Amz-Signature=MARKED');
    expect(signed).toContain("curl -Lo data.csv 'URL'");
  });

  test('is refused where it is standard input', async () => {
    expect(await messageFor('-')).toContain('save it to a file');
  });

  test('is refused where it is a device or pipe, which can be read only once', async () => {
    expect(await messageFor('/dev/null')).toContain('save what comes out of it to a file');
  });

  test('is named by the files of its directory where that holds no data.csv', async () => {
    const directory = newPath('directory');
    await mkdir(directory);
    await writeFile(path.join(directory, 'train.csv'), spam);
    expect(await messageFor(directory)).toContain('give the files that you mean (train.csv)');
  });
});

describe('an output that can not be written', () => {
  test('is refused where a link leads to the input in it', async () => {
    const directory = newPath('directory');
    await mkdir(directory);
    await writeFile(path.join(directory, 'data.csv'), spam);
    const link = newPath('link');
    await symlink(directory, link);
    for (const [input, out] of [
      [link, directory],
      [directory, link],
    ] as const) {
      const made = await prepareDataset({ inputs: [path.join(input, 'data.csv')], out });
      expect(messagesOf(made)).toContain('which would be lost');
    }
  });

  test('is refused where it is on S3', async () => {
    const made = await prepared(spam, { out: 's3://bucket/out' });
    expect(messagesOf(made)).toContain('write to a directory here');
  });

  test('is a problem of the place, told with its name', async () => {
    const out = newPath('n'.repeat(245));
    expect((await prepared(spam, { out })).problems).toMatchObject([{ field: 'out', fault: 'unwritable' }]);
  });

  test('leaves nothing behind when the process ends in the middle', () => {
    const { directory } = new Output(newPath('out'));
    const last = process.listeners('exit').at(-1) as (() => void) | undefined;
    last?.();
    expect(existsSync(directory)).toBe(false);
  });
});
