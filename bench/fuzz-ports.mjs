// Hostile requests, as of pages of other sites and of other programs, to every HTTP port of `tunewright up` (the console, Temporal's Web UI behind
// its guard, Temporal's HTTP API) and of `codec-server`: nothing may crash, hang (5 s), fail within, start a workflow, or answer a page of
// another site. Linux only. Prints {"requests","seed","seconds","statuses","slowestMs","megabytes","findings"}, the memory by process, and ends
// with 1 for findings.
//   node bench/fuzz-ports.mjs [requests] [seed]
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { codecPaths, consolePaths, forbidden, pageRequestOf, temporalPaths } from './fuzz/page-requests.mjs';
import { randomOf } from './fuzz/random.mjs';
import { longestMs, megabytesOf, send } from './fuzz/send.mjs';

const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? 1);
const together = 8;

const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-fuzz-'));
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|TEMPORAL_)/.test(name));
const env = {
  ...Object.fromEntries(kept),
  TUNEWRIGHT_DATA_DIR: directory,
  TUNEWRIGHT_ENCRYPTION_KEYS: `fuzz:${randomBytes(32).toString('base64')}`,
};
const up = started(['up']);
const codec = started(['codec-server', '--port', '0']);
const agent = new Agent({ keepAlive: true, maxSockets: together });
try {
  const [link] = await said(up, /Console: (\S+)/);
  const consoleUrl = new URL(link);
  const [uiUrl] = await said(up, /Temporal UI: (\S+)/);
  const [address] = await said(up, /TEMPORAL_ADDRESS=(\S+)/);
  const [codecUrl] = await said(codec, /codec server: (\S+),/);
  const cookie = await signIn(consoleUrl);
  const doors = [
    { name: 'console', host: consoleUrl.host, cookie, paths: consolePaths },
    { name: 'Web UI', host: new URL(uiUrl).host, paths: temporalPaths },
    { name: 'codec server', host: new URL(codecUrl).host, origin: 'http://localhost:8233', paths: codecPaths },
    ...(await httpApis()).map((host) => ({ name: 'HTTP API', host, paths: temporalPaths })),
  ];
  if (doors.length < 4) throw new Error("Temporal's HTTP API was not found");
  /** @type {Record<string, number>} */
  const statuses = {};
  /** @type {string[]} */
  const findings = [];
  let [slowestMs, next] = [0, 0];
  const pids = { up: up.child.pid, console: childOf(up.child.pid, 'console'), 'codec server': codec.child.pid };
  /** @param {'VmRSS' | 'VmHWM'} [which] */
  const memory = (which) =>
    Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, megabytesOf(pid, which)]));
  const atTheStart = memory();
  let halfway = atTheStart;
  const began = performance.now();
  const worker = async () => {
    while (next < count && findings.length < 20) {
      const number = next++;
      if (number === Math.floor(count / 2)) halfway = memory();
      const random = randomOf(seed * 1_000_003 + number);
      const door = random.of(doors);
      const request = pageRequestOf(random, door);
      const [hostname, port] = door.host.split(':');
      const startedAt = performance.now();
      const outcome = await send(request, { host: hostname, port: Number(port), agent }, (status, text) =>
        findingOf(door.name, request, status, text),
      );
      const ms = performance.now() - startedAt;
      slowestMs = Math.max(slowestMs, ms);
      const key = `${door.name} ${outcome.status}`;
      statuses[key] = (statuses[key] ?? 0) + 1;
      const finding = ms > longestMs ? `took ${Math.round(ms)} ms` : outcome.finding;
      if (finding !== undefined)
        findings.push(`request ${number} of seed ${seed} to ${key}: ${finding}: ${outcome.what}`);
      for (const { child, text } of [up, codec]) {
        if (child.exitCode !== null)
          findings.push(`request ${number} of seed ${seed}: it has ended: ${text().slice(-2_000)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  if (await wasStarted(address)) findings.push(`a workflow ${forbidden} was started`);
  const megabytes = { atTheStart, halfway, atTheEnd: memory(), peak: memory('VmHWM') };
  for (const [name, atTheEnd] of Object.entries(megabytes.atTheEnd)) {
    if (count >= 10_000 && atTheEnd > (halfway[name] ?? 0) + 50) findings.push(`the memory of ${name} grows`);
  }
  console.log(
    JSON.stringify({ requests: count, seed, seconds, statuses, slowestMs: Math.round(slowestMs), megabytes, findings }),
  );
  if (findings.length > 0) process.exitCode = 1;
} finally {
  agent.destroy();
  await Promise.all([up, codec].map(ended));
  rmSync(directory, { recursive: true, force: true });
}

/**
 * @param {string} door
 * @param {import('./fuzz/requests.mjs').Request & { isFromElsewhere: boolean }} request
 * @param {number} status
 * @param {string} text
 */
function findingOf(door, { method, headers, isFromElsewhere }, status, text) {
  // Temporal answers 501 to a method that a path does not have; the console 502 and 503 where AWS or Temporal can't be asked.
  // The Web UI's own 500 for a header that gRPC does not take is Temporal's.
  if (door === 'Web UI' && text.includes('non-printable ASCII')) return undefined;
  if (status === 500 || (status > 501 && door !== 'console')) return `${status} ${text}`;
  const reads = method === 'GET' || method === 'HEAD';
  if (door === 'HTTP API') return status < 300 && !reads ? `${status} ${text}` : undefined;
  if (!isFromElsewhere || status >= 400) return undefined;
  // A link from elsewhere may open a page, and no browser gives one page the answer to another's; a foreign name opens nothing.
  return reads && !headers.host.includes('evil') ? undefined : `${status} for a page of another site`;
}

/** @param {string[]} args */
function started(args) {
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (printed = (printed + text).slice(-20_000)));
  }
  return { child, text: () => printed };
}

/** @param {ReturnType<typeof started>} program @param {RegExp} pattern */
async function said({ child, text }, pattern) {
  for (let tries = 0; tries < 3_000; tries++) {
    const found = pattern.exec(text());
    if (found !== null) return found.slice(1);
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it did not start: ${text()}`);
}

/** @param {URL} link */
async function signIn({ origin, hash }) {
  const headers = { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin' };
  const body = JSON.stringify({ token: hash.replace('#token=', '') });
  const answer = await fetch(`${origin}/api/session`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`no session: ${await answer.text()}`);
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0];
}

/** Where Temporal's HTTP API listens: a port at random, which refuses to say anything. */
async function httpApis() {
  const hosts = childrenOf(up.child.pid).flatMap(listeners);
  const asked = await Promise.all(
    hosts.map(async (host) => {
      const [hostname, port] = host.split(':');
      const request = { method: 'GET', target: '/api/v1/namespaces', headers: { host: 'a' }, body: Buffer.alloc(0) };
      let said = '';
      await send(request, { host: hostname, port: Number(port), agent }, (_, text) => void (said = text));
      return said.includes('Host not allowed') ? [host] : [];
    }),
  );
  return asked.flat();
}

/** @param {number | undefined} parent */
function childrenOf(parent) {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === parent);
}

/** The one that runs this command. @param {number | undefined} parent @param {string} command */
function childOf(parent, command) {
  const words = (/** @type {string} */ pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return Number(childrenOf(parent).find((pid) => words(pid)[2] === command));
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

/** Addresses of 127.0.0.0/8 on which a process listens. @param {string} pid */
function listeners(pid) {
  const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`)));
  const rows = readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((row) => row.trim().split(/\s+/));
  return rows
    .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(`socket:[${inode}]`))
    .map(([, local]) => {
      const [address, port] = local.split(':');
      return `${address
        .match(/../g)
        ?.reverse()
        .map((byte) => parseInt(byte, 16))
        .join('.')}:${parseInt(port, 16)}`;
    });
}

/** @param {string} file */
function linkOf(file) {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

/** @param {string} address */
async function wasStarted(address) {
  const connection = await Connection.connect({ address });
  try {
    const query = `WorkflowId = '${forbidden}'`;
    const { count: found } = await connection.workflowService.countWorkflowExecutions({ namespace: 'default', query });
    return Number(found) > 0;
  } finally {
    await connection.close();
  }
}

/** It ends what it has started. @param {ReturnType<typeof started>} program */
async function ended({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}
