import { promisify } from 'node:util';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { UnreadableInput } from './table.js';

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open);

/** Files that archives hold besides their data. */
const besides = /(^|\/)(__MACOSX\/|\.|readme|license|thumbs\.db$|desktop\.ini$)/i;

/** An archive of one file and what belongs to it has far fewer; each costs a look. */
const mostEntries = 1_000;

/** The name of the one data file in an archive. @throws UnreadableInput where there is none, or more than one */
export async function onlyEntry(file: string): Promise<string> {
  const names: string[] = [];
  await eachEntry(file, ({ fileName }) => {
    if (!fileName.endsWith('/') && !besides.test(fileName)) names.push(fileName);
    return false;
  });
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  const what = names.length === 0 ? 'no file' : `${names.length} files (${names.slice(0, 5).join(', ')})`;
  throw new UnreadableInput(`holds ${what}; unpack it, and give the files or the directory that you mean`);
}

export async function* entryBytes(file: string, name: string): AsyncGenerator<Uint8Array> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false });
  try {
    const entry = await find(zip, ({ fileName }) => fileName === name);
    if (entry === null) throw new UnreadableInput(`does not hold ${name}`);
    if (entry.isEncrypted()) throw new UnreadableInput(`holds ${name} under a password; unpack it`);
    const stream = await promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry).catch(cantUnpack);
    try {
      for await (const piece of stream) yield piece as Uint8Array;
    } catch (error) {
      cantUnpack(error as Error);
    }
  } finally {
    zip.close();
  }
}

function cantUnpack(error: Error): never {
  throw new UnreadableInput(`can't be unpacked (${error.message}); unpack it otherwise, or fetch it again`);
}

async function eachEntry(file: string, visit: (entry: Entry) => boolean): Promise<void> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false }).catch((error: Error) => {
    throw new UnreadableInput(`can't be unpacked (${error.message}); it may be cut off`);
  });
  try {
    if (zip.entryCount > mostEntries) {
      throw new UnreadableInput(`holds ${zip.entryCount} files; unpack it and give the files that you mean`);
    }
    await find(zip, visit);
  } finally {
    zip.close();
  }
}

function find(zip: ZipFile, wanted: (entry: Entry) => boolean): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (wanted(entry)) resolve(entry);
      else zip.readEntry();
    });
    zip.on('end', () => resolve(null));
    zip.on('error', reject);
    zip.readEntry();
  });
}
