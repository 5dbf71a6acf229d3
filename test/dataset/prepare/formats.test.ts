import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { prepareDataset } from '../../../src/dataset/index.js';
import { elements, onlyObject } from '../../../src/dataset/prepare/tables/json-texts.js';
import { encoded, sentences } from '../encodings.js';
import { fileOf, fixture, messagesOf, newPath, prepared, rowsOf } from './prepared.js';

const texts = [
  'the café “Zur Post” was full',
  'naïve and slow, but kind',
  'we left early – too loud',
  'a good evening, really',
];
const rows = Array.from({ length: 12 }, (_, row) => ({ label: row % 2, text: `${texts[row % 4] ?? ''} ${row}` }));
const csv = `label;text\n${rows.map(({ label, text }) => `${label};"${text}"\n`).join('')}`;
const expected = rows.map(({ label, text }) => [label, text]);

/** Windows-1252: Latin-1, and the quotes and the dash that it does not have. */
const windows1252 = (text: string): Buffer =>
  Buffer.from(text.replaceAll('“', '\x93').replaceAll('”', '\x94').replaceAll('–', '\x96'), 'latin1');

test.each<[string, Buffer]>([
  ['UTF-8', Buffer.from(csv)],
  ['UTF-8', Buffer.from(`\uFEFF${csv}`)],
  ['UTF-16', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
  ['UTF-16', Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16()],
  ['UTF-16', Buffer.from(csv, 'utf16le')],
  ['Windows-1252', windows1252(csv)],
])('%s is found out', async (name, content) => {
  const made = await prepared(content);
  expect([made.sources[0]?.form, await rowsOf(made)]).toEqual([
    `CSV with semicolons, ${name}, with a header`,
    expected,
  ]);
});

test.each([2, 3, 5])(
  'rows that end in three ways are each a row, every %i of them in a carriage return',
  async (every) => {
    const ends = Array.from({ length: every }, (_, at) => (at === 0 ? '\r' : at === 1 ? '\r\n' : '\n'));
    const mixed = rows.map(({ label, text }, row) => `${label},"${text}"${ends[row % every] ?? ''}`).join('');
    expect(await rowsOf(await prepared(mixed))).toEqual(expected);
  },
);

test('a row behind a carriage return that comes too late to be guessed from is told of, not swallowed', async () => {
  const long = Array.from({ length: 30_000 }, (_, row) => `${row % 2},a text of some length, number ${row}\n`).join('');
  const made = await prepared(`${long}0,one\r1,another\n`);
  expect(messagesOf(made)).toContain('behind which another row seems to begin');
});

test('a JSON array that is cut off, or holds something else than objects, is told of', async () => {
  const objects = rows.map((row) => JSON.stringify(row));
  expect(messagesOf(await prepared(`[${objects.join(', ')}, 7]`))).toContain('is no JSON object');
  expect(messagesOf(await prepared(`[${objects.join(', ')}, {"label": 1, "te`))).toContain('is no JSON object');
});

test('members of members of JSON lines are columns by both names', async () => {
  const nested = rows
    .map(({ label, text }) => `${JSON.stringify({ meta: { label, by: ['x'] }, body: { text } })}\n`)
    .join('');
  const made = await prepared(nested, { label: 'meta.label', text: ['body.text'] });
  expect([made.labels, await rowsOf(made)]).toEqual([['0', '1'], expected]);
});

describe('another encoding', () => {
  const chinese = encoded(
    Array.from({ length: 10 }, (_, row) => `${row % 2},${sentences.gb18030}${row}\n`).join(''),
    'gb18030',
  );

  test('is asked for, by the name that its letters tell', async () => {
    expect(messagesOf(await prepared(chinese))).toContain('it reads as gb18030: give --encoding gb18030');
  });

  test('is asked for where no guess fits', async () => {
    // Thai, "ดีมาก": it reads as Cyrillic too.
    const thai = Array.from({ length: 10 }, (_, row) => `${row % 2},\xb4\xd5\xc1\xd2\xa1\n`).join('');
    expect(messagesOf(await prepared(Buffer.from(thai, 'latin1')))).toContain(
      'say what it is, for example --encoding windows-1250',
    );
  });

  test('is not guessed to be Chinese where its letters beyond ASCII stand alone', async () => {
    // German of DOS, "Tür, schön": each letter and its neighbour read as one character of Big5.
    const german = Array.from({ length: 10 }, (_, row) => `${row % 2},T\x81r, sch\x94n ${row}\n`).join('');
    expect(messagesOf(await prepared(Buffer.from(german, 'latin1')))).toContain('say what it is');
  });

  test('is taken as given', async () => {
    const made = await prepared(chinese, { encoding: 'gb18030', label: '1', text: ['2'] });
    expect((await rowsOf(made))[0]).toEqual([0, `${sentences.gb18030}0`]);
  });

  test('that the file is not in is refused', async () => {
    expect(messagesOf(await prepared(windows1252(csv), { encoding: 'utf-16le' }))).not.toBe('');
  });

  test('that there is not is refused with examples', async () => {
    expect(messagesOf(await prepared(csv, { encoding: 'klingon' }))).toContain('"klingon" is no encoding');
  });
});

test('bytes that are not UTF-8 as was said are told by row', async () => {
  expect(messagesOf(await prepared(windows1252(csv), { encoding: 'utf-8' }))).toContain('bytes that are not UTF-8');
});

test.each([
  ['snappy.parquet', 'Parquet'],
  ['zstd.parquet', 'Parquet'],
  ['one.zip', 'CSV, UTF-8, with a header, zip'],
])('%s is read', async (name, form) => {
  const made = await prepareDataset({ inputs: [fixture(name)], out: newPath('out') });
  expect([made.sources[0]?.form, made.labels, (await rowsOf(made))[1]]).toEqual([
    form,
    ['ham', 'spam'],
    [1, 'a text of some words, number 1'],
  ]);
});

test('the names that a data set of Hugging Face gives its labels are kept in its order, and its -1 is no label', async () => {
  const request = { inputs: [fixture('class-label.parquet')], out: newPath('out') };
  expect(messagesOf(await prepareDataset(request))).toContain('without a label');
  const made = await prepareDataset({ ...request, dropEmpty: true });
  expect([made.labels, (await rowsOf(made)).slice(0, 2), made.parts[0]?.rows]).toEqual([
    ['pos', 'neg'],
    [
      [0, 'a text of some words, number 0'],
      [1, 'a text of some words, number 1'],
    ],
    19,
  ]);
});

describe('lines of fastText', () => {
  const lines = rows.map(({ label, text }) => `__label__${label} ${text}\n`).join('');

  test('are read', async () => {
    const made = await prepared(`\n${lines}`);
    expect(made.sources[0]?.form).toBe('fastText lines, UTF-8');
    expect(await rowsOf(made)).toEqual(expected);
  });

  test('with several labels, or none, are refused by row', async () => {
    const made = await prepared(`${lines}__label__ham __label__spam both at once\nnothing before this\n`);
    expect(messagesOf(made)).toMatch(/several labels[\s\S]*without a label/);
  });
});

test('a zip of several files is refused with their names', async () => {
  const made = await prepareDataset({ inputs: [fixture('two.zip')], out: newPath('out') });
  expect(messagesOf(made)).toContain('holds 2 files (train.csv, test.csv); unpack it');
});

test('gzip is read, in several members too', async () => {
  const half = csv.indexOf('\n', 200) + 1;
  const packed = Buffer.concat([gzipSync(csv.slice(0, half)), gzipSync(csv.slice(half))]);
  expect(await rowsOf(await prepared(packed))).toEqual(expected);
});

test('a gzip that is cut off is refused', async () => {
  expect(messagesOf(await prepared(gzipSync(csv).subarray(0, 60)))).toContain('it may be cut off');
});

describe('JSON lines', () => {
  const lines = rows.map((row) => `${JSON.stringify({ meta: { id: 1 }, ...row })}\n`).join('');

  test('are read by the names of their members', async () => {
    expect(await rowsOf(await prepared(lines))).toEqual(expected);
  });

  test('of which one is none are refused by that line', async () => {
    const made = await prepared(`${lines}\n{"label": 1, "te\n`);
    expect(made.problems).toMatchObject([{ fault: 'unreadable', lines: [14] }]);
  });

  test('without a text in one are told', async () => {
    expect((await prepared(`${lines}{"label":1}\n`)).problems).toMatchObject([{ fault: 'noText', rows: [13] }]);
  });
});

test('a delimiter that is given is taken', async () => {
  const content = rows.map(({ label, text }) => `${label}^${text}\n`).join('');
  expect(await rowsOf(await prepared(content, { delimiter: '^', label: '1', text: ['2'] }))).toEqual(expected);
});

test('a header that is not taken for one is told apart by hand', async () => {
  const content = rows.map(({ label, text }) => `${label},"${text}"\n`).join('');
  const made = await prepared(content, { header: true, label: '1', text: ['2'] });
  expect(made.parts[0]?.rows).toBe(rows.length - 1);
});

test('labels are found by position in a file with the name of an archive that is none', async () => {
  const file = await fileOf(csv, 'data.csv.gz');
  const made = await prepareDataset({ inputs: [file], out: newPath('out') });
  expect(made.parts[0]?.rows).toBe(12);
});

const jsonLines = (record: (row: number) => unknown): string =>
  Array.from({ length: 20 }, (_, row) => `${JSON.stringify(record(row))}\n`).join('');
const textOf = (row: number): string => `${texts[row % 4] ?? ''} ${row}`;
const nameOf = (row: number): string => ['ham', 'spam'][row % 2] ?? '';

describe('what tools for annotation write', () => {
  test.each<[string, string]>([
    ['a list of one label', jsonLines((row) => ({ id: row, text: textOf(row), label: [nameOf(row)] }))],
    [
      'a label deep in lists of one',
      JSON.stringify(
        Array.from({ length: 20 }, (_, row) => ({
          id: row,
          annotations: [{ result: [{ value: { choices: [nameOf(row)] }, type: 'choices' }] }],
          data: { text: textOf(row) },
        })),
      ),
    ],
    ['pairs', jsonLines((row) => [textOf(row), nameOf(row)])],
    ['JSON lines in UTF-16', `\uFEFF${jsonLines((row) => ({ text: textOf(row), label: nameOf(row) }))}`],
  ])('%s is read', async (name, content) => {
    const made = await prepared(name.endsWith('UTF-16') ? Buffer.from(content, 'utf16le') : content);
    expect([made.labels, (await rowsOf(made))[1]]).toEqual([
      ['ham', 'spam'],
      [1, textOf(1)],
    ]);
  });

  test('several labels of a text are refused', async () => {
    const made = await prepared(
      jsonLines((row) => ({ text: textOf(row), label: row === 3 ? ['ham', 'spam'] : [nameOf(row)] })),
    );
    expect(made.problems).toMatchObject([{ fault: 'severalLabels', rows: [4] }]);
  });

  test('an empty list is no label', async () => {
    const made = await prepared(jsonLines((row) => ({ text: textOf(row), label: row === 3 ? [] : [nameOf(row)] })));
    expect(made.problems).toMatchObject([{ fault: 'noLabel', rows: [4] }]);
  });

  test.each<[string, unknown, string]>([
    ['of several lists of rows', { train: [{ text: 'a' }], test: [{ text: 'b' }] }, 'several lists (train, test)'],
    ['without a list of rows', { text: ['a', 'b'], label: [0, 1] }, 'its members: text, label'],
  ])('a JSON object %s is refused', async (_, document, message) => {
    expect(messagesOf(await prepared(JSON.stringify(document)))).toContain(message);
  });

  test.each([1, 7, 1 << 20])('rows within an object are read in pieces of %i bytes', async (size) => {
    const document = JSON.stringify({ a: [1, { b: 2 }], 'd "]': [{ x: [{}] }, { x: '}],' }], c: [] });
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < document.length; at += size)
        yield await Promise.resolve(Buffer.from(document.slice(at, at + size)));
    }
    const object = await onlyObject(pieces());
    expect(object).toEqual({ lists: ['d \\"]'], others: ['a', 'c'], isFlat: false });
    const found: (string | null)[] = [];
    for await (const element of elements(pieces(), 'd \\"]')) found.push(element);
    expect(found).toEqual(['{"x":[{}]}', '{"x":"}],"}']);
  });
});

test('UTF-16 without a mark is known in letters beyond Latin ones', async () => {
  const cyrillic = Array.from({ length: 20 }, (_, row) => `${row % 2},фильм был очень хороший ${row}\n`).join('');
  const made = await prepared(Buffer.from(cyrillic, 'utf16le').swap16());
  expect((await rowsOf(made))[0]).toEqual([0, 'фильм был очень хороший 0']);
});

const body = Array.from({ length: 20 }, (_, row) => `"${textOf(row)}",${nameOf(row)}\n`);

describe('lines above the table', () => {
  const table = `text,label\n${body.join('')}`;

  test('are left out where a header shows them to be none of it, and that is said', async () => {
    const made = await prepared(`Report\n\nof 2024\n${table}`);
    expect([made.sources[0]?.form, made.parts[0]?.rows]).toEqual([
      'CSV, UTF-8, with a header, below 3 lines that are left out',
      20,
    ]);
  });

  test('do not change the lines that problems name', async () => {
    expect((await prepared(`Report\n${table}"a text",\n`)).problems).toMatchObject([{ rows: [21], lines: [23] }]);
  });

  test('that may be rows are refused with the option to use', async () => {
    expect(messagesOf(await prepared(`Report,2024\n${table}`))).toContain('--skip-lines 1 leaves those out');
  });

  test('that are comments are left out whatever delimiters they hold', async () => {
    expect((await prepared(`# made by a tool\n# v2, build 7\n${table}`)).labels).toEqual(['ham', 'spam']);
  });

  test('are left out as told', async () => {
    expect((await prepared(`Report,2024\n${table}`, { skipLines: 1 })).labels).toEqual(['ham', 'spam']);
  });

  test('are rows where there is no header', async () => {
    expect(messagesOf(await prepared(`Report\n${body.join('')}`))).toContain('without a label');
  });
});

test('a header that is a question is a header', async () => {
  expect((await prepared(`What do you think of it?,Satisfaction\n${body.join('')}`)).labels).toEqual(['ham', 'spam']);
});

test('a header that comes again is no row', async () => {
  const twice = `text,label\n${body.join('')}`.repeat(2);
  expect((await prepared(twice)).problems).toMatchObject([{ fault: 'repeatedHeader', rows: [21] }]);
});

test('a label of a single row is warned of', async () => {
  const { warnings } = await prepared(`text,label\n${body.join('')}20,Total\n`);
  expect(warnings).toContain('labels of a single row, which may be none: "Total"');
  expect((await prepared('label,text\nham,one text\nspam,another text\n')).warnings.join()).not.toContain(
    'of a single row',
  );
});

test('rows of delimiters alone do not hide the label', async () => {
  const made = await prepared(`text,label\n${body.join('')}${',\n'.repeat(60)}`, { dropEmpty: true });
  expect(made.labels).toEqual(['ham', 'spam']);
});

test('a header alone has no rows', async () => {
  expect(messagesOf(await prepared('label,text\n'))).toContain('has no rows');
});

test('what was guessed to be Windows-1252 is shown by a word of it', async () => {
  const polish = Array.from({ length: 20 }, (_, row) => `${row % 2},to jest z\xb3y film ${row}\n`).join('');
  const { warnings } = await prepared(Buffer.from(polish, 'latin1'));
  expect(warnings[0]).toContain('was read as Windows-1252, with words like "z³y"');
});

test.each<[string, number, number]>([
  ['under a password', 6, 1],
  ['packed in a way that nothing here unpacks', 8, 12],
  ['that are damaged', 50, 0xff],
])('a zip archive with files %s is told of', async (_, at, value) => {
  const packed = Buffer.from(
    'UEsDBBQAAAAIAAAAIQDNrl3sJQAAACUAAAAIAAAAZGF0YS5jc3bLSUxKzdEpSa0o4cpIzNUpTk1VqMwv5SouAHLKM/MUkhOLM7gAUEsBAhQDFAAAAAgAAAAhAM2uXewlAAAAJQAAAAgAAAAAAAAAAAAAAIABAAAAAGRhdGEuY3N2UEsFBgAAAAABAAEANgAAAEsAAAAAAA==',
    'base64',
  );
  const central = packed.indexOf('PK\x01\x02');
  if (at < 10) packed[central + at + 2] = value;
  packed[at] = value;
  const made = await prepared(packed);
  expect(made.problems).toMatchObject([{ fault: 'unreadable' }]);
  expect(messagesOf(made)).toContain(at === 6 ? 'under a password' : "can't be unpacked");
});

test.each([
  ['iso-2022-jp', Buffer.from('\x1b$B1G2h$O$H$F$b\x1b(B', 'latin1')],
  ['windows-1255', Buffer.from('\xe4\xf1\xf8\xe8 \xe4\xe9\xe4 \xe8\xe5\xe1', 'latin1')],
  [
    'ibm866',
    Buffer.from('\xe4\xa8\xab\xec\xac \xa1\xeb\xab \xae\xe7\xa5\xad\xec \xe5\xae\xe0\xae\xe8\xa8\xa9', 'latin1'),
  ],
])('%s is asked for by its name', async (encoding, text) => {
  const row = (label: number): Buffer => Buffer.concat([Buffer.from(`${label},`), text, Buffer.from('\n')]);
  const content = Buffer.concat(Array.from({ length: 20 }, (_, at) => row(at % 2)));
  expect(messagesOf(await prepared(content))).toContain(`it reads as ${encoding}: give --encoding ${encoding}`);
});

test('a column of times is no text', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `2024/01/${row + 1} 10:00:00 AM GMT+1,"${textOf(row)}",${nameOf(row)}\n`,
  );
  expect((await prepared(`Timestamp,What did you like?,Rating\n${rows.join('')}`)).sources[0]?.text).toEqual([
    'What did you like?',
  ]);
});

test('a file whose rows all have a broken quotation is told of them, with what mends quotes behind backslashes', async () => {
  const rows = Array.from({ length: 20 }, (_, row) => `${nameOf(row)},"she said \\"${textOf(row)}\\" twice"\n`);
  const made = await prepared(`label,text\n${rows.join('')}`);
  expect(messagesOf(made)).toContain(`which does: sed 's/\\\\"/""/g' FILE > mended.csv`);
  expect(made.problems).toMatchObject([{ fault: 'unreadable', count: 20 }]);
});

test('what keeps rows from being read is said once', async () => {
  const made = await prepared(`text,label\n${body.join('')}"a"b,x\n"c"d,y\n`);
  expect(messagesOf(made).match(/has a broken quotation/g)).toHaveLength(1);
});

describe('quotes', () => {
  const lines = (text: (row: number) => string, delimiter = ','): string =>
    Array.from({ length: 20 }, (_, row) => `${row % 2}${delimiter}${text(row)}\n`).join('');

  test('are part of the texts where that is said', async () => {
    const made = await prepared(
      lines((row) => (row === 7 ? '"so" she said' : `text ${row}`)),
      { quotes: false },
    );
    expect((await rowsOf(made))[7]).toEqual([1, '"so" she said']);
  });

  test('are no part of them by themselves in a file with commas', async () => {
    const made = await prepared(lines((row) => (row === 7 ? '"so" she said' : `text ${row}`)));
    expect(made.problems).toMatchObject([{ fault: 'unreadable', rows: [8] }]);
  });

  test('stand around texts that hold tabs, though others are broken', async () => {
    const made = await prepared(lines((row) => (row % 4 === 0 ? '"so" she said' : `"text\t${row}"`), '\t'));
    expect(made.problems).toMatchObject([{ fault: 'unreadable', count: 5 }]);
  });

  test('that are single stay in the texts where few have them, and within texts in double ones', async () => {
    expect((await rowsOf(await prepared(lines((row) => (row === 7 ? "'no'" : `text ${row}`)))))[7]).toEqual([
      1,
      "'no'",
    ]);
    const double = lines((row) => `"they said,'yes', and left ${row}"`);
    expect((await rowsOf(await prepared(double)))[7]).toEqual([1, "they said,'yes', and left 7"]);
  });
});

describe('a table of Markdown', () => {
  const head = '| label | text |\n| --- | --- |\n';
  const rows = Array.from({ length: 20 }, (_, row) => `| ${nameOf(row)} | ${textOf(row)} |\n`).join('');

  test('gives what stands between its bars', async () => {
    const made = await prepared(`${head}${rows}| ham | a \\| b |\n`);
    expect([(await rowsOf(made))[1], (await rowsOf(made))[20]]).toEqual([
      [1, textOf(1)],
      [0, 'a | b'],
    ]);
  });

  test('with a bar too many in a row is refused by the line', async () => {
    const made = await prepared(`${head}${rows}| ham | a | b |\n`);
    expect(made.problems).toMatchObject([{ fault: 'unreadable', lines: [23] }]);
    expect(messagesOf(made)).toContain('put a backslash before a bar within a text');
  });

  test('of which no row has as many cells as the header is refused', async () => {
    expect(messagesOf(await prepared(`${head}| ham |\n| spam |\n`))).toContain('not as many cells as its header, 2');
  });

  test('may have two columns of one name', async () => {
    const made = await prepared(`| text | text | label |\n|---|---|---|\n| a | b | x |\n| c | d | y |\n`, {
      label: 'label',
      text: ['1', '2'],
    });
    expect(await rowsOf(made)).toEqual([
      [0, 'a b'],
      [1, 'c d'],
    ]);
  });
});

test.each([
  ['label', `None,${texts[0]}\n`],
  ['label of a database', `\\N,${texts[0]}\n`],
  ['text', 'ham,null\n'],
  ['text of a database', 'ham,\\N\n'],
])('a %s that readers take for missing is refused, and left out when that is asked for', async (_, line) => {
  const rows = Array.from({ length: 20 }, (_, row) => `${nameOf(row)},"${textOf(row)}"\n`).join('');
  const content = `label,text\n${rows}${line}`;
  expect((await prepared(content)).problems).toMatchObject([{ fault: 'missingWord', rows: [21] }]);
  const made = await prepared(content, { dropEmpty: true });
  expect([made.labels, made.sources[0]?.dropped.missingWord]).toEqual([['ham', 'spam'], 1]);
});

test.each([
  ['messages', 'role', 'content'],
  ['conversations', 'from', 'value'],
])('chats named %s come with the command that makes rows of them', async (name, who, what) => {
  const chat = (row: number): unknown => [
    { [who]: 'user', [what]: textOf(row) },
    { [who]: 'assistant', [what]: nameOf(row) },
  ];
  expect(messagesOf(await prepared(jsonLines((row) => ({ [name]: chat(row) }))))).toContain(
    `jq -c '{text: .${name}[-2].${what}, label: .${name}[-1].${what}}'`,
  );
});

test('what R writes with names of rows, and without a name for them, is read by its header', async () => {
  const rows = Array.from({ length: 20 }, (_, row) => `"${row + 1}" "${nameOf(row)}" "${textOf(row)}"\n`).join('');
  expect(messagesOf(await prepared(`"label" "text"\n${rows}`))).toContain("give --delimiter ' ' where blanks divide");
  const made = await prepared(`"label" "text"\n${rows}`, { delimiter: ' ' });
  expect([made.labels, (await rowsOf(made))[1]]).toEqual([
    ['ham', 'spam'],
    [1, textOf(1)],
  ]);
});

test('a header stays as it is where every text holds a comma without quotes', async () => {
  const rows = Array.from({ length: 20 }, (_, row) => `${nameOf(row)},one, number ${row}\n`).join('');
  expect((await rowsOf(await prepared(`label,text\n${rows}`)))[1]).toEqual([1, 'one, number 1']);
});

test('an object of many objects comes with the command that makes rows of them', async () => {
  const document = Object.fromEntries(
    Array.from({ length: 30 }, (_, row) => [`k${row}`, { text: textOf(row), label: row % 2 }]),
  );
  expect(messagesOf(await prepared(JSON.stringify(document)))).toContain(
    "write a row a line: jq -c '.[]' FILE > rows.jsonl",
  );
});

test('a label that pandas wrote as a list of one is what it holds', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `${row % 2 === 0 ? "['ham']" : '"[""spam""]"'},"${textOf(row)}"\n`,
  );
  expect((await prepared(`labels,text\n${rows.join('')}`)).labels).toEqual(['ham', 'spam']);
});

test('a column of links is no text', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `https://example.com/reviews/by/number/${row},fine ${row},${row % 2}\n`,
  );
  expect((await prepared(`where,said,mark\n${rows.join('')}`)).sources[0]?.text).toEqual(['said']);
});

test('a column of times is no label', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `2024-01-0${(row % 3) + 1} 10:00:00,"${textOf(row)}",${row % 2}\n`,
  );
  expect((await prepared(`Begun,Answer,Mark\n${rows.join('')}`)).sources[0]?.label).toBe('Mark');
});

test('a file of one column is told to have one, and how to write a class before its texts', async () => {
  expect(
    messagesOf(await prepared(rows.map(({ label, text }) => `${label}~${text.replace(',', '')}\n`).join(''))),
  ).toMatch(
    /has one column .* if it holds the texts of one class, write the class before each: awk '\{print "\w+\\t" \$0\}'/,
  );
});
