import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentSource } from './documents.js';
import { CatalogError } from './errors.js';

/**
 * Documents from local directories, chosen as in the Python SDK by
 * `AWS_JUMPSTART_MANIFEST_LOCAL_ROOT_DIR_OVERRIDE` and `AWS_JUMPSTART_SPECS_LOCAL_ROOT_DIR_OVERRIDE` (both must be set).
 * Returns null when they are not.
 */
export async function directorySource(environment: NodeJS.ProcessEnv = process.env): Promise<DocumentSource | null> {
  const manifests = environment['AWS_JUMPSTART_MANIFEST_LOCAL_ROOT_DIR_OVERRIDE'];
  const specs = environment['AWS_JUMPSTART_SPECS_LOCAL_ROOT_DIR_OVERRIDE'];
  if (!manifests || !specs) return null;
  for (const directory of [manifests, specs]) {
    const isDirectory = await stat(directory).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    if (!isDirectory)
      throw new CatalogError(
        'catalogue',
        `"${directory}" is not a directory; mend or unset AWS_JUMPSTART_*_LOCAL_ROOT_DIR_OVERRIDE`,
      );
  }
  return {
    name: specs,
    read: (key) => readFile(within(key.endsWith('manifest.json') ? manifests : specs, key), 'utf8'),
  };
}

function within(root: string, key: string): string {
  const file = path.resolve(root, key);
  if (!file.startsWith(path.resolve(root) + path.sep))
    throw new CatalogError('catalogue', `"${key}" leads out of ${root}`);
  return file;
}
