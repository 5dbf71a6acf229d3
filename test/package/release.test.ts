import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { program } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const scratch = temporaryDirectory();
let made = 0;

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd, encoding: 'utf8' });

/** A small package with the script of releases, whose commit .ci/run has passed. */
function project(files: Record<string, string> = {}): string {
  const root = path.join(scratch, `project-${made++}`);
  const manifest = { name: 'small', version: '1.2.3', license: 'Apache-2.0', files: ['dist', 'LICENSE', 'stray'] };
  const lock = { name: 'small', version: '1.2.3', lockfileVersion: 3, packages: { '': { ...manifest } } };
  const all: Record<string, string> = {
    'package.json': JSON.stringify(manifest),
    'package-lock.json': JSON.stringify(lock),
    'CHANGELOG.md': '## [1.2.3]\n',
    '.gitignore': 'node_modules/\nrelease/\n',
    'dist/main.js': '',
    'scripts/build.mjs': '',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  copyFileSync(path.resolve('scripts/release.mjs'), path.join(root, 'scripts/release.mjs'));
  git(root, 'init', '--quiet');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'All');
  mkdirSync(path.join(root, 'node_modules'));
  writeFileSync(path.join(root, 'node_modules/.tunewright-passed'), git(root, 'rev-parse', 'HEAD'));
  return root;
}

const release = (root: string): ReturnType<typeof program>['finished'] =>
  program(path.join(root, 'scripts/release.mjs'), [], process.env).finished;

test('a release is the package, its bill of materials and the checksums of both', async () => {
  const root = project();
  const { code, stderr } = await release(root);
  expect(code, stderr).toBe(0);
  const target = path.join(root, 'release');
  expect(readdirSync(target).sort()).toEqual(['SHA256SUMS', 'small-1.2.3.cdx.json', 'small-1.2.3.tgz']);
  const sums = readFileSync(path.join(target, 'SHA256SUMS'), 'utf8').trim().split('\n');
  for (const [sum, name = ''] of sums.map((line) => line.split('  '))) {
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(target, name)))
        .digest('hex'),
    ).toBe(sum);
  }
  const bill = JSON.parse(readFileSync(path.join(target, 'small-1.2.3.cdx.json'), 'utf8')) as object;
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'small', version: '1.2.3' } } });
});

test.each<[string, (root: string) => void, string]>([
  ['a tree with changes', (root) => writeFileSync(path.join(root, 'new.txt'), ''), 'the tree is not clean'],
  [
    'a commit that has not passed its checks',
    (root) => git(root, 'commit', '--quiet', '--allow-empty', '--message', 'More'),
    'has not passed .ci/run here',
  ],
])('there is no release of %s', async (_name, spoil, reason) => {
  const root = project();
  spoil(root);
  const { code, stderr } = await release(root);
  expect([code, stderr]).toEqual([1, expect.stringContaining(reason)]);
});

test('there is no release of a version that the changelog does not tell of', async () => {
  const { code, stderr } = await release(project({ 'CHANGELOG.md': '## [Unreleased]\n' }));
  expect([code, stderr]).toEqual([1, expect.stringContaining('no section [1.2.3]')]);
});

test('there is no release of a package with a file that has slipped in', async () => {
  const { code, stderr } = await release(project({ 'stray/.env.production': 'SECRET=x' }));
  expect([code, stderr]).toEqual([1, expect.stringContaining('the package would hold stray/.env.production')]);
});
