// What the benchmarks of runs stand on: a Temporal development server, a local SageMaker in this process, and one worker in its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { freePort } from '../dist/local/free-port.js';
import { localEnvironment, startLocalSageMaker } from '../dist/local/sagemaker/index.js';
import { startTemporalDevServer } from '../dist/local/temporal/dev-server.js';
import { cacheDirectory } from '../dist/catalog/user-directory.js';
import { searchAttributeNames } from '../dist/contract/search-attributes.js';
import { findTemporalCli } from '../dist/local/temporal/find-temporal-cli.js';

/**
 * @typedef {import('../dist/local/sagemaker/index.js').FaultRule} FaultRule
 * @typedef {import('../dist/local/sagemaker/index.js').LocalSageMakerOptions} LocalSageMakerOptions
 * @typedef {import('../dist/contract/run/results.js').FineTuneResult} FineTuneResult
 */

const fileOf = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const log = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

const named = (/** @type {string} */ kind, /** @type {string[]} */ ...verbs) => verbs.map((verb) => `${verb}${kind}`);
/** Control-plane operations that a run may call. */
export const operations = [
  ...['ListTags', 'ListTrainingJobs', 'ListEndpoints'],
  ...named('TrainingJob', 'Create', 'Describe', 'Stop'),
  ...['Model', 'EndpointConfig', 'Endpoint'].flatMap((kind) => named(kind, 'Create', 'Describe', 'Delete')),
];

/**
 * Rules that change nothing and count how often they were met.
 * @type {FaultRule[]}
 */
const counters = operations.map((operation) => ({ fault: 'slow', ms: 0, service: 'sagemaker', operation }));

/**
 * Starts everything; `faults` come before the counters, `settings` are the worker's environment.
 * @param {{ faults?: FaultRule[], durations?: NonNullable<LocalSageMakerOptions['durations']>, settings?: Record<string, string> }} options
 */
export async function startStack({ faults = [], durations = {}, settings = {} }) {
  const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
  const metricsPort = await freePort();
  const temporal = await startTemporalDevServer({
    executable: await findTemporalCli({ log, cacheDirectory: cacheDirectory() }),
    port: await freePort(),
    metricsPort,
    // By these a watcher finds who waits.
    searchAttributes: Object.fromEntries(searchAttributeNames.map((name) => [name, /** @type {const} */ ('Keyword')])),
    log,
  });
  const sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    serveEntry: fileOf('../test/support/containers/serve.mjs'),
    durations,
    faults: [...faults, ...counters],
    log,
  });
  const worker = await startWorker({ temporal, sagemaker, settings });
  const connection = await Connection.connect({ address: temporal.address });
  const rules = `${sagemaker.url}/_tunewright/faults`;
  return {
    url: sagemaker.url,
    worker,
    /** One more, which its caller stops. */
    startWorker: () => startWorker({ temporal, sagemaker, settings }),
    client: new Client({ connection }),
    /** What Temporal Cloud would bill as actions, so far, as the server counts them: starts, messages, commands, heartbeats, attempts of activities. */
    async actions() {
      const words = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      const counts = words.matchAll(/^action\{[^}]*namespace="default"[^}]*\} (\S+)$/gm);
      return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    },
    /**
     * How often rules of a kind were met, by operation.
     * @param {FaultRule['fault']} kind
     * @returns {Promise<Record<string, number>>}
     */
    async met(kind) {
      const answer = await (await fetch(rules)).json();
      const { faults: listed } = /** @type {{ faults: { fault: string, fired: number, operation?: string }[] }} */ (
        answer
      );
      const met = listed.filter(({ fault, fired }) => fault === kind && fired > 0);
      return Object.fromEntries(
        met.flatMap(({ operation, fired }) => (operation === undefined ? [] : [[operation, fired]])),
      );
    },
    endFaults: () => fetch(rules, { method: 'DELETE' }),
    async stop() {
      await worker.stop();
      await connection.close();
      await sagemaker.close();
      await temporal.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * @param {Client} client
 * @param {string} workflowId
 * @returns {Promise<import('@temporalio/client').WorkflowHandle<(request: object) => Promise<FineTuneResult>>>}
 */
export function startRun(client, workflowId) {
  const request = { model: { id: 'tensorflow-tc-local-use-lite-en' }, gates: { deployment: 'auto' } };
  return client.workflow.start('fineTune', { taskQueue: 'tunewright', workflowId, args: [request] });
}

/** @param {{ temporal: { address: string }, sagemaker: { url: string }, settings: Record<string, string> }} options */
async function startWorker({ temporal, sagemaker, settings }) {
  const child = spawn(process.execPath, [fileOf('../dist/cli/main.js'), 'worker'], {
    env: {
      ...process.env,
      ...localEnvironment(sagemaker.url),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      TEMPORAL_ADDRESS: temporal.address,
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (words += text));
  while (!words.includes('worker: ready')) {
    if (child.exitCode !== null) throw new Error(words);
    await delay(100);
  }
  const proc = (/** @type {string} */ file) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    pid: child.pid,
    log: () => words,
    /** Resident memory; Linux only, as is the next. */
    megabytes: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1] ?? 0) / 1024),
    cpuSeconds() {
      const fields = proc('stat').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    /** As a machine that is switched off. */
    async kill() {
      child.kill('SIGKILL');
      if (child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
