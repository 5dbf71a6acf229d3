import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { counted } from '../../counted.js';
import { fileKind } from '../../file-kind.js';
import type { ClassFolders } from './class-folders.js';
import { encodingName, encodingOf, knownEncoding } from './encoding.js';
import { RecordRow } from './record-table.js';
import type { Table, TableOptions } from './table.js';
import { sampleRows } from './table.js';

const columns = ['label', 'text'];
/** Bytes of a text that is read. */
const longestText = 1 << 24;
/** Texts too, though nobody would take their files for rows. */
const written = new Set(['html', 'pythonDicts']);

/** A directory with a folder for each class: the folder's name is the label, each file in it a text. */
export async function foldersTable(
  directory: string,
  { folders, besides }: ClassFolders,
  given: TableOptions,
): Promise<Table> {
  const encoding =
    given.encoding === undefined ? await encodingOf(allBytes(directory, folders)) : knownEncoding(given.encoding);
  const most = Math.ceil(sampleRows / folders.length);
  const sample: string[][] = [];
  for (const { name, files } of folders) {
    for (const file of files.slice(0, most)) {
      sample.push([name, (await textOf(path.join(directory, name, file), encoding)).text]);
    }
  }
  return {
    file: directory,
    form: [
      `a folder for each of ${counted(folders.length, 'class', 'classes')}`,
      encodingName(encoding),
      ...(besides === 0 ? [] : [`without the ${counted(besides, 'file', 'files')} beside the folders`]),
    ].join(', '),
    columns,
    sample,
    options: encoding === 'utf-8' ? {} : { encoding },
    read: async (visit) => {
      const row = new RecordRow(columns);
      for (const { name, files } of folders) {
        for (const file of files) {
          const { text, fault } = await textOf(path.join(directory, name, file), encoding);
          row.row += 1;
          row.line = row.row;
          row.members = { label: name, text };
          row.text = `${name}/${file}`;
          row.fault = fault;
          visit(row);
        }
      }
    },
  };
}

async function textOf(file: string, encoding: string): Promise<{ text: string; fault: string | null }> {
  const without = (fault: string): { text: string; fault: string } => ({ text: '', fault });
  const bytes = await bytesOf(file);
  if (typeof bytes === 'string') return without(bytes);
  const kind = fileKind(bytes.subarray(0, 1 << 12));
  if (kind !== null && !kind.preparable && !written.has(kind.name)) return without(kind.what);
  if (encoding === 'utf-8' && !isUtf8(bytes)) {
    return without('has bytes that are not UTF-8: give the --encoding of the files');
  }
  return { text: new TextDecoder(encoding).decode(bytes).trim(), fault: null };
}

/** The content, or why there is none. */
async function bytesOf(file: string): Promise<Buffer | string> {
  try {
    const entry = await stat(file);
    if (!entry.isFile()) return 'is no file';
    return entry.size > longestText ? 'is longer than 16 MB' : await readFile(file);
  } catch (error) {
    return `can't be read (${(error as Error).message})`;
  }
}

/** One text behind another, parted so that no character goes over two. */
async function* allBytes(directory: string, folders: ClassFolders['folders']): AsyncGenerator<Uint8Array> {
  for (const { name, files } of folders) {
    for (const file of files) {
      const bytes = await bytesOf(path.join(directory, name, file));
      if (typeof bytes !== 'string') yield Buffer.concat([bytes, Buffer.from('\n')]);
    }
  }
}
