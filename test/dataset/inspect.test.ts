import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectDataset } from '../../src/dataset/index.js';
import type { Content } from './csv-bytes.js';
import { bytesOf, chunked, good, inspect } from './csv-bytes.js';

const messagesOf = async (content: Content): Promise<string[]> =>
  (await inspect(content)).problems.map(({ message }) => message);

test('rows in order have no problem and no warning', async () => {
  expect(await inspect(good)).toMatchObject({
    rows: 20,
    classes: 2,
    classCounts: [10, 10],
    problems: [],
    warnings: [],
  });
});

test('the report tells where the data lies, its ETag and size', async () => {
  const report = await inspectDataset({ uri: 's3://reviews/', etag: '"e1"', bytes: chunked(bytesOf(good)) });
  expect(report).toMatchObject({ uri: 's3://reviews/', etag: '"e1"', bytes: good.length });
});

describe.each<[string, Content]>([
  ['a byte order mark', `\uFEFF${good}`],
  ['CRLF line ends', good.replaceAll('\n', '\r\n')],
  ['LF and CRLF line ends', good.replace('\n', '\r\n')],
  ['no line break at its end', good.slice(0, -1)],
  ['a carriage return at its end', `${good.slice(0, -1)}\r`],
  ['every field in quotes', good.replaceAll(/^(\d),(.*)$/gm, '"$1","$2"')],
  ['every field in quotes and CRLF', good.replaceAll(/^(\d),(.*)\n/gm, '"$1","$2"\r\n')],
  ['blanks around labels', good.replaceAll(/^(\d)/gm, ' $1 ')],
])('a file with %s', (_name, content) => {
  test('has the same rows and no problem', async () => {
    expect(await inspect(content)).toMatchObject({ rows: 20, classCounts: [10, 10], problems: [] });
  });
  test('has samples without traces of it', async () => {
    expect((await inspect(content)).samples.map(({ text }) => text)).toEqual(['text 0', 'text 1', 'text 2', 'text 3']);
  });
});

test.each([
  ['1,"good, really"\n', 'good, really'],
  ['1,"she said ""yes"""\n', 'she said "yes"'],
  ['1,"two\nlines"\n', 'two\nlines'],
  ['1,"two\r\nlines"\r\n', 'two\r\nlines'],
  ['1,a 5" pipe\n', 'a 5" pipe'],
  ['1,映画は最高 🎬\n', '映画は最高 🎬'],
])('the text of %j is read', async (row, text) => {
  expect((await inspect(`0,no\n${row}`)).samples).toContainEqual({ text, label: 1 });
});

test('a quoted text with a line break is one row', async () => {
  expect((await inspect('0,"two\nlines"\n1,one\n')).rows).toBe(2);
});

test.each<[string, Content, string]>([
  ['a header', `label,text\n${good}`, 'row 1 "label,text" is a header; delete the row'],
  ['a header behind a byte order mark', `\uFEFFlabel,text\n${good}`, 'row 1 "label,text" is a header; delete the row'],
  ['a label that is a word', `${good}good,x\n`, 'row 21 "good" has a label that is not an integer'],
  ['a label with a fraction', `${good}1.0,x\n`, 'row 21 "1.0" has a label with a decimal point; write 1, not 1.0'],
  ['a label too large to be a class', `${good}12345678901,x\n`, 'row 21 "12345678901" has a label above 999999'],
  ['a negative label', `${good}-1,x\n`, 'row 21 "-1" has a negative label'],
  ['a missing label', `${good},x\n`, 'row 21 has no label'],
  ['an empty text', `${good}1,\n`, 'row 21 has an empty text'],
  ['an empty text in quotes', `${good}1,""\n`, 'row 21 has an empty text'],
  ['a text of blanks', `${good}1,"  \t "\n`, 'row 21 has an empty text'],
  ['three columns', `${good}1,good, really\n`, 'row 21 "1,good, really" has more than two columns'],
  ['one column', `${good}good\n`, 'row 21 "good" has one column'],
  ['text behind a closing quote', `${good}1,"good" film\n`, 'row 21 "1,\\"good\\" film" has a broken quotation'],
  ['a quote that is never closed', `0,"x\n${good}`, 'row 1 "0,\\"x" has a broken quotation'],
  ['a last quote that is never closed', `${good}0,"x`, 'row 21 "0,\\"x" has a broken quotation'],
  ['bytes that are not UTF-8', [good, '1,caf', [0xe9], '\n'], 'has bytes that are not UTF-8; save the file as UTF-8'],
  ['UTF-8 that breaks off', [good, '1,caf', [0xc3]], 'has bytes that are not UTF-8; save the file as UTF-8'],
  ['one class only', '0,x\n0,y\n', 'only class 0 occurs'],
  ['a gap in its labels', '0,x\n1,y\n3,z\n', 'found 3 classes up to 3, missing 2'],
  ['labels from 1', '1,x\n2,y\n', 'labels run from 1 to 2; subtract 1 from each'],
  ['nothing in it', '', 'data.csv is empty'],
  ['nothing but a byte order mark', '\uFEFF', 'data.csv is empty'],
])('a file with %s has that one problem', async (_name, content, message) => {
  expect(await messagesOf(content)).toEqual([expect.stringContaining(message)]);
});

test('every problem of a file is in one report', async () => {
  const rows = ['label,text', 'x,a', '-1,b', ',c', '5,', '1,a,b', '1,"q" r', '0,d'];
  const messages = await messagesOf([`${rows.join('\n')}\n`, '1,', [0xff], '\n']);
  expect(messages.map((message) => message.split(' ').slice(0, 2).join(' '))).toEqual(
    [1, 6, 7, 9, 4, 3, 2, 5].map((row) => `row ${row}`),
  );
});

test('rows behind a broken quotation are judged by themselves', async () => {
  expect(await inspect(`0,"a" b\n1,"c" d\n${good}`)).toMatchObject({ rows: 22, classCounts: [10, 10] });
});

test('the first five rows of a fault are named and the others counted', async () => {
  const [message] = await messagesOf(`${good}${'1,\n'.repeat(9)}`);
  expect(message).toBe('rows 21, 22, 23, 24, 25 and 4 more have an empty text; fill it or delete the row');
});

test('a fault of most rows is said once, the mend first', async () => {
  const [message] = await messagesOf(good.replaceAll(',', ';'));
  expect(message).toBe(
    'write label,text with a comma (not semicolons, tabs or bars): all 20 rows are not divided by commas (row 1 "0;text 0")',
  );
});

test('where labels can not be read, what the others lack is no problem of its own', async () => {
  const { problems } = await inspect(good.replaceAll(/^0/gm, '-1'));
  expect(problems.map(({ fault }) => fault)).toEqual(['negativeLabel']);
});

test('a row is told by its line too where they differ', async () => {
  const { problems } = await inspect(`0,"three\nlines\nof text"\n\n1,y\nx,z\n`);
  expect(problems[0]).toEqual({
    field: 'data',
    fault: 'nonIntegerLabel',
    message: expect.stringContaining('row 3 (line 6) "x" has a label that is not an integer') as string,
    count: 1,
    rows: [3],
    lines: [6],
    example: 'x',
  });
});

test('labels are told with their rows, whatever they are', async () => {
  const { labelCounts } = await inspect('5,a\n0,b\n5,c\n');
  expect(labelCounts).toEqual([
    { label: 0, rows: 1 },
    { label: 5, rows: 2 },
  ]);
});

test('blank lines are counted and are no rows', async () => {
  expect(await inspect(`\n0,x\n \t\n\n1,y\n\n`)).toMatchObject({ rows: 2, blankLines: 4, problems: [] });
});

test('a long value is shown by its beginning', async () => {
  const [message] = await messagesOf(`${good}${'x'.repeat(1_000)},y\n`);
  expect(message?.length).toBeLessThan(200);
});

test('a label of its own in nearly every row is a number of the row', async () => {
  const rows = Array.from({ length: 50 }, (_, row) => `${row},text ${row}\n`).join('');
  expect(await messagesOf(rows)).toEqual([expect.stringContaining('looks like a number of the row')]);
});

describe('held-out rows', () => {
  const inspectHeldOut = (content: Content, knownClasses?: number): ReturnType<typeof inspectDataset> =>
    inspectDataset(
      { uri: '', bytes: chunked(bytesOf(content)) },
      undefined,
      knownClasses === undefined ? { heldOut: true } : { heldOut: true, knownClasses },
    );

  test('may lack classes', async () => {
    expect(await inspectHeldOut('5,x y\n')).toMatchObject({ problems: [], warnings: [] });
  });

  test('have labels that the model knows', async () => {
    const { problems } = await inspectHeldOut('1,x\n2,y\n', 2);
    expect(problems).toEqual([expect.objectContaining({ fault: 'unknownLabel', rows: [2] })]);
  });
});

test('U+FFFD in a file that is UTF-8 is no problem', async () => {
  expect(await messagesOf(`${good}1,a \uFFFD b\n`)).toEqual([]);
});

describe('samples', () => {
  test('are spread over the classes, two of each and six in all', async () => {
    const rows = [0, 0, 0, 0, 1, 1, 2, 2].map((label, i) => `${label},text ${i}\n`).join('');
    expect((await inspect(rows)).samples.map(({ label }) => label)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('leave out long texts of a class that has short ones', async () => {
    const { samples } = await inspect(`0,${'x'.repeat(301)}\n0,short\n1,y\n`);
    expect(samples.map(({ text }) => text)).toEqual(['short', 'y']);
  });

  test('are the beginning of a long text where a class has no other', async () => {
    const { samples } = await inspect(`0,${'word '.repeat(100)}\n1,y\n`);
    expect(samples[0]?.text).toBe('word '.repeat(60).trimEnd());
  });
});

describe('warnings', () => {
  test('tell rows that repeat an earlier one, and rows that contradict one by their numbers', async () => {
    const { warnings } = await inspect(`${good}0,again\n0,again\n1,again\n`);
    expect(warnings.join('\n')).toMatch(/1 row repeats[^]*1 row gives an earlier text another label \(row \d+\)/);
  });

  test('tell a byte order mark', async () => {
    expect((await inspect(`\uFEFF${good}`)).warnings.join()).toContain('byte order mark');
  });

  test('tell classes out of balance', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `1,x${index}\n`).join('');
    expect((await inspect(good + many)).warnings).toEqual([expect.stringContaining('unbalanced')]);
  });

  test('tell texts that encoders cut', async () => {
    expect((await inspect(`${good}1,${'x'.repeat(5_001)}\n`)).warnings).toEqual([
      expect.stringContaining('1 text is longer'),
    ]);
  });

  test('tell a text that has swallowed rows', async () => {
    const { rows, warnings } = await inspect(`${good}1,"good\n0,bad\n1,fine"\n`);
    expect([rows, warnings]).toEqual([21, [expect.stringContaining('looks like a row (the first begins in line 21)')]]);
  });

  test('tell a NUL', async () => {
    expect((await inspect(`${good}1,a\u0000b\n`)).warnings).toEqual([expect.stringContaining('1 row holds a NUL')]);
  });

  test('tell classes with few rows', async () => {
    expect((await inspect('0,x\n1,y\n')).warnings).toEqual([expect.stringContaining('only 1 row;')]);
  });
});

describe('an object on S3', () => {
  test('comes with the command that downloads it and makes a data set of it', async () => {
    expect((await inspect(`label,text\n${good}`)).mend?.command).toBe(
      'aws s3 cp s3://reviews/data.csv downloaded.csv && tunewright data prepare downloaded.csv --label label --text text --out prepared',
    );
  });

  const named = `label,text\n${Array.from({ length: 20 }, (_, row) => `${row % 2},a text of row ${row}\n`).join('')}`;
  const long = Array.from({ length: 20_000 }, (_, row) => `${row % 2},a text of row ${row}\n`).join('');

  test.each<[string, Content, string]>([
    ['in gzip', [[...gzipSync(named)]], '--out prepared'],
    [
      'in UTF-16',
      [[...Buffer.from(`\uFEFF${named}`, 'utf16le')]],
      '--label label --text text --encoding utf-16le --out prepared',
    ],
    [
      'with letters of Windows-1252 far behind its beginning',
      [long, '1,caf', [0xe9], '\n'],
      '--label 1 --text 2 --encoding windows-1252 --out prepared',
    ],
  ])('%s comes with the options that its beginning tells', async (_, content, options) => {
    expect((await inspect(content)).mend?.command).toBe(
      `aws s3 cp s3://reviews/data.csv downloaded.csv && tunewright data prepare downloaded.csv ${options}`,
    );
  });

  test('of UTF-8 in which a byte is broken comes with no command', async () => {
    expect((await inspect([`1,caf\u00e9\n${long}1,caf`, [0xe9], '\n'])).mend).toBeUndefined();
  });

  test('whose header stands below lines that may be rows comes with no command', async () => {
    expect((await inspect(`Survey,2024\nlabel,text\n${good}`)).mend).toBeUndefined();
  });
});
