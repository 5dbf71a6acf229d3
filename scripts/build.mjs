// Compiles src/ to dist/, builds the page of the console, bundles the workflows, writes the JSON Schemas of the requests, and marks the
// command as executable. Skips what is up to date.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const stamp = path.join(dist, '.build-stamp');

/** A digest of everything that the build is made from. */
function sourcesDigest() {
  const hash = createHash('sha256');
  const add = (file) => hash.update(path.relative(root, file)).update(readFileSync(file));
  for (const name of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/build.mjs',
  ]) {
    add(path.join(root, name));
  }
  const files = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true });
  for (const entry of files
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name))
    .sort()) {
    add(entry);
  }
  return hash.digest('hex');
}

const digest = sourcesDigest();
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && !process.argv.includes('--force')) process.exit(0);

console.error('Building (once per change of the sources) …');
rmSync(dist, { recursive: true, force: true });
// The native compiler, four times as quick; that of version 6 is there for ESLint and TypeDoc, which need its interface.
const tsc = path.join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
execFileSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')], { stdio: ['ignore', 2, 2] });
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
execFileSync(process.execPath, [vite, 'build', path.join(root, 'src', 'console', 'page'), '--logLevel', 'warn'], {
  stdio: ['ignore', 2, 2],
});
const { bundleWorkflows } = await import(pathToFileURL(path.join(dist, 'worker', 'bundle.js')).href);
writeFileSync(path.join(dist, 'workflow-bundle.js'), (await bundleWorkflows()).code);
const { jsonSchemas } = await import(pathToFileURL(path.join(dist, 'contract', 'schema', 'json-schema.js')).href);
mkdirSync(path.join(dist, 'schema'));
for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(path.join(dist, 'schema', `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
chmodSync(path.join(dist, 'cli', 'main.js'), 0o755);
writeFileSync(stamp, digest);
