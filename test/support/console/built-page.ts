import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { temporaryDirectory } from '../temporary-directory.js';

const root = fileURLToPath(new URL('../../../src/console/page', import.meta.url));

/** The page as it is shipped, built from the sources of now. */
export async function builtPage(): Promise<string> {
  const outDir = path.join(temporaryDirectory(), 'page');
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  return outDir;
}
