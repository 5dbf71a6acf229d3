import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import { bucket, clientsOf, shortDurations, smallEncoder } from '../local/sagemaker/local-sagemaker.js';
import type { Command } from '../support/command.js';
import { bareEnvironment, command, run } from '../support/command.js';
import type { Run } from '../support/temporal/runs.js';
import { decide, untilOpen } from '../support/temporal/runs.js';
import { obeyed } from '../support/obeyed.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
/** Erases its line and the one above, names the window, and turns the direction of writing. */
const hostile = '\u001b[2K\u001b[1A\u001b]0;owned\u0007\u009b31m\u202eAPPROVED';
/** What a page would show as a link, a picture and a row of a table. */
const markup =
  'fine\n\n| Verdict | good |\n[Approve here](http://evil.example) ![i](http://evil.example/px.png) <img src=x>';
/** As a terminal may see it. */
const shown = 'APPROVED';
/** Of each kind one that stands nowhere else. */
const secrets = {
  TEMPORAL_API_KEY: 'MARKED-api-key',
  AWS_SESSION_TOKEN: 'MARKED-session-token',
  TUNEWRIGHT_CODEC_TOKEN: 'MARKED-codec-token-0123456789abcdef',
};
let sagemaker: LocalSageMaker;
let temporal: DevServer;
let connection: Connection;
let worker: Command;
let env: NodeJS.ProcessEnv;
const printed: string[] = [];
const name = 'hostile-log';

/** What a command has printed, on both outputs. */
async function output(...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(args, env);
  printed.push(stdout, stderr);
  return stdout + stderr;
}

const handle = (): Run => new Client({ connection }).workflow.getHandle(name) as Run;

beforeAll(async () => {
  const container = (file: string): string => path.resolve('test/support/containers', file);
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    encoderArchive: smallEncoder,
    durations: shortDurations,
    serveEntry: container('serve.mjs'),
    trainerEntry: container('train.mjs'),
  });
  temporal = await startedTemporal();
  connection = await Connection.connect({ address: temporal.address });
  env = bareEnvironment(directory, {
    ...localEnvironment(sagemaker.url),
    ...secrets,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_TLS: 'false',
    TUNEWRIGHT_CACHE_DIR: path.join(directory, 'cache'),
  });
  worker = command(['worker'], env);
  await vi.waitFor(() => expect(worker.stderr()).toContain('worker: ready'), { timeout: 90_000 });
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 2},"${hostile} text number ${row}"\n`);
  await clientsOf(sagemaker.url).s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: 'hostile/data.csv', Body: rows.join('') }),
  );
  const started = await output(
    ...['fine-tune', '--model', 'tensorflow-tc-local-use-lite-en', '--data', `s3://${bucket}/hostile/`, '--run', name],
    ...['--gate', 'training=manual', '--gate', 'deployment=manual', '--gate', 'traffic=manual', '--endpoint', name],
  );
  expect(started).toContain(name);
  await untilOpen(handle(), 'training');
  await decide(handle(), { decision: 'approve', by: hostile, reason: hostile });
  await untilOpen(handle(), 'deployment');
  await decide(handle(), { decision: 'approve', by: 'ana', reason: markup });
  await untilOpen(handle(), 'traffic');
}, 180_000);
afterAll(async () => {
  worker?.child.kill('SIGTERM');
  await worker?.finished;
  await connection?.close();
  await temporal?.stop();
  await sagemaker?.close();
});

test.each([
  ['a gate is decided on', ['runs', 'show', name]],
  ['a log is read', ['runs', 'logs', name]],
  ['a program reads', ['runs', 'show', name, '--json']],
])('where %s, names, reasons, rows and log lines of strangers are text', async (_, args) => {
  const text = await output(...args);
  expect(text).toContain(shown);
  expect(text).not.toMatch(obeyed);
});

test('what strangers wrote is neither link, picture nor row in the Temporal UI', async () => {
  const { currentDetails = '' } = await handle().query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  expect(currentDetails).toContain('Approve here');
  expect(currentDetails).not.toMatch(/(?<!\\)\[Approve|(?<!\\)<img|^\| Verdict/m);
});

test('a run that ends as strangers say tells it as text', async () => {
  await decide(handle(), { decision: 'reject', by: hostile, reason: hostile });
  const text = await output('runs', 'watch', name);
  expect(text).toContain(shown);
  expect(text).not.toMatch(obeyed);
});

test('the secrets of the environment are in no history, no file, no log and no command line of the run', async () => {
  const { events } = await handle().fetchHistory();
  const history = JSON.stringify(events, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value,
  );
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places = [history, worker.stdout(), worker.stderr(), ...printed];
  const kept = files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  const lines = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map(commandLineOf);
  // Or nothing would be found in them either.
  expect([history.includes(name), kept.length > 3, printed.length > 3]).toEqual([true, true, true]);
  expect([...places, ...kept, ...lines].filter((text) => text.includes('MARKED-'))).toEqual([]);
});

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}
