import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { shellWord } from '../../../contract/shell-word.js';
import { UnreadableInput } from './table.js';

/** The texts of one class: each a file in the folder of its name. */
interface ClassFolder {
  readonly name: string;
  /** In the order of their names. */
  readonly files: readonly string[];
}

export interface ClassFolders {
  readonly folders: readonly ClassFolder[];
  /** Files beside the folders, which are no texts. */
  readonly besides: number;
}

/** Rows are in these, not one text. */
const holdsRows = /\.(csv|tsv|jsonl?|ndjson|parquet|xlsx?|gz|zip)$/i;

/**
 * What a directory holds that has a folder for each class; null for anything else.
 * @throws UnreadableInput for one that has such folders further down, or tables in them
 */
export async function classFolders(directory: string): Promise<ClassFolders | null> {
  const found = await listed(directory);
  if (found === null || found.folders.length === 0 || found.files.some((name) => holdsRows.test(name))) return null;
  const within = await Promise.all(
    found.folders.map(async (name) => ({
      name,
      ...((await listed(path.join(directory, name))) ?? { folders: [], files: [] }),
    })),
  );
  const deep = within.filter(({ folders }) => folders.length > 0);
  const deeper = deep.find(({ name }) => name === 'train') ?? deep[0];
  if (deeper !== undefined) {
    const named = deeper.folders.slice(0, 3).map((name) => `${deeper.name}/${name}`);
    throw new UnreadableInput(
      `has folders in its folders (${named.join(', ')}${deeper.folders.length > 3 ? ', …' : ''}); give the one that holds a folder for each class: ${shellWord(path.join(directory, deeper.name))}`,
    );
  }
  const tables = within.flatMap(({ name, files }) =>
    files.filter((file) => holdsRows.test(file)).map((file) => `${name}/${file}`),
  );
  if (tables.length > 0) {
    const named = `${tables.slice(0, 3).join(', ')}${tables.length > 3 ? ', …' : ''}`;
    throw new UnreadableInput(`has tables in its folders (${named}), not texts; give those files`);
  }
  const folders = within.filter(({ files }) => files.length > 0);
  return folders.length === 0 ? null : { folders, besides: found.files.length };
}

/** Without what is hidden; null for what is no directory. */
async function listed(directory: string): Promise<{ folders: string[]; files: string[] } | null> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => null);
  if (entries === null) return null;
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const isFolder = entry.isSymbolicLink()
      ? await stat(path.join(directory, entry.name)).then(
          (target) => target.isDirectory(),
          () => false,
        )
      : entry.isDirectory();
    (isFolder ? folders : files).push(entry.name);
  }
  return { folders: folders.sort(), files: files.sort() };
}
