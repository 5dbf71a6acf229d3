import type { FileKind } from '../../file-kind.js';
import { fileKind } from '../../file-kind.js';
import { classFolders } from './class-folders.js';
import { csvTable } from './csv-table.js';
import { encodingOf } from './encoding.js';
import { fastTextTable } from './fast-text-table.js';
import { foldersTable } from './folders-table.js';
import { openInput } from './input.js';
import { jsonTable } from './json-table.js';
import { markdownTable } from './markdown-table.js';
import { parquetTable } from './parquet-table.js';
import type { Table, TableOptions } from './table.js';
import { UnreadableInput } from './table.js';

const jsonKinds = new Set(['jsonLines', 'json', 'jsonObject']);

/** An input of any format: a directory with a folder for each class, or a file, by what it begins with. @throws UnreadableInput */
export async function openTable(location: string, given: TableOptions): Promise<Table> {
  const folders = await classFolders(location);
  if (folders !== null) return foldersTable(location, folders, given);
  const input = await openInput(location, given.mostUnpacked);
  if (input.kind?.name === 'parquet') return parquetTable(input, given);
  const kind = input.kind === null ? null : await textKind(input.kind, input.head);
  if (kind !== null && jsonKinds.has(kind.name)) return jsonTable(input, kind, given);
  if (kind?.name === 'fastText') return fastTextTable(input, given);
  if (kind?.name === 'markdown') return markdownTable(input, given);
  if (kind?.preparable === false) throw new UnreadableInput(`${kind.what}; ${kind.mend}`);
  return csvTable(input, given);
}

/** UTF-16 may hold JSON as well as rows. */
async function textKind(kind: FileKind, head: Buffer): Promise<FileKind | null> {
  if (kind.name !== 'utf16') return kind;
  const encoding = await encodingOf(single(head));
  return fileKind(Buffer.from(new TextDecoder(encoding).decode(head, { stream: true })));
}

async function* single(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
