import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { fileBytes } from '../../file-bytes.js';
import type { FileKind } from '../../file-kind.js';
import { fileKind } from '../../file-kind.js';
import { dataFileOf, dataFilesIn, onceOnly } from '../../data-file.js';
import { shellWord } from '../../../contract/shell-word.js';
import { TooMuchUnpacked, UnreadableInput } from './table.js';

/** A file that is unpacked as it is read. */
export interface Input {
  readonly file: string;
  /** Without what packed it: `reviews.csv` for `reviews.csv.gz`. */
  readonly name: string;
  /** What its content begins with says; null for text that may hold rows. */
  readonly kind: FileKind | null;
  readonly head: Buffer;
  /** In words, "" for one that is not packed. */
  readonly packed: string;
  /** The content, from the start at each call. */
  bytes(): AsyncIterable<Uint8Array>;
}

const headBytes = 1 << 18;

/** What stands behind a question mark may sign the URL: it is not shown, and so not in a command either. */
const downloadOf = (url: string): string =>
  url.includes('?') ? "curl -Lo data.csv 'URL', with the whole URL in its quotes" : `curl -LO ${shellWord(url)}`;

/** @throws UnreadableInput for a file that is not there, or is of a kind that is not read */
export async function openInput(location: string, mostUnpacked = Infinity): Promise<Input> {
  if (location === '-')
    throw new UnreadableInput('is standard input, which can be read only once; save it to a file, and give that');
  if (/^s3:\/\//i.test(location))
    throw new UnreadableInput(
      `is on S3; download it first: aws s3 cp ${shellWord(location.replace(/\/$/, '/data.csv'))} .`,
    );
  if (/^https?:\/\//i.test(location))
    throw new UnreadableInput(`is on the web; download it first: ${downloadOf(location)}`);
  const file = await dataFileOf(location).catch(() => location);
  await mustBeFile(file, location);
  const head = await headOf(file);
  const kind = fileKind(head);
  if (kind?.name === 'gzip') {
    const bytes = (): AsyncIterable<Uint8Array> => bounded(gunzipped(file), mostUnpacked);
    return unpacked(file, path.basename(file).replace(/\.gz$/i, ''), 'gzip', bytes);
  }
  if (kind?.name === 'zip') {
    const { onlyEntry, entryBytes } = await import('./zip.js');
    const entry = await onlyEntry(file);
    return unpacked(file, entry, 'zip', () => bounded(entryBytes(file, entry), mostUnpacked));
  }
  return checked({ file, name: path.basename(file), kind, head, packed: '', bytes: () => fileBytes(file) });
}

/** Inputs are read more than once: a pipe would be empty by then, or wait for ever. */
async function mustBeFile(file: string, location: string): Promise<void> {
  const once = await onceOnly(file);
  if (once !== null) throw new UnreadableInput(once);
  const entry = await stat(file).catch(() => null);
  if (entry !== null || file === location) return;
  const others = await dataFilesIn(location);
  if (others.length > 0)
    throw new UnreadableInput(
      `holds no data.csv; give the files that you mean (${others.slice(0, 5).join(', ')}${others.length > 5 ? ', …' : ''}), or put the texts of each class into a folder of its name`,
    );
  throw new UnreadableInput('is a directory without a data.csv, and without a folder for each class; give a file');
}

async function unpacked(
  file: string,
  name: string,
  packed: string,
  bytes: () => AsyncIterable<Uint8Array>,
): Promise<Input> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes()) {
    pieces.push(Buffer.from(piece));
    length += piece.length;
    if (length >= headBytes) break;
  }
  const head = Buffer.concat(pieces);
  return checked({ file, name, kind: fileKind(head), head, packed, bytes });
}

function checked(input: Input): Input {
  const { kind } = input;
  if (kind === null || (kind.preparable && kind.name !== 'gzip' && kind.name !== 'zip')) {
    if (input.packed !== '' && kind?.name === 'parquet') throw new UnreadableInput('holds a Parquet file; unpack it');
    return input;
  }
  throw new UnreadableInput(`${kind.what}; ${kind.mend}`);
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UnreadableInput('does not exist');
    if (error.code === 'EACCES') throw new UnreadableInput('may not be read; check its permissions');
    throw new UnreadableInput(`can't be read (${error.message})`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw new UnreadableInput(`can't be read (${(error as Error).message}); give a file`);
  } finally {
    await handle.close();
  }
}

async function* bounded(pieces: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > most) throw new TooMuchUnpacked(`unpacks to more than ${most} bytes`);
    yield piece;
  }
}

async function* gunzipped(file: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file);
  const stream = source.pipe(createGunzip());
  source.on('error', (error) => stream.destroy(error));
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } catch (error) {
    throw new UnreadableInput(`can't be unpacked (${(error as Error).message}); it may be cut off`);
  } finally {
    source.destroy();
  }
}
