import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Encoding } from './encodings.js';
import { encoded, sentences } from './encodings.js';

/** One kind of file that people have, and what becomes of it. */
export interface TriedFile {
  readonly name: string;
  readonly content: Buffer;
  /** What the check finds; none: the file is in order. */
  readonly faults: readonly string[];
  /** Rows and names of the data set that the proposed command makes; null where none is proposed. */
  readonly mended: { readonly rows: number; readonly labels: readonly string[] } | null;
  /** Of the file; default data.csv. */
  readonly file?: string;
}

type Lines = (row: number) => string;

const texts = [
  'a quiet, honest film about two sisters',
  'dull from the first minute to the last one',
  'the seats were hard and the music too loud',
  'we laughed all evening and came back twice',
  'nothing here that was not better in the book',
];
/** A text without a comma, different in each row. */
const plain = (row: number): string => `${(texts[row % 5] ?? '').replace(',', '')} ${row}`;
const quoted = (row: number): string => `"${texts[row % 5] ?? ''} ${row}"`;
const lines = (count: number, line: Lines, end = '\n'): string =>
  Array.from({ length: count }, (_, row) => line(row) + end).join('');
const good = lines(20, (row) => `${row % 2},${plain(row)}`);
const names = ['ham', 'spam'];
const two = { rows: 20, labels: ['0', '1'] };
const named = { rows: 20, labels: names };
const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/dataset/${name}`, import.meta.url));
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function swapped(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

const utf32 = (text: string): Buffer => {
  const units = Uint32Array.from([0xfeff, ...Array.from(text, (character) => character.codePointAt(0) ?? 0)]);
  return Buffer.from(units.buffer);
};

const accepted = (name: string, content: string): TriedFile => ({
  name,
  content: Buffer.from(content),
  faults: [],
  mended: null,
});
const refused = (
  name: string,
  content: string | Buffer,
  faults: string[],
  mended: TriedFile['mended'] = null,
  file = 'data.csv',
): TriedFile => ({
  name,
  content: typeof content === 'string' ? Buffer.from(content) : content,
  faults,
  mended,
  file,
});

const records = Array.from({ length: 20 }, (_, row) => ({
  text: `${texts[row % 5]} [${row}] "}`,
  label: names[row % 2],
}));

/** In the shape of public sets. */
const sets: readonly TriedFile[] = [
  refused(
    'three columns, quoted, labels from 1',
    lines(20, (row) => `"${(row % 4) + 1}","Title ${row}, the day","${texts[row % 5] ?? ''} ${row}"`),
    ['columns'],
    { rows: 20, labels: ['1', '2', '3', '4'] },
  ),
  refused(
    'a header, the text first, names as labels',
    `text,category\n${lines(20, (row) => `${quoted(row)},${names[row % 2] ?? ''}`)}`,
    ['header', 'nonIntegerLabel'],
    named,
  ),
  refused(
    'Windows-1252, a header v1,v2 and empty columns',
    latin1(`v1,v2,,,\r\n${lines(20, (row) => `${names[row % 2] ?? ''},"caf\xe9 \x93${plain(row)}\x94",,,`, '\r\n')}`),
    ['header', 'columns', 'notUtf8'],
    named,
  ),
  refused(
    'an index, seven columns and line breaks',
    `,count,hate_speech,offensive_language,neither,class,tweet\n${lines(20, (row) => `${row},3,0,${row % 3},${row % 4},${row % 2},"${plain(row)}\n&amp; more"`)}`,
    ['header', 'columns'],
    two,
  ),
  refused('a header and one empty text', `label,review\n${good}1,\n`, ['header', 'emptyText'], two),
  refused(
    'a header, in Chinese',
    `label,review\n${lines(20, (row) => `${row % 2},"房间很好，服务也不错 ${row}"`)}`,
    ['header'],
    two,
  ),
  accepted(
    'Arabic with emoji and combining marks',
    lines(20, (row) => `${row % 2},مرحبا 😀 e\u0301 ${row}`),
  ),
];

/** In the shape of public reports and questions. */
const reports: readonly TriedFile[] = [
  accepted(
    'eight classes, first column',
    lines(80, (row) => `${row % 8},${plain(row)}`),
  ),
  refused(
    'unquoted commas',
    lines(20, (row) => `${row % 2},${plain(row)}${row % 4 === 0 ? ', really, it was' : ''}`),
    ['columns'],
    two,
  ),
  refused(
    'commas escaped by backslashes',
    lines(20, (row) => `${row % 2},"it \\"was\\" ${row}"`),
    ['quotes'],
  ),
  refused(
    'text first, names second',
    lines(20, (row) => `${plain(row)},${names[row % 2] ?? ''}`),
    ['nonIntegerLabel'],
    named,
  ),
  refused(
    'labels with a point, trailing comma, text first',
    lines(20, (row) => `${plain(row)},${row % 2}.0,`),
    ['columns'],
    two,
  ),
  refused(
    'texts that are all numbers',
    lines(20, (row) => `${row % 2},${row}`),
    ['numericTexts'],
  ),
  refused('NA, n/a, null, None', `${good}1,NA\n0,"n/a"\n1,null\n0,None\n`, ['missingWord'], two),
  accepted('a NUL in a text', `${good}1,a\u0000b\n`),
  refused('a carriage return in a text', `${good}1,great\rfilm\n`, ['loneReturn'], { rows: 21, labels: ['0', '1'] }),
  refused('a quote that is never closed', `${good}1,"never\n${good}`, ['quotes']),
  refused('text behind a closing quote', `${good}1,"a"b\n`, ['quotes']),
  accepted(
    'line breaks in quoted texts',
    lines(20, (row) => `${row % 2},"${plain(row)}\nand on"`),
  ),
  refused('a line break in a text without quotes', `${good}1,first\nsecond half\n`, ['oneColumn']),
  refused(
    'tabs, several lines a text',
    `label\ttext\n${lines(20, (row) => `${row % 2}\t"${plain(row)}\nand on"`)}`,
    ['delimiter', 'oneColumn'],
    two,
  ),
  refused(
    'Id, Text, Class',
    `Id,Text,Class\n${lines(20, (row) => `${row},${quoted(row)},${names[row % 2] ?? ''}`)}`,
    ['header', 'columns'],
    named,
  ),
  refused(
    'labels from -1',
    lines(30, (row) => `${(row % 3) - 1},${plain(row)}`),
    ['negativeLabel'],
    { rows: 30, labels: ['-1', '0', '1'] },
  ),
  refused(
    'labels from 1',
    lines(20, (row) => `${(row % 2) + 1},${plain(row)}`),
    ['offset'],
    { rows: 20, labels: ['1', '2'] },
  ),
  refused(
    'id,label,tweet',
    `id,label,tweet\n${lines(20, (row) => `${row + 1},${row % 2},${quoted(row)}`)}`,
    ['header', 'columns'],
    two,
  ),
  accepted('a class of one row', `${good}2,only this\n`),
  refused(
    'semicolons, commas in the texts',
    lines(20, (row) => `${row % 2};${texts[row % 5] ?? ''} ${row}`),
    ['delimiter'],
    two,
  ),
  refused(
    'semicolons below sep=;',
    `sep=;\n${lines(20, (row) => `${row % 2};${plain(row)}`)}`,
    ['header', 'delimiter'],
    two,
  ),
  refused('a merge marker', `${good}=======\n${good}`, ['oneColumn']),
  accepted('a byte order mark', `\uFEFF${good}`),
];

const form: readonly TriedFile[] = [
  accepted('rows in order', good),
  accepted('CRLF', good.replaceAll('\n', '\r\n')),
  accepted('LF and CRLF', good.replace('\n', '\r\n')),
  accepted('CR CR LF, as careless writers leave it', good.replaceAll('\n', '\r\r\n')),
  accepted('no line break at the end', good.slice(0, -1)),
  accepted('quoted labels', good.replaceAll(/^(\d)/gm, '"$1"')),
  refused('a header label,text', `label,text\n${good}`, ['header'], two),
  refused('a header in capitals and quotes, behind a mark', `\uFEFF"LABEL","TEXT"\n${good}`, ['header'], two),
  refused('a header in another language', `Bewertung,Kommentar\n${good}`, ['header'], two),
  refused('a header stars', `stars,review\n${good}`, ['header'], two),
  refused('a header Rating', `Rating,review\n${good}`, ['header'], two),
  refused('a header intent', `intent,query\n${good}`, ['header'], two),
  refused('a header etiqueta', `etiqueta,texto\n${good}`, ['header'], two),
  refused(
    'a header text,label above numbers',
    `text,label\n${lines(20, (row) => `${quoted(row)},${row % 2}`)}`,
    ['header', 'nonIntegerLabel'],
    two,
  ),
  refused(
    'a question with a comma as a header',
    `Satisfaction,"What, if anything, did you like?"\n${lines(20, (row) => `${names[row % 2] ?? ''},${quoted(row)}`)}`,
    ['nonIntegerLabel'],
    named,
  ),
  refused(
    'a dozen names of three rows each, one after the other',
    lines(36, (row) => `name ${Math.floor(row / 3) + 10},${plain(row)}`),
    ['nonIntegerLabel'],
  ),
  refused('a header 标签', `标签,评论\n${good}`, ['header'], two),
  refused('a header 0,1', `0,1\n${good}`, ['header'], two),
  refused('a header again in the middle', `${good}label,text\n${good}`, ['nonIntegerLabel']),
  refused(
    'an index, label and text',
    lines(20, (row) => `${row},${row % 2},${plain(row)}`),
    ['columns'],
    two,
  ),
  refused(
    'an index, label and text below a header',
    `,label,text\n${lines(20, (row) => `${row},${row % 2},${plain(row)}`)}`,
    ['header', 'columns'],
    two,
  ),
  refused(
    'id,text',
    lines(20, (row) => `${row},${plain(row)}`),
    ['rowNumbers'],
  ),
  refused(
    'semicolons',
    lines(20, (row) => `${row % 2};${plain(row)}`),
    ['delimiter'],
    two,
  ),
  refused(
    'tabs',
    lines(20, (row) => `${row % 2}\t${plain(row)}`),
    ['delimiter'],
    two,
  ),
  refused(
    'bars',
    lines(20, (row) => `${row % 2}|${plain(row)}`),
    ['delimiter'],
    two,
  ),
  refused(
    'tabs and names',
    lines(20, (row) => `${names[row % 2] ?? ''}\t${plain(row)}`),
    ['delimiter'],
    named,
  ),
  refused(
    'semicolons, text first',
    lines(20, (row) => `${plain(row)};${row % 2}`),
    ['delimiter'],
    two,
  ),
  refused('Windows-1252', latin1(lines(20, (row) => `${row % 2},${plain(row)} caf\xe9`)), ['notUtf8'], two),
  refused('UTF-8 cut off', Buffer.concat([Buffer.from(`${good}1,caf`), Buffer.from([0xc3])]), ['notUtf8'], {
    rows: 21,
    labels: ['0', '1'],
  }),
  refused(
    'an encoded surrogate',
    Buffer.concat([Buffer.from(`${good}1,a`), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('\n')]),
    ['notUtf8'],
    { rows: 21, labels: ['0', '1'] },
  ),
  refused(
    'UTF-8 in which one byte is broken',
    Buffer.concat([
      Buffer.from(`${lines(20, (row) => `${row % 2},caf\u00e9 ${row}`)}1,caf`),
      Buffer.from([0xe9]),
      Buffer.from('\n'),
    ]),
    ['notUtf8'],
  ),
  refused('UTF-16, little-endian', Buffer.from(`\uFEFF${good}`, 'utf16le'), ['utf16'], two),
  refused('UTF-16, big-endian', swapped(`\uFEFF${good}`), ['utf16'], two),
  refused('UTF-16 without a mark', Buffer.from(good, 'utf16le'), ['utf16'], two),
  refused(
    'UTF-16 with tabs',
    Buffer.from(`\uFEFFlabel\ttext\r\n${good.replaceAll(',', '\t')}`, 'utf16le'),
    ['utf16'],
    two,
  ),
  refused('UTF-32', utf32(good), ['utf32']),
  refused('gzip', gzipSync(good), ['gzip'], two, 'data.csv.gz'),
  refused('gzip named .csv', gzipSync(good), ['gzip'], two),
  refused('gzip in gzip', gzipSync(gzipSync(good)), ['gzip'], null, 'data.csv.gz'),
  refused('a zip archive of one file', fixture('one.zip'), ['zip'], named, 'data.zip'),
  refused('a zip archive of two files', fixture('two.zip'), ['zip'], null, 'data.zip'),
  ...(Object.keys(sentences) as Encoding[]).flatMap((encoding) => {
    const rows = encoded(
      lines(20, (row) => `${row % 2},${sentences[encoding]} ${row}`),
      encoding,
    );
    return [
      refused(encoding, rows, ['notUtf8'], two),
      refused(`${encoding} in gzip`, gzipSync(rows), ['gzip'], two, 'data.csv.gz'),
    ];
  }),
  refused('an Excel workbook', Buffer.from('PK\u0003\u0004......[Content_Types].xml', 'latin1'), ['xlsx']),
  refused('an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), ['xls']),
  refused('a document of Word', Buffer.from('PK\u0003\u0004......[Content_Types].xml...word/document.xml', 'latin1'), [
    'docx',
  ]),
  refused(
    'a table of Markdown below a title',
    `# Reviews\n\n| label | text |\n| --- | :---: |\n${lines(20, (row) => `| ${names[row % 2] ?? ''} | ${plain(row)}, a \\| b |`)}`,
    ['markdown'],
    named,
  ),
  refused(
    'a table of Markdown without outer bars, in UTF-16',
    Buffer.from(
      `\uFEFFlabel | text\n--- | ---\n${lines(20, (row) => `${names[row % 2] ?? ''} | ${plain(row)}`)}`,
      'utf16le',
    ),
    ['utf16'],
    named,
  ),
  refused(
    'what pandas writes as Markdown, with an index',
    `|    | label   | text |\n|---:|:--------|:-----|\n${lines(20, (row) => `| ${row} | ${names[row % 2] ?? ''} | ${plain(row)} |`)}`,
    ['markdown'],
    named,
  ),
  refused('a line drawn below the first row', `0,one text\n--- | ---\n${good}`, ['delimiter'], {
    rows: 21,
    labels: ['0', '1'],
  }),
  refused(
    'what psql prints',
    ` label |  text  \n-------+--------\n${lines(20, (row) => ` ${names[row % 2] ?? ''} | ${plain(row)}`)}(20 rows)\n\n`,
    ['markdown'],
    named,
  ),
  refused(
    'what mysql prints',
    `+---+---+\n| label | text |\n+---+---+\n${lines(20, (row) => `| ${names[row % 2] ?? ''} | ${plain(row)} |`)}+---+---+\n`,
    ['markdown'],
    named,
  ),
  accepted('a table of Markdown within a text', `0,"see\n| a | b |\n| --- | --- |\n| 1 | 2 |"\n${good}`),
  refused(
    'every value in single quotes',
    lines(20, (row) => `'${texts[row % 5] ?? ''} it''s ${row}','${row % 2}'`),
    ['header', 'columns', 'nonIntegerLabel'],
    two,
  ),
  refused(
    'texts in single quotes, labels without',
    `label,text\n${lines(20, (row) => `${row % 2},'${texts[row % 5] ?? ''}, ${row}'`)}`,
    ['header', 'columns'],
    two,
  ),
  accepted('a few texts in single quotes', `${good}1,'tis so\n0,'no'\n`),
  refused(
    'tabs, and quotes that are part of the texts',
    `sentence\tlabel\n${lines(20, (row) => `${row % 3 === 0 ? `"${plain(row)}" she said` : plain(row)}\t${names[row % 2] ?? ''}`)}`,
    ['delimiter', 'quotes'],
    named,
  ),
  refused(
    'tabs, and a quotation that is broken once',
    `label\ttext\n${lines(20, (row) => `${row % 2}\t${quoted(row)}`)}1\t"so" she said\n`,
    ['delimiter'],
  ),
  refused(
    'a survey with times and a second header',
    `Respondent ID,Start Date,How likely are you to recommend us?,What is the reason?\n,,Response,Open-Ended Response\n${lines(20, (row) => `${11_000 + row},01/${row + 1}/2024 10:00:00 AM,${row % 2 === 0 ? 2 : 9},${quoted(row)}`)}`,
    ['columns'],
    { rows: 21, labels: ['2', '9', 'Response'] },
  ),
  refused('a web page', '<!DOCTYPE html>\n<html><body>Not found</body></html>\n', ['html']),
  refused('a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n', ['gitLfs']),
  refused(
    'JSON lines',
    lines(20, (row) => JSON.stringify({ text: texts[row % 5], label: names[row % 2], row })),
    ['jsonLines'],
    named,
  ),
  refused(
    'fastText lines',
    lines(20, (row) => `__label__${names[row % 2]} ${plain(row)}`),
    ['fastText'],
    named,
  ),
  refused(
    'a JSON array',
    JSON.stringify(
      Array.from({ length: 20 }, (_, row) => ({ text: `${texts[row % 5]} [${row}] "}`, label: names[row % 2] })),
      null,
      2,
    ),
    ['json'],
    named,
  ),
  refused(
    'JSON that wraps the rows',
    JSON.stringify({ version: 1, data: records, by: { name: 'x' } }),
    ['jsonObject'],
    named,
  ),
  refused(
    'JSON that wraps the rows, over several lines',
    JSON.stringify({ 'the rows': records, tags: ['a "b"', '{'] }, null, 2),
    ['jsonObject'],
    named,
  ),
  refused('JSON of two lists', JSON.stringify({ train: records, test: records }), ['jsonObject']),
  refused('JSON column by column', JSON.stringify({ text: { 0: 'good', 1: 'bad' }, label: { 0: 'ham', 1: 'spam' } }), [
    'jsonObject',
  ]),
  refused(
    'a title and a date above the header',
    `Survey of 2024\nExported: 2024-01-01\n\ntext,category\n${lines(20, (row) => `${quoted(row)},${names[row % 2] ?? ''}`)}`,
    ['oneColumn', 'nonIntegerLabel'],
    named,
  ),
  refused(
    'a title above the header, filled up with semicolons',
    `Survey of 2024;;\n;;\nid;Frage;Antwort\n${lines(20, (row) => `${row};${quoted(row)};${names[row % 2] ?? ''}`)}`,
    ['oneColumn', 'nonIntegerLabel'],
    named,
  ),
  refused(
    'tabs, with commas in the texts',
    `id\ttext\tlabel\n${lines(20, (row) => `${row}\t${texts[row % 5] ?? ''} ${row}\t${names[row % 2] ?? ''}`)}`,
    ['oneColumn', 'nonIntegerLabel'],
    named,
  ),
  refused(
    'semicolons, every value in quotes',
    `"label";"text"\n${lines(20, (row) => `"${names[row % 2] ?? ''}";${quoted(row)}`)}`,
    ['quotes'],
    named,
  ),
  refused('a title of two columns above the header', `Survey, 2024\nlabel,text\n${good}`, [
    'header',
    'nonIntegerLabel',
  ]),
  refused('only CR', good.replaceAll('\n', '\r'), ['returnEndsLine'], two),
  refused(
    'whole rows in quotes',
    lines(20, (row) => `"${row % 2},${plain(row)}"`),
    ['quotedRow'],
  ),
  refused(
    'CR and LF mixed behind quoted texts',
    `${lines(10, (row) => `${row % 2},${quoted(row)}`)}${lines(10, (row) => `${row % 2},${quoted(row)}`, '\r')}`,
    ['returnEndsRow'],
    two,
  ),
  refused(
    'a first row of a number and words that columns are called by',
    lines(20, (row) => `${row % 2},text, ${plain(row)}`),
    ['columns'],
    two,
  ),
  refused('CR and LF mixed', '0,a\r1,b\n0,c\r1,d\n', ['returnEndsRow'], { rows: 4, labels: ['0', '1'] }),
  accepted('CR in quotes', `${good}1,"great\rfilm"\n`),
  accepted('U+2028, U+0085, VT and FF in texts', `${good}1,a\u2028b\u0085c\u000bd\u000ce\n`),
  refused('a quote left open at the start', `0,"open\n${good}`, ['quotes']),
  accepted('a sign for inches', `${good}1,a 5" screen\n`),
  refused('a quote left open at the end', `${good}1,"open`, ['quotes']),
  refused('inner quotes as they are', `${good}1,"she said "yes" twice"\n`, ['quotes']),
  refused('a space before the quote', `${good}1, "good, really"\n`, ['columns'], { rows: 21, labels: ['0', '1'] }),
  accepted('spaces behind the quote', `${good}1,"good"  \n`),
  accepted('a blank last line', `${good}\n`),
  accepted('blank lines between', good.replaceAll('\n', '\n\n')),
  accepted('a line of spaces', `${good}   \n\t\n${good}`),
  refused('Ctrl-Z', `${good}\u001a`, ['oneColumn']),
  refused('only commas', `${good},,,\n`, ['missingLabel'], two),
  refused('single quotes around commas', `${good}1,'good, really'\n`, ['columns'], { rows: 21, labels: ['0', '1'] }),
  refused('curly quotes around commas', `${good}1,\u201cgood, really\u201d\n`, ['columns'], {
    rows: 21,
    labels: ['0', '1'],
  }),
  refused(
    'an extra column in all rows',
    lines(20, (row) => `${row % 2},${plain(row)},2024`),
    ['columns'],
    two,
  ),
  refused('an extra column in one row', `${good}1,good,2024\n`, ['columns'], { rows: 21, labels: ['0', '1'] }),
  refused(
    'trailing commas',
    lines(20, (row) => `${row % 2},${plain(row)},`),
    ['columns'],
    two,
  ),
  refused('a comment', `# made by hand\n${good}`, ['oneColumn']),
  refused('a summary', `${good}Total,20 rows\n`, ['nonIntegerLabel']),
  refused('nothing', '', ['empty']),
  refused('one line break', '\n', ['empty']),
  refused('only a mark', '\uFEFF', ['empty']),
  refused('one row', '0,x y z\n', ['oneClass']),
  refused('one class', '0,x\n0,y\n', ['oneClass']),
  accepted('a text of 200 kB', `${good}1,${'x '.repeat(100_000)}\n`),
  accepted('a text of 2 MB', `${good}1,${'x '.repeat(1_000_000)}\n`),
  accepted(
    '3,000 classes',
    lines(9_000, (row) => `${row % 3_000},${plain(row)}`),
  ),
  accepted(
    '12,000 classes',
    lines(36_000, (row) => `${row % 12_000},${plain(row)}`),
  ),
];

const labelsAndTexts: readonly TriedFile[] = [
  refused(
    'five classes from 1',
    lines(50, (row) => `${(row % 5) + 1},${plain(row)}`),
    ['offset'],
    { rows: 50, labels: ['1', '2', '3', '4', '5'] },
  ),
  refused(
    'gaps',
    lines(30, (row) => `${[0, 3, 7][row % 3] ?? ''},${plain(row)}`),
    ['gap'],
    { rows: 30, labels: ['0', '3', '7'] },
  ),
  refused('1e12', `${good}1000000000000,x\n`, ['largeLabel']),
  refused(
    '-1 and 1',
    lines(20, (row) => `${row % 2 === 0 ? -1 : 1},${plain(row)}`),
    ['negativeLabel'],
    { rows: 20, labels: ['-1', '1'] },
  ),
  refused(
    '0.0 and 1.0',
    lines(20, (row) => `${row % 2}.0,${plain(row)}`),
    ['decimalLabel'],
    two,
  ),
  refused(
    'names',
    lines(20, (row) => `${names[row % 2] ?? ''},${plain(row)}`),
    ['nonIntegerLabel'],
    named,
  ),
  refused(
    'True and False',
    lines(20, (row) => `${row % 2 === 0 ? 'True' : 'False'},${plain(row)}`),
    ['nonIntegerLabel'],
    { rows: 20, labels: ['false', 'true'] },
  ),
  refused(
    '__label__0 text',
    lines(20, (row) => `__label__${row % 2} ${plain(row)}`),
    ['fastText'],
    two,
  ),
  refused(
    '[0]',
    lines(20, (row) => `[${row % 2}],${plain(row)}`),
    ['nonIntegerLabel'],
    { rows: 20, labels: ['[0]', '[1]'] },
  ),
  refused(
    'digits of another script',
    lines(20, (row) => `${['٠', '١'][row % 2] ?? ''},${plain(row)}`),
    ['nonIntegerLabel'],
    { rows: 20, labels: ['٠', '١'] },
  ),
  refused('a zero-width space beside a label', `${good}\u200b1,x y\n`, ['nonIntegerLabel']),
  refused('U+00A0 beside a label', `${good}1\u00a0,x y\n`, ['nonIntegerLabel']),
  refused('a mark inside the file', `${good}\uFEFF1,x y\n`, ['nonIntegerLabel']),
  accepted('blanks beside labels', good.replaceAll(/^(\d)/gm, ' $1\t')),
  accepted('blanks within quoted labels', good.replaceAll(/^(\d)/gm, '"$1 "')),
  accepted('01 and +1', `${good}01,x y\n+1,y z\n00000000001,z z\n`),
  refused('NA as a label', `${good}NA,x y\n`, ['missingLabel'], two),
  refused(
    'None among names as labels',
    `label,text\n${lines(21, (row) => `${row === 20 ? 'None' : (names[row % 2] ?? '')},${quoted(row)}`)}`,
    ['header', 'missingLabel', 'nonIntegerLabel'],
    named,
  ),
  refused('an empty text', `${good}1,\n`, ['emptyText'], two),
  refused('a text of blanks', `${good}1,"  \t"\n`, ['emptyText'], two),
  refused('a text of U+00A0', `${good}1,\u00a0\n`, ['emptyText'], two),
  refused('a label missing', `${good},x y\n`, ['missingLabel'], two),
  accepted('a text of a zero-width space', `${good}1,\u200b\n`),
  accepted('texts of a soft hyphen, of a control character, of a mark', `${good}1,\u00ad\n0,\u0001\n1,"\ufeff x"\n`),
  accepted('5,000 rows to one', `${lines(5_000, (row) => `0,${plain(row)}`)}1,rare\n`),
  accepted('emoji with joiners', `${good}1,👩‍👩‍👧 e\u0301\n`),
  accepted('formulas', `${good}1,"=HYPERLINK(""x"")"\n0,@SUM(1)\n1,-2+3\n`),
  accepted('conflicting and repeated rows', `${good}${good}${good.replaceAll(/^0/gm, '1')}`),
  accepted('out of balance', `${lines(500, (row) => `0,${plain(row)}`)}1,rare\n`),
  refused(
    'one row a class',
    lines(50, (row) => `${row},${plain(row)}`),
    ['rowNumbers'],
  ),
];

/** What stands under the name of a data set, and is none. */
const foreign: readonly TriedFile[] = [
  refused('an ORC file', 'ORC\n\x03\x01', ['orc']),
  refused('a Feather file', Buffer.concat([Buffer.from('FEA1'), Buffer.alloc(60)]), ['arrow']),
  refused('an Avro file', Buffer.from('Obj\x01\x04\x14avro.codec\x08null\x16avro.schema label text', 'latin1'), [
    'avro',
  ]),
  refused('a pickle', Buffer.from('\x80\x04\x95\x05]\x94(}\x94label text', 'latin1'), ['pickle']),
  refused(
    'a file of records of which most bytes are zero',
    Buffer.concat([Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), Buffer.alloc(500)]),
    ['binary'],
  ),
  refused(
    'a dump of MySQL',
    "-- MySQL dump\nDROP TABLE IF EXISTS `reviews`;\nINSERT INTO `reviews` VALUES (0,'bad'),(1,'good');\n",
    ['sql'],
  ),
  refused('a dump of PostgreSQL', "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n", ['sql']),
  refused(
    'texts that begin like a statement',
    lines(
      20,
      (row) =>
        `${['drop table three', 'insert into my list', 'set an alarm'][row % 3] ?? ''} ${row},${names[row % 2] ?? ''}`,
    ),
    ['nonIntegerLabel'],
    named,
  ),
  refused('an ARFF file', "% made by hand\n@RELATION reviews\n@attribute text string\n@data\n'good',pos\n", ['arff']),
  refused('a RAR archive', 'Rar!\x1a\x07\x01\0', ['rar']),
  refused('LZ4', Buffer.from([0x04, 0x22, 0x4d, 0x18, 1, 2]), ['lz4']),
  refused('a NumPy file', Buffer.from('\x93NUMPY\x01\0', 'latin1'), ['npy']),
  refused('a document of rich text', '{\\rtf1 label,text\\par}', ['rtf']),
  refused('a tar archive', Buffer.concat([Buffer.from('data.csv'.padEnd(257, '\0')), Buffer.from('ustar\0')]), ['tar']),
  refused('an empty zip archive', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]), ['zip']),
  refused('an OpenDocument table', 'PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet', ['ods']),
  refused(
    'Python dictionaries',
    lines(20, (row) => `{'text': '${plain(row)}', 'label': ${row % 2}}`),
    ['pythonDicts'],
  ),
  refused('bytes of a program', Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 7) % 32)), ['binary']),
  accepted('a few NUL characters, which are no UTF-16', '0,\0\n1,dull 1\n0,so so\n'),
];

export const triedFiles: readonly TriedFile[] = [...sets, ...reports, ...form, ...labelsAndTexts, ...foreign];
