import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDataset } from '../../../src/dataset/index.js';
import type { PreparedDataset } from '../../../src/dataset/index.js';
import type { PrepareRequest } from '../../../src/dataset/prepare/request.js';

/** Of all files of tests in this process, and gone with it. */
const root = mkdtempSync(path.join(tmpdir(), 'tunewright-test-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
let made = 0;

/** A new path of its own. */
export const newPath = (name: string): string => path.join(root, `${made++}-${name}`);

export async function fileOf(content: string | Uint8Array, name = 'raw.csv'): Promise<string> {
  const file = newPath(name);
  await writeFile(file, content);
  return file;
}

export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/dataset/${name}`, import.meta.url));

/** Prepares files of this content, into a directory of their own. */
export async function prepared(
  contents: string | Uint8Array | readonly string[],
  options: Partial<PrepareRequest> = {},
): Promise<PreparedDataset> {
  const all = Array.isArray(contents) ? (contents as readonly string[]) : [contents as string | Uint8Array];
  const inputs = await Promise.all(all.map((content) => fileOf(content)));
  return prepareDataset({ inputs, out: newPath('out'), ...options });
}

/** Label and text of each row that was written. */
export async function rowsOf({ out }: PreparedDataset, part = ''): Promise<[number, string][]> {
  const csv = await readFile(path.join(out, part, 'data.csv'), 'utf8');
  return [...csv.matchAll(/^(\d+),"((?:[^"]|"")*)"\n/gm)].map(([, label, text = '']) => [
    Number(label),
    text.replaceAll('""', '"'),
  ]);
}

export const messagesOf = ({ problems }: PreparedDataset): string => problems.map(({ message }) => message).join('\n');
