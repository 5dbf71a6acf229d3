// Checks the types of the sources and tests, of the console's page, and of the programs in JavaScript, which import what is built.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
try {
  node('scripts/build.mjs');
  for (const project of ['tsconfig.json', 'src/console/page/tsconfig.json', 'tsconfig.programs.json']) {
    node('node_modules/typescript-7/bin/tsc', '--noEmit', '-p', project);
  }
} catch {
  process.exitCode = 1;
}
