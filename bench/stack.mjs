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
import { findTemporalCli } from '../dist/local/temporal/find-temporal-cli.js';

const fileOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const log = (line) => process.stderr.write(`${line}\n`);

/** Control-plane operations that a run may call. */
const named = (kind, ...verbs) => verbs.map((verb) => `${verb}${kind}`);
export const operations = [
  'ListTags',
  ...named('TrainingJob', 'Create', 'Describe', 'Stop'),
  ...['Model', 'EndpointConfig', 'Endpoint'].flatMap((kind) => named(kind, 'Create', 'Describe', 'Delete')),
];

/** Rules that change nothing and count how often they were met. */
const counters = operations.map((operation) => ({ fault: 'slow', ms: 0, service: 'sagemaker', operation }));

/** Starts everything; `faults` come before the counters, `settings` are the worker's environment. */
export async function startStack({ faults = [], pace = {}, settings = {} }) {
  const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
  const temporal = await startTemporalDevServer({
    executable: await findTemporalCli({ log, cacheDirectory: cacheDirectory() }),
    port: await freePort(),
    log,
  });
  const sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    serveEntry: fileOf('simulated-serving.mjs'),
    pace,
    faults: [...faults, ...counters],
    log,
  });
  const worker = await startWorker({ temporal, sagemaker, settings });
  const connection = await Connection.connect({ address: temporal.address });
  const rules = `${sagemaker.url}/_tunewright/faults`;
  return {
    url: sagemaker.url,
    worker,
    client: new Client({ connection }),
    /** How often rules of a kind were met, by operation. */
    async met(kind) {
      const { faults: listed } = await (await fetch(rules)).json();
      const fired = listed.filter((rule) => rule.fault === kind && rule.fired > 0 && rule.operation !== undefined);
      return Object.fromEntries(fired.map((rule) => [rule.operation, rule.fired]));
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

export function startRun(client, workflowId) {
  const request = { model: { id: 'tensorflow-tc-local-use-lite-en' }, gates: { deployment: 'auto' } };
  return client.workflow.start('fineTune', { taskQueue: 'tunewright', workflowId, args: [request] });
}

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
  const proc = (file) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    log: () => words,
    /** Resident memory; Linux only, as is the next. */
    megabytes: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1] ?? 0) / 1024),
    cpuSeconds() {
      const fields = proc('stat').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
