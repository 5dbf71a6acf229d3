// Hostile requests to the local SageMaker, which runs in a process of its own: none may crash it, hang (5 s), be answered by an inner
// failure or by a 5xx without AWS's form, or leave memory behind. Prints
// {"requests","seed","seconds","statuses","slowestMs","megabytes":{"atTheStart","halfway","atTheEnd","peak"},"findings"} and ends with 1 for findings.
//   node bench/fuzz-local.mjs [requests] [seed]
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { performance } from 'node:perf_hooks';
import { randomOf } from './fuzz/random.mjs';
import { rawBytes, requestOf } from './fuzz/requests.mjs';
import { signed } from './fuzz/sign.mjs';
import { listening, longestMs, megabytesOf, send, sendRaw } from './fuzz/send.mjs';

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const together = 16;

const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-fuzz-'));
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const options = ['local', '--port', '0', '--json', '--data', path.join(directory, 'data'), '--simulate-training', '1'];
const server = spawn(process.execPath, [main, ...options], {
  env: { ...process.env, TUNEWRIGHT_CACHE_DIR: path.join(directory, 'cache') },
  stdio: ['ignore', 'pipe', 'pipe'],
});
let innerFaults = '';
server.stderr.setEncoding('utf8').on('data', (text) => (innerFaults = (innerFaults + text).slice(-4_000)));
try {
  const { host, port } = new URL(await addressOf(server));
  await listening(Number(port));
  const agent = new Agent({ keepAlive: true, maxSockets: together });
  const to = { port: Number(port), agent };
  await makeArchive(host, to);
  /** @type {Record<string, number>} */
  const statuses = {};
  /** @type {string[]} */
  const findings = [];
  let [slowestMs, next, halfway] = [0, 0, 0];
  const atTheStart = megabytesOf(server.pid);
  const began = performance.now();
  const worker = async () => {
    while (next < count && findings.length < 20) {
      const number = next++;
      if (number === Math.floor(count / 2)) halfway = megabytesOf(server.pid);
      const random = randomOf(seed * 1_000_003 + number);
      const started = performance.now();
      const isRaw = random.is(0.05);
      const request = requestOf(random, host);
      const outcome = isRaw
        ? await sendRaw(rawBytes(random, host), to.port)
        : await send(request, to, (status, text) => findingOf(status, text, request.method));
      const ms = performance.now() - started;
      if (!isRaw) slowestMs = Math.max(slowestMs, ms);
      statuses[outcome.status] = (statuses[outcome.status] ?? 0) + 1;
      const finding = ms > longestMs ? `took ${Math.round(ms)} ms` : outcome.finding;
      if (finding !== undefined) findings.push(`request ${number} of seed ${seed}: ${finding}: ${outcome.what}`);
      if (server.exitCode !== null)
        findings.push(`request ${number} of seed ${seed}: the server has ended: ${innerFaults}`);
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const megabytes = { atTheStart, halfway, atTheEnd: megabytesOf(server.pid), peak: megabytesOf(server.pid, 'VmHWM') };
  // Of so few requests the growth says only how large a fresh process is.
  if (count >= 20_000 && megabytes.atTheEnd > halfway + 50) findings.push('its memory grows');
  const figures = {
    requests: count,
    seed,
    seconds,
    statuses,
    slowestMs: Math.round(slowestMs),
    megabytes,
    findings,
  };
  console.log(JSON.stringify(figures));
  if (findings.length > 0) {
    console.error(innerFaults);
    process.exitCode = 1;
  }
  agent.destroy();
} finally {
  server.kill('SIGKILL');
  await new Promise((ended) =>
    server.exitCode === null && server.signalCode === null ? server.once('exit', ended) : ended(null),
  );
  rmSync(directory, { recursive: true, force: true });
}

/**
 * The archive of the encoder is made at its first use, which takes longer than any answer may.
 * @param {string} host
 * @param {{ port: number; agent: Agent }} to
 */
async function makeArchive(host, to) {
  const request = {
    method: 'GET',
    target: '/jumpstart-cache-prod-us-east-1/',
    headers: { host },
    body: Buffer.alloc(0),
  };
  for (let tries = 0; tries < 20; tries++) {
    const headers = signed({ ...request, service: 's3' });
    if ((await send({ ...request, headers }, to, () => undefined)).status === '200') return;
  }
  throw new Error('the bucket of JumpStart does not answer');
}

/** @param {number} status @param {string} text @param {string} method */
function findingOf(status, text, method) {
  if (status < 500) return undefined;
  if (text.includes('InternalFailure') || text.includes('InternalError')) return `${status} ${text}`;
  const hasForm = method === 'HEAD' || /"__type"|"Message"|<Code>/.test(text);
  return hasForm ? undefined : `${status} without AWS's form: ${text}`;
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
async function addressOf(child) {
  let text = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    text += part;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error(`the local SageMaker did not start: ${innerFaults}`);
}
