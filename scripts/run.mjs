// `npm run quickstart` and `npm test` on any machine: sets up what is missing (dependencies, build), says so on stderr, then does the work.
// `setup` does no more than that.
// Plain Node.js without dependencies: there may be none yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [task, ...rest] = process.argv.slice(2);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node.js 20.19 or newer is needed, this is ${process.versions.node}. Install a newer one (22 or 24 is best).`);
}
installDependencies();
run('build', process.execPath, [path.join(root, 'scripts', 'build.mjs')]);

const tasks = { quickstart, test, setup };
if (tasks[task] === undefined) fail(`unknown task ${task}; known: ${Object.keys(tasks).join(', ')}`);
await tasks[task]();

/** In this very process: a signal, or a kill, reaches the quickstart itself and not a wrapper. */
async function quickstart() {
  // Relative paths on the command line are the caller's, whatever directory npm chose.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  const main = path.join(root, 'dist', 'cli', 'main.js');
  process.argv.splice(1, process.argv.length, main, 'quickstart', ...rest);
  await import(pathToFileURL(main).href);
}

/** All of it is done above. */
function setup() {}

function test() {
  installChromium();
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...rest], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

/** For the tests of the console's page, which are skipped where there is none: in a container of Debian's, whose root this is. */
function installChromium() {
  const named = process.env.TUNEWRIGHT_CHROMIUM;
  if (named || ['/usr/bin/chromium', '/usr/bin/chromium-browser'].some((file) => existsSync(file))) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  console.error("Installing Chromium for the tests of the console's page (once, a minute) …");
  const options = {
    stdio: ['ignore', 'ignore', 2],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const update = spawnSync('/usr/bin/apt-get', ['update', '-q'], options);
  const install = ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
  if (update.status !== 0 || spawnSync('/usr/bin/apt-get', install, options).status !== 0) {
    console.error('It could not be installed: the tests of the page are skipped.');
  }
}

/** Installs the locked dependencies unless exactly these are there. */
function installDependencies() {
  const stamp = path.join(root, 'node_modules', '.tunewright-lock');
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing dependencies (once, about a minute) …');
  run('npm ci', process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--include=dev',
    '--no-fund',
    '--no-audit',
    '--loglevel=error',
  ]);
  writeFileSync(stamp, lock);
}

function run(what, command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error !== undefined) fail(`${what} could not be started: ${error.message}`);
  if (status !== 0) fail(`${what} failed (exit code ${status}); its output is above.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
