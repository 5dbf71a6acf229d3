// Makes what is published, in release/: the package, its bill of materials (CycloneDX) and the checksums of both. It publishes nothing. Refuses a
// tree that is not clean, and a commit that .ci/run has not passed on this machine.
//   node scripts/release.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'release');
/** Written by .ci/run: the commit whose tests and checks have passed. */
const mark = path.join(root, 'node_modules', '.tunewright-passed');
/** What a package may hold at its top; anything else has slipped in. */
const allowed = ['CHANGELOG.md', 'LICENSE', 'README.md', 'data', 'dist', 'docs', 'iam', 'package.json'];

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const commit = output('git', ['rev-parse', 'HEAD']).trim();
const changes = output('git', ['status', '--porcelain']).trim();
if (changes !== '') fail(`the tree is not clean:\n${changes}`);
if (!existsSync(mark) || readFileSync(mark, 'utf8').trim() !== commit) fail(`${commit} has not passed .ci/run here`);
if (!readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8').includes(`## [${manifest.version}]`)) {
  fail(`CHANGELOG.md has no section [${manifest.version}]`);
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target);
execFileSync(process.execPath, [path.join(root, 'scripts', 'build.mjs'), '--force'], { stdio: ['ignore', 2, 2] });
const packArguments = ['pack', '--json', '--ignore-scripts', '--pack-destination', target];
const [packed] = JSON.parse(output('npm', packArguments));
const strange = packed.files.map((file) => file.path).filter((file) => !allowed.includes(file.split('/')[0]));
if (strange.length > 0) fail(`the package would hold ${strange.join(', ')}`);
const bill = `${packed.filename.replace(/\.tgz$/, '')}.cdx.json`;
writeFileSync(path.join(target, bill), `${JSON.stringify(billOfMaterials(), null, 2)}\n`);
const sums = readdirSync(target)
  .sort()
  .map((name) => `${digest(path.join(target, name))}  ${name}\n`);
writeFileSync(path.join(target, 'SHA256SUMS'), sums.join(''));
console.log(`${commit}\n${sums.join('')}`);
const repository = manifest.repository === undefined ? '; package.json must name the repository first' : '';
console.error(
  `To publish: npm publish release/${packed.filename} --provenance, in a workflow that npm trusts${repository}`,
);

/** What the package needs, and what is compiled into the page of the console: npm counts the latter among the tools. */
function billOfMaterials() {
  const all = JSON.parse(output('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']));
  const refs = new Map(all.components.map((component) => [component['bom-ref'], component]));
  const needs = new Map(all.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn ?? []]));
  const wanted = new Set([...Object.keys(manifest.dependencies ?? {}), ...importedByPage()]);
  const ofProject = needs.get(all.metadata.component['bom-ref']) ?? [];
  const found = new Set(ofProject.filter((ref) => wanted.has(nameOf(refs.get(ref)))));
  // A set goes on through what is added while it is gone through.
  for (const ref of found) for (const needed of needs.get(ref) ?? []) found.add(needed);
  // Npm names the project after its directory.
  const component = { ...all.metadata.component, name: manifest.name };
  return {
    ...all,
    metadata: { ...all.metadata, component },
    components: all.components.filter((entry) => found.has(entry['bom-ref'])),
    dependencies: all.dependencies.filter(({ ref }) => found.has(ref)),
  };
}

/** With its scope. */
function nameOf(component) {
  return component === undefined ? '' : component['bom-ref'].replace(/(?<=.)@[^@]*$/, '');
}

function importedByPage() {
  const page = path.join(root, 'src', 'console', 'page');
  if (!existsSync(page)) return [];
  const files = readdirSync(page, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  return files.flatMap((file) =>
    [...readFileSync(path.join(page, file), 'utf8').matchAll(/from '((?:@[^'/]+\/)?[^'./][^'/]*)/g)].map(
      ([, name]) => name,
    ),
  );
}

function digest(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function output(command, args) {
  return execFileSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
    maxBuffer: 64 << 20,
  });
}

function fail(message) {
  console.error(`no release: ${message}`);
  process.exit(1);
}
