import { execFile } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readPage } from '../docs/pages.js';
import type { Command } from '../support/command.js';
import { bareEnvironment, program } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import type { Packed } from './installed.js';
import { install, pack } from './installed.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const project = temporaryDirectory();
const run = promisify(execFile);
const manifest = JSON.parse(readPage('package.json')) as {
  exports: Record<string, string | { types: string; default: string }>;
  scripts: Record<string, string>;
};
/** The entries that are code, as others import them. */
const modules = Object.entries(manifest.exports).flatMap(([name, to]) =>
  typeof to === 'string' ? [] : [{ specifier: path.posix.join('tunewright', name), ...to }],
);
/** The library's program of the README. */
const readmeProgram = /```ts\n(import \{ Tunewright \}[^]*?)```/.exec(readPage('README.md'))?.[1] ?? '';
let packed: Packed;

const written = (name: string, text: string): string => {
  const file = path.join(project, name);
  writeFileSync(file, text);
  return file;
};

beforeAll(() => {
  packed = pack(project);
  install(packed, project);
});

test('a pack builds first', () => {
  expect(manifest.scripts['prepack']).toBe(manifest.scripts['build']);
});

test('the package has the file of every entry, the workflow bundle and the schemas', () => {
  const entries = modules
    .flatMap(({ types, default: code }) => [types, code])
    .map((file) => path.posix.normalize(file));
  const schemas = ['fine-tune', 'deploy', 'sweep', 'decision'].map((name) => `dist/schema/${name}.json`);
  expect(packed.files).toEqual(expect.arrayContaining([...entries, ...schemas, 'dist/workflow-bundle.js']));
});

test('the package has neither tests nor marks of the build', () => {
  expect(packed.files.filter((file) => /^(test|src|scripts)\/|^dist\/\./.test(file))).toEqual([]);
});

test('the package holds nothing at its top but what it is known to hold', () => {
  const top = new Set(packed.files.map((file) => file.split('/')[0]));
  const known = ['CHANGELOG.md', 'LICENSE', 'README.md', 'data', 'dist', 'docs', 'iam', 'package.json'];
  expect([...top].filter((name) => !known.includes(name ?? ''))).toEqual([]);
});

test('publint finds nothing to say', async () => {
  const { messages } = await publint({ pkgDir: path.join(project, 'node_modules/tunewright'), pack: false });
  expect(messages.filter(({ type }) => type !== 'suggestion')).toEqual([]);
});

test('attw finds the types of every entry right', async () => {
  const attw = path.join(root, 'node_modules/.bin/attw');
  await run(attw, [packed.tarball, '--profile', 'esm-only', '--format', 'ascii']).catch((error: { stdout: string }) => {
    throw new Error(error.stdout);
  });
});

test('every entry can be imported', async () => {
  const lines = modules.map(({ specifier }) => `await import('${specifier}');`);
  await run(process.execPath, [written('imports.mjs', lines.join('\n'))]);
});

test('every entry can be required from CommonJS', async () => {
  const lines = modules.map(({ specifier }) => `require('${specifier}');`);
  await run(process.execPath, [written('requires.cjs', lines.join('\n'))]);
});

test('a schema can be read by its name', async () => {
  const text = `import schema from 'tunewright/schema/fine-tune.json' with { type: 'json' }; console.log(schema.title);`;
  const { stdout } = await run(process.execPath, ['--no-warnings', written('schema.mjs', text)]);
  expect(stdout.trim()).toBe('Request of the workflow fineTune');
});

test('the program of the README and imports of every entry compile, as a module and as CommonJS', async () => {
  const imports = modules.map(({ specifier }, at) => `import * as entry${at} from '${specifier}';\nvoid entry${at};`);
  written('readme.mts', readmeProgram);
  written('entries.mts', imports.join('\n'));
  written('entries.cts', imports.join('\n'));
  const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] };
  const config = written('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.mts', '*.cts'] }));
  await run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', config]).catch(
    (error: { stdout: string }) => {
      throw new Error(error.stdout);
    },
  );
});

let up: Command | undefined;
afterAll(async () => {
  up?.child.kill('SIGTERM');
  await up?.finished;
});

test('the program of the README runs from the package, against what its command `up` starts', async () => {
  const main = path.join(project, 'node_modules/tunewright/dist/cli/main.js');
  up = program(main, ['up'], bareEnvironment(path.join(project, 'state')));
  await vi.waitFor(() => expect(up?.stderr()).toContain('are up'), { timeout: 120_000 });
  const exported = [...up.stdout().matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
  cpSync(path.join(root, 'data/reviews'), path.join(project, 'reviews'), { recursive: true });
  const shown = readmeProgram.replace(/^(await endpoint.+?);.*$/m, 'console.log($1);\nawait tunewright.close();');
  const file = written('readme.mjs', `process.chdir(${JSON.stringify(project)});\n${shown}`);
  const { code, stdout, stderr } = await program(
    file,
    [],
    bareEnvironment(project, Object.fromEntries(exported) as NodeJS.ProcessEnv),
  ).finished;
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('predictedLabel');
}, 300_000);
