import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '../temporary-directory.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** The page as it is shipped, built from the sources of now; by a process of its own, since under NODE_ENV=test React is another. */
export function builtPage(): string {
  const outDir = path.join(temporaryDirectory(), 'page');
  execFileSync(
    process.execPath,
    [vite, 'build', 'src/console/page', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  return outDir;
}
