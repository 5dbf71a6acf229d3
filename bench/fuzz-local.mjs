// Hostile requests to the local SageMaker, which runs in a process of its own: none may crash it, hang (5 s), be answered by an inner
// failure or by a 5xx without AWS's form, or leave memory behind. Prints
// {"requests","seed","seconds","statuses","slowestMs","megabytes":{"atTheStart","halfway","atTheEnd","peak"},"findings"} and ends with 1 for findings.
//   node bench/fuzz-local.mjs [requests] [seed]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { performance } from 'node:perf_hooks';
import { randomOf } from './fuzz/random.mjs';
import { rawBytes, requestOf } from './fuzz/requests.mjs';

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const together = 16;
const longestMs = 5_000;

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
      const outcome = isRaw
        ? await sendRaw(rawBytes(random, host), Number(port))
        : await send(requestOf(random, host), Number(port), agent);
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
 * @param {import('./fuzz/requests.mjs').Request} request
 * @param {number} port
 * @param {Agent} agent
 * @returns {Promise<{ status: string; what: string; finding?: string }>}
 */
function send({ method, target, headers, body }, port, agent) {
  const what = `${method} ${target.slice(0, 200)} ${JSON.stringify(headers).slice(0, 400)} ${body.toString('latin1').slice(0, 300)}`;
  return new Promise((resolve) => {
    const call = httpRequest({ host: '127.0.0.1', port, method, path: target, agent, timeout: 2 * longestMs });
    for (const [name, value] of Object.entries(headers)) call.setHeader(name, value);
    call.setHeader('content-length', body.length);
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', (error) => resolve({ status: 'broken', what, finding: `no answer (${error.message})` }));
    call.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text = (text + part).slice(0, 4_000)));
      response.on('error', (error) =>
        resolve({ status: 'broken', what, finding: `half an answer (${error.message})` }),
      );
      response.on('end', () => {
        const { statusCode: status = 0 } = response;
        const finding = findingOf(status, text, method);
        resolve({ status: String(status), what, ...(finding === undefined ? {} : { finding }) });
      });
    });
    call.end(body);
  });
}

/** @param {number} status @param {string} text @param {string} method */
function findingOf(status, text, method) {
  if (status < 500) return undefined;
  if (text.includes('InternalFailure') || text.includes('InternalError')) return `${status} ${text}`;
  const hasForm = method === 'HEAD' || /"__type"|"Message"|<Code>/.test(text);
  return hasForm ? undefined : `${status} without AWS's form: ${text}`;
}

/**
 * Whatever comes back or nothing: the server must only live on and not keep the connection for ever.
 * @param {string} bytes
 * @param {number} port
 * @returns {Promise<{ status: string; what: string; finding?: string }>}
 */
function sendRaw(bytes, port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    const end = () => {
      socket.destroy();
      const finding = text.includes('InternalFailure') ? text : undefined;
      resolve({ status: 'raw', what: bytes.slice(0, 200), ...(finding === undefined ? {} : { finding }) });
    };
    socket.on('data', (part) => (text = (text + part.toString('latin1')).slice(0, 4_000)));
    socket.on('error', end);
    socket.on('close', end);
    socket.setTimeout(200, end);
  });
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

/** The address is printed before it listens. @param {number} port */
async function listening(port) {
  for (let tries = 0; tries < 600; tries++) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the local SageMaker does not listen');
}

/**
 * Resident memory, now or (`VmHWM`) at its highest.
 * @param {number | undefined} pid
 * @param {'VmRSS' | 'VmHWM'} which
 */
function megabytesOf(pid, which = 'VmRSS') {
  const [, kilobytes = '0'] = new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
