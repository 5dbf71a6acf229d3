import { linesBeforeTable } from './markdown.js';

/** What a file is that is not UTF-8 text with rows, and what to do about it. */
export interface FileKind {
  readonly name: string;
  readonly what: string;
  readonly mend: string;
  /** `data prepare` reads it. */
  readonly preparable: boolean;
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);

interface Magic {
  readonly name: string;
  readonly starts: Buffer;
  readonly what: string;
  readonly mend: string;
  readonly preparable?: boolean;
}

/** By what files begin with; the first that fits. UTF-32 stands before UTF-16, whose mark is the beginning of its own. */
const magics: readonly Magic[] = [
  {
    name: 'gzip',
    starts: bytes(0x1f, 0x8b),
    what: 'is compressed with gzip',
    mend: 'unpack it (gunzip)',
    preparable: true,
  },
  {
    name: 'parquet',
    starts: Buffer.from('PAR1'),
    what: 'is a Parquet file',
    mend: 'write it as CSV',
    preparable: true,
  },
  { name: 'bzip2', starts: Buffer.from('BZh'), what: 'is compressed with bzip2', mend: 'unpack it (bunzip2)' },
  { name: 'xz', starts: bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a), what: 'is compressed with xz', mend: 'unpack it (unxz)' },
  {
    name: 'zstd',
    starts: bytes(0x28, 0xb5, 0x2f, 0xfd),
    what: 'is compressed with Zstandard',
    mend: 'unpack it (unzstd)',
  },
  { name: '7z', starts: bytes(0x37, 0x7a, 0xbc, 0xaf), what: 'is a 7-Zip archive', mend: 'unpack it' },
  {
    name: 'xls',
    starts: bytes(0xd0, 0xcf, 0x11, 0xe0),
    what: 'is an old Excel workbook',
    mend: 'save it as "CSV UTF-8"',
  },
  { name: 'pdf', starts: Buffer.from('%PDF'), what: 'is a PDF document', mend: 'give the data as CSV' },
  {
    name: 'sqlite',
    starts: Buffer.from('SQLite format 3'),
    what: 'is a SQLite database',
    mend: 'export a table as CSV',
  },
  { name: 'npy', starts: bytes(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59), what: 'is a NumPy file', mend: 'write it as CSV' },
  { name: 'orc', starts: Buffer.from('ORC'), what: 'is an ORC file', mend: 'write it as CSV or Parquet' },
  { name: 'rar', starts: Buffer.from('Rar!'), what: 'is a RAR archive', mend: 'unpack it' },
  { name: 'lz4', starts: bytes(0x04, 0x22, 0x4d, 0x18), what: 'is compressed with LZ4', mend: 'unpack it (unlz4)' },
  { name: 'zip', starts: bytes(0x50, 0x4b, 5, 6), what: 'is a zip archive that holds no file', mend: 'fetch it again' },
  { name: 'rtf', starts: Buffer.from('{\\rtf'), what: 'is a text document (RTF)', mend: 'give the data as CSV' },
  {
    name: 'pythonDicts',
    starts: Buffer.from("{'"),
    what: 'holds Python dictionaries, not JSON',
    mend: "write a line of JSON for each: python3 -c 'import ast, json, sys; [print(json.dumps(ast.literal_eval(line))) for line in sys.stdin]' < FILE > rows.jsonl",
  },
  { name: 'arrow', starts: Buffer.from('FEA1'), what: 'is a Feather file', mend: 'write it as CSV or Parquet' },
  { name: 'avro', starts: Buffer.from('Obj\x01'), what: 'is an Avro file', mend: 'write it as CSV or Parquet' },
  ...[2, 3, 4, 5].map((protocol) => ({
    name: 'pickle',
    starts: bytes(0x80, protocol),
    what: 'is a pickle of Python',
    mend: 'write it as CSV, with pandas: read_pickle(FILE).to_csv("rows.csv", index=False)',
  })),
  { name: 'arrow', starts: Buffer.from('ARROW1'), what: 'is an Arrow file', mend: 'write it as CSV or Parquet' },
  {
    name: 'gitLfs',
    starts: Buffer.from('version https://git-lfs'),
    what: 'is a Git LFS pointer, not the data itself',
    mend: 'fetch the data (git lfs pull)',
  },
  { name: 'utf32', starts: bytes(0xff, 0xfe, 0, 0), what: 'is UTF-32', mend: 'save it as UTF-8' },
  { name: 'utf32', starts: bytes(0, 0, 0xfe, 0xff), what: 'is UTF-32', mend: 'save it as UTF-8' },
  { name: 'utf16', starts: bytes(0xff, 0xfe), what: 'is UTF-16', mend: 'save it as UTF-8', preparable: true },
  { name: 'utf16', starts: bytes(0xfe, 0xff), what: 'is UTF-16', mend: 'save it as UTF-8', preparable: true },
];

/** Names of all kinds. @internal */
export const fileKindNames: readonly string[] = [
  ...new Set(magics.map(({ name }) => name)),
  'tar',
  'ods',
  'binary',
  'xlsx',
  'docx',
  'html',
  'sql',
  'arff',
  'jsonLines',
  'json',
  'jsonObject',
  'fastText',
  'markdown',
];

/** What kind of file begins like that; null for one that may hold rows of UTF-8 text, or nearly so. */
export function fileKind(head: Buffer): FileKind | null {
  const magic = magics.find(({ starts }) => head.subarray(0, starts.length).equals(starts));
  if (magic !== undefined) return { ...magic, preparable: magic.preparable === true };
  if (head.subarray(0, 4).equals(bytes(0x50, 0x4b, 3, 4))) return archive(head);
  if (head.toString('latin1', 257, 262) === 'ustar') {
    return { name: 'tar', what: 'is a tar archive', mend: 'unpack it (tar -xf)', preparable: false };
  }
  const wide = unmarkedWidth(head);
  if (wide !== null) {
    const name = wide.startsWith('utf-32') ? 'utf32' : 'utf16';
    const what = name === 'utf32' ? 'is UTF-32' : 'is UTF-16 (without a mark)';
    return { name, what, mend: 'save it as UTF-8', preparable: name === 'utf16' };
  }
  return isBinary(head)
    ? { name: 'binary', what: 'is not text', mend: 'give the data as CSV, JSON or Parquet', preparable: false }
    : document(head);
}

/** Texts hold hardly any control characters but those that set lines; a few slip into some. */
function isBinary(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) controls += 1;
  return controls >= 32 && controls > head.length / 20;
}

function archive(head: Buffer): FileKind {
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument')) {
    return { name: 'ods', what: 'is an OpenDocument file', mend: 'save it as CSV in UTF-8', preparable: false };
  }
  if (/word\/(document|_rels)|ppt\/(presentation|slides)/.test(head.toString('latin1'))) {
    return { name: 'docx', what: 'is a document of Office', mend: 'give the data as CSV', preparable: false };
  }
  if (head.includes('[Content_Types].xml') || head.includes('xl/workbook.xml')) {
    return { name: 'xlsx', what: 'is an Excel workbook', mend: 'save it as "CSV UTF-8"', preparable: false };
  }
  return { name: 'zip', what: 'is a zip archive', mend: 'unpack it', preparable: true };
}

/** UTF-16 and UTF-32 without a byte order mark: in text of mostly Latin letters, the same bytes of each unit are zero. */
export function unmarkedWidth(head: Buffer): 'utf-16le' | 'utf-16be' | 'utf-32' | null {
  const zeros = [0, 0, 0, 0];
  const looked = Math.min(head.length, 4_096) & ~3;
  for (let at = 0; at < looked; at++) if (head[at] === 0) zeros[at % 4]! += 1;
  const [a = 0, b = 0, c = 0, d = 0] = zeros.map((count) => (looked === 0 ? 0 : count / (looked / 4)));
  if (b > 0.7 && c > 0.7 && Math.max(a, d) > 0.7 && Math.min(a, d) < 0.3) return 'utf-32';
  if (b > 0.4 && d > 0.4 && a < 0.1 && c < 0.1) return 'utf-16le';
  if (a > 0.4 && c > 0.4 && b < 0.1 && d < 0.1) return 'utf-16be';
  return foreignWidth(head.subarray(0, looked), a + c, b + d);
}

/** Of letters beyond Latin ones only blanks, delimiters and line ends have a zero byte, all of them on the same side: text, if it is some. */
function foreignWidth(head: Buffer, even: number, odd: number): 'utf-16le' | 'utf-16be' | null {
  const [more, less] = [Math.max(even, odd), Math.min(even, odd)];
  // A few NUL characters are no encoding.
  if (more < 0.08 || (more * head.length) / 4 < 8 || less > more / 10) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return text.includes('\n') && !text.includes('\0') ? encoding : null;
  } catch {
    return null;
  }
}

/** JSON lines that hold lists instead of objects: the first line is one, and the next begins with another. */
const isListALine = (head: Buffer): boolean => /^\uFEFF?\[[^\r\n]*\]\r?\n\[/.test(head.toString('utf8', 0, 1 << 16));

/** An object that goes over several lines, or stands alone: its rows are within it, if it has some. */
function isOneObject(head: Buffer): boolean {
  const text = head.toString('utf8').trimStart();
  const end = text.indexOf('\n');
  return end === -1 || !text.slice(0, end).trimEnd().endsWith('}') || text.slice(end).trim() === '';
}

/** Text, but not rows. */
function document(head: Buffer): FileKind | null {
  const opening = head
    .toString('utf8', 0, 4_096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  const text = opening.slice(0, 512);
  if (/^<(!doctype html|html|\?xml|head|body|table)/i.test(text)) {
    const mend = 'give the data as CSV; where a page was saved in place of a file, download the file itself';
    return { name: 'html', what: 'is a web page or XML', mend, preparable: false };
  }
  if (/^\{\s*"/.test(text) && isOneObject(head)) {
    return { name: 'jsonObject', what: 'is JSON, not CSV', mend: 'write label,text rows', preparable: true };
  }
  if (/^\{\s*"/.test(text) || isListALine(head)) {
    return { name: 'jsonLines', what: 'is JSON lines, not CSV', mend: 'write label,text rows', preparable: true };
  }
  if (/^\[\s*[{["]/.test(text)) {
    return { name: 'json', what: 'is a JSON array, not CSV', mend: 'write label,text rows', preparable: true };
  }
  if (/^__label__\S/.test(text)) {
    return { name: 'fastText', what: 'is lines of fastText, not CSV', mend: 'write label,text rows', preparable: true };
  }
  if (/^(--[^\n]*\n|\s)*(DROP TABLE|CREATE (TABLE|DATABASE)|INSERT INTO|SET \w+ ?=|\/\*!\d+) ?/.test(opening)) {
    const mend = 'load it into its database, and export the table as CSV';
    return { name: 'sql', what: 'holds statements of SQL, not rows', mend, preparable: false };
  }
  if (/^(%[^\n]*\n|\s)*@relation\s/i.test(opening)) {
    return { name: 'arff', what: 'is an ARFF file of Weka', mend: 'save it as CSV there', preparable: false };
  }
  if (linesBeforeTable(head.toString('utf8', 0, 1 << 16)) !== null) {
    return {
      name: 'markdown',
      what: 'is a table of bars and dashes, as Markdown has them, not CSV',
      mend: 'write label,text rows',
      preparable: true,
    };
  }
  return null;
}
