// What the console costs, and how fast its page is.
//   node bench/console.mjs [streams=200] [runs=1000] [seconds=30]
// A Temporal server that takes ten lists and counts a second, as self-hosted ones do, the local SageMaker, and `tunewright console` in a process
// of its own. Measures that process with so many event streams open (of the list and of 20 runs), the calls to Temporal with 50 of them, and the
// page in Chromium: first use, all runs listed, scrolled and filtered. Prints
// {"streams","cpuPercent","megabytes","callsPerSecond","firstListMilliseconds","page"}; "page" is null without a Chromium. Linux only.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { chromium } from 'playwright-core';
import { cacheDirectory } from '../dist/catalog/user-directory.js';
import { runMemo } from '../dist/contract/run/run-memo.js';
import { searchAttributeNames } from '../dist/contract/search-attributes.js';
import { freePort } from '../dist/local/free-port.js';
import { localEnvironment, startLocalSageMaker } from '../dist/local/sagemaker/index.js';
import { devServerArguments } from '../dist/local/temporal/dev-server.js';
import { findTemporalCli } from '../dist/local/temporal/find-temporal-cli.js';

const [streams = 200, runs = 1_000, seconds = 30] = process.argv.slice(2).map(Number);
const pages = Math.min(50, streams);
const runsOnScreen = Math.min(20, runs);
const model = 'tensorflow-tc-local-use-lite-en';

const fileOf = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const log = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const rounded = (/** @type {number} */ value) => Math.round(value * 10) / 10;
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
/** @type {(() => unknown)[]} What is ended, the newest first. */
const ends = [() => rmSync(directory, { recursive: true, force: true })];

try {
  const temporal = await startTemporal();
  const sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    serveEntry: fileOf('../test/support/containers/serve.mjs'),
    log,
  });
  ends.push(() => sagemaker.close());
  await fillTemporal(temporal.address);
  const server = await startConsole({
    ...localEnvironment(sagemaker.url),
    TEMPORAL_ADDRESS: temporal.address,
    TUNEWRIGHT_DATA_DIR: directory,
  });
  const few = await open(server, pages);
  const before = await temporal.calls();
  await delay(seconds * 1_000);
  const calls = difference(await temporal.calls(), before);
  const firstListMilliseconds = await timed(() =>
    fetch(`${server.url}/api/v1/runs?phase=done`, { headers: server.headers }).then((answer) => answer.text()),
  );
  const many = await open(server, streams - pages);
  await delay(3_000);
  const cpu = server.cpuSeconds();
  await delay(seconds * 1_000);
  const cpuPercent = rounded(((server.cpuSeconds() - cpu) / seconds) * 100);
  const megabytes = server.megabytes();
  for (const close of [...few, ...many]) close();
  log(`${streams} streams: ${cpuPercent} % of a core, ${megabytes} MB`);
  console.log(
    JSON.stringify({
      streams,
      cpuPercent,
      megabytes,
      callsPerSecond: Object.fromEntries(
        Object.entries(calls).map(([name, count]) => [name, rounded(count / seconds)]),
      ),
      firstListMilliseconds,
      page: await measurePage(server),
    }),
  );
} finally {
  for (const end of ends.reverse()) await end();
}

async function startTemporal() {
  const port = await freePort();
  const metricsPort = await freePort();
  const searchAttributes = Object.fromEntries(
    searchAttributeNames.map((name) => [name, /** @type {const} */ ('Keyword')]),
  );
  const limits = ['--dynamic-config-value', 'frontend.namespaceRPS.visibility=10'];
  const child = spawn(
    await findTemporalCli({ log, cacheDirectory: cacheDirectory() }),
    [...devServerArguments({ port, searchAttributes }), ...limits, '--metrics-port', String(metricsPort)],
    { stdio: 'ignore' },
  );
  ends.push(() => child.kill());
  const address = `127.0.0.1:${port}`;
  for (;;) {
    try {
      const connection = await Connection.connect({ address });
      await new Client({ connection }).workflow.count();
      await connection.close();
      break;
    } catch (error) {
      if (child.exitCode !== null) throw error;
      await delay(200);
    }
  }
  return {
    address,
    /** Requests to the frontend so far, by operation. */
    async calls() {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      /** @type {Record<string, number>} */
      const counts = {};
      for (const line of text.split('\n')) {
        const found = /^service_requests\{.*operation="(\w+)".*service_name="frontend".*\} (\d+)/.exec(line);
        if (found === null || found[1] === undefined) continue;
        counts[found[1]] = (counts[found[1]] ?? 0) + Number(found[2]);
      }
      return counts;
    },
  };
}

/**
 * @param {Record<string, number>} after
 * @param {Record<string, number>} before
 */
function difference(after, before) {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => /** @type {const} */ ([name, count - (before[name] ?? 0)]))
      .filter(([name, count]) => count > 0 && /Workflow|Describe/.test(name)),
  );
}

/** Runs that go on and that nobody works on. @param {string} address */
async function fillTemporal(address) {
  const connection = await Connection.connect({ address });
  ends.push(() => connection.close());
  const { workflow } = new Client({ connection });
  const ids = Array.from({ length: runs }, (_, run) => run).values();
  const phases = ['train', 'approve', 'deploy', 'done'];
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (const run of ids) {
        await workflow.start('fineTune', {
          taskQueue: 'nobody',
          workflowId: `reviews-${String(run).padStart(4, '0')}`,
          args: [{}],
          memo: { [runMemo.startedBy]: 'ana', [runMemo.accuracy]: 0.9, [runMemo.usd]: 0.31 },
          searchAttributes: { TunewrightPhase: [phases[run % phases.length] ?? ''], TunewrightModelId: [model] },
        });
      }
    }),
  );
}

/** @param {Record<string, string>} environment */
async function startConsole(environment) {
  const child = spawn(process.execPath, [fileOf('../dist/cli/main.js'), 'console', '--port', '0', '--json'], {
    env: { ...process.env, ...environment, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ends.push(() => child.kill());
  const [line] = await Promise.race([
    new Promise((resolve) => createInterface(child.stdout).once('line', (text) => resolve([text]))),
    new Promise((_, reject) => child.once('exit', () => reject(new Error('the console ended')))),
  ]);
  const { url, token } = JSON.parse(line);
  const proc = (/** @type {string} */ file) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    url: /** @type {string} */ (url),
    token: /** @type {string} */ (token),
    headers: { authorization: `Bearer ${token}` },
    megabytes: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1] ?? 0) / 1024),
    cpuSeconds() {
      const fields = (proc('stat').split(') ')[1] ?? '').split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startConsole>>} Server */

/**
 * Half of them watch the list by one of three filters, half a run.
 * @param {Server} server
 * @param {number} count
 * @returns {Promise<(() => void)[]>}
 */
function open({ url, headers }, count) {
  const filters = ['', '&phase=approve', '&phase=running'];
  return Promise.all(
    Array.from(
      { length: count },
      (_, page) =>
        new Promise((resolve, reject) => {
          const run = `reviews-${String(page % runsOnScreen).padStart(4, '0')}`;
          const watch = page % 2 === 0 ? `health,runs${filters[page % filters.length] ?? ''}` : `health,run:${run}`;
          const request = get(`${url}/api/v1/events?watch=${watch}`, { headers, agent: false }, (response) => {
            if (response.statusCode !== 200)
              return void reject(new Error(`the stream answered ${response.statusCode}`));
            response.resume();
            response.on('error', () => undefined);
            resolve(() => request.destroy());
          });
          request.on('error', reject);
        }),
    ),
  );
}

/** @param {() => Promise<unknown>} what */
async function timed(what) {
  const began = performance.now();
  await what();
  return Math.round(performance.now() - began);
}

/**
 * Says what the page shows where what is waited for does not come, instead of waiting for ever.
 * @param {import('playwright-core').Page} page
 * @param {string} what
 * @param {() => Promise<boolean>} isThere
 */
async function until(page, what, isThere) {
  const deadline = performance.now() + 120_000;
  while (!(await isThere())) {
    if (performance.now() > deadline) {
      const shown = [...(await page.getByRole('alert').allInnerTexts()), await page.getByRole('main').innerText()];
      throw new Error(`${what} did not come; the page shows: ${shown.join(' | ').slice(0, 500)}`);
    }
    await delay(10);
  }
}

/** @param {Server} server */
async function measurePage({ url, token }) {
  const executablePath = process.env.TUNEWRIGHT_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return null;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  ends.push(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${url}/#token=${token}`);
  await page.getByRole('button', { name: 'Fine-tune on sample data' }).waitFor({ timeout: 60_000 });
  const again = await context.newPage();
  const usableMilliseconds = await timed(async () => {
    await again.goto(`${url}/models`);
    await again.getByRole('button', { name: 'Fine-tune on sample data' }).waitFor();
  });
  // Of two pages only the one in front is drawn.
  await again.close();
  await page.bringToFront();
  await page.goto(`${url}/runs`);
  const rows = page.getByRole('main').getByRole('row');
  await rows.nth(1).waitFor();
  const more = page.getByRole('button', { name: 'Load more' });
  for (let shown = await rows.count(); await more.isVisible();) {
    await more.click();
    const before = shown;
    await until(page, 'more runs', async () => (shown = await rows.count()) !== before || !(await more.isVisible()));
  }
  const listed = (await rows.count()) - 1;
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  /** CPU seconds of the page's thread: unlike frames they tell the same on a busy machine. */
  const cpuSeconds = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const began = await cpuSeconds();
  // 17 is every frame in time.
  const frames = /** @type {number[]} */ (
    await page.evaluate(`new Promise((resolve) => {
      const times = [];
      let last = performance.now();
      const step = (now) => {
        times.push(now - last);
        last = now;
        if (times.length > 120) return resolve(times.sort((a, b) => a - b));
        scrollBy(0, 300);
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    })`)
  );
  const scrollCpuMilliseconds = rounded((((await cpuSeconds()) - began) * 1_000) / frames.length);
  const filterMilliseconds = await timed(async () => {
    await page.getByLabel('Name begins with').fill('reviews-0007');
    await until(page, 'the run that was searched', async () => (await rows.count()) === 2);
  });
  return {
    usableMilliseconds,
    listed,
    scrollCpuMilliseconds,
    scrollFrameMilliseconds: { median: rounded(frames[60] ?? 0), p95: rounded(frames[114] ?? 0) },
    filterMilliseconds,
  };
}
