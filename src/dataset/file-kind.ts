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
  ...magics.map(({ name }) => name),
  'zip',
  'xlsx',
  'html',
  'jsonLines',
  'json',
];

/** What kind of file begins like that; null for one that may hold rows of UTF-8 text, or nearly so. */
export function fileKind(head: Buffer): FileKind | null {
  const magic = magics.find(({ starts }) => head.subarray(0, starts.length).equals(starts));
  if (magic !== undefined) return { ...magic, preparable: magic.preparable === true };
  if (head.subarray(0, 4).equals(bytes(0x50, 0x4b, 3, 4))) return archive(head);
  const wide = unmarkedWidth(head);
  if (wide !== null) {
    const name = wide.startsWith('utf-32') ? 'utf32' : 'utf16';
    const what = name === 'utf32' ? 'is UTF-32' : 'is UTF-16 (without a mark)';
    return { name, what, mend: 'save it as UTF-8', preparable: name === 'utf16' };
  }
  return document(head);
}

function archive(head: Buffer): FileKind {
  if (head.includes('[Content_Types].xml') || head.includes('xl/')) {
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
  if (b > 0.7 && c > 0.7 && (a > 0.7 || d > 0.7)) return 'utf-32';
  if (b > 0.4 && d > 0.4 && a < 0.1 && c < 0.1) return 'utf-16le';
  if (a > 0.4 && c > 0.4 && b < 0.1 && d < 0.1) return 'utf-16be';
  return null;
}

/** Text, but not rows. */
function document(head: Buffer): FileKind | null {
  const text = head
    .toString('utf8', 0, 512)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^<(!doctype html|html|\?xml|head|body)/i.test(text)) {
    const mend = 'download the file itself (a page was saved in its place)';
    return { name: 'html', what: 'is a web page or XML', mend, preparable: false };
  }
  if (/^\{\s*"/.test(text)) {
    return { name: 'jsonLines', what: 'is JSON lines, not CSV', mend: 'write label,text rows', preparable: true };
  }
  if (/^\[\s*[{["]/.test(text)) {
    return { name: 'json', what: 'is a JSON array, not CSV', mend: 'write label,text rows', preparable: true };
  }
  return null;
}
