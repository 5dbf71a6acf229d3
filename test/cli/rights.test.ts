import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RunStatus } from '../../src/contract/run/status.js';
import { decide } from '../../src/local/sagemaker/policy/decide.js';
import type { Right } from '../../src/local/sagemaker/policy/right.js';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import { shortDurations, smallEncoder } from '../local/sagemaker/local-sagemaker.js';
import type { Command, Finished } from '../support/command.js';
import { bareEnvironment, command, run } from '../support/command.js';
import { policyOf } from '../support/local/policy.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const policy = policyOf('cli');
const rights: Right[] = [];
const model = 'tensorflow-tc-local-use-lite-en';
let sagemaker: LocalSageMaker;
let temporal: DevServer;
let connection: Connection;
let worker: Command;
let env: NodeJS.ProcessEnv;

/** A command by somebody whom the policy of iam/cli.json binds. */
async function bound(...args: string[]): Promise<Finished> {
  const finished = await run(args, env);
  expect(`${finished.stdout}${finished.stderr}`).not.toMatch(/AccessDenied|not authorized/);
  return finished;
}

function written(name: string, rows: number, text: (row: number) => string): string {
  const folder = path.join(directory, name);
  mkdirSync(folder);
  const lines = Array.from({ length: rows }, (_, row) => `${row % 2},"${text(row)}"\n`);
  writeFileSync(path.join(folder, 'data.csv'), lines.join(''));
  return folder;
}

beforeAll(async () => {
  const container = (name: string): string => path.resolve('test/support/containers', name);
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    encoderArchive: smallEncoder,
    durations: shortDurations,
    serveEntry: container('serve.mjs'),
    trainerEntry: container('train.mjs'),
    policy,
    onRight: (right) => rights.push(right),
    faults: [
      { fault: 'training', name: 'cut-off', outcome: 'Completed', seconds: 600 },
      { fault: 'error', service: 's3', operation: 'UploadPart', status: 403, code: 'Refused', skip: 1, times: 1 },
    ],
  });
  temporal = await startedTemporal();
  connection = await Connection.connect({ address: temporal.address });
  env = bareEnvironment(directory, {
    ...localEnvironment(sagemaker.url),
    TEMPORAL_ADDRESS: temporal.address,
    TUNEWRIGHT_CACHE_DIR: path.join(directory, 'cache'),
  });
  // The worker has rights of its own.
  worker = command(['worker'], { ...env, AWS_ACCESS_KEY_ID: 'admin', AWS_SECRET_ACCESS_KEY: 'admin' });
  await vi.waitFor(() => expect(worker.stderr()).toContain('worker: ready'), { timeout: 90_000 });
});
afterAll(async () => {
  worker?.child.kill('SIGTERM');
  await worker?.finished;
  await connection?.close();
  await temporal?.stop();
  await sagemaker?.close();
});

test('the policy of the command line is enough for all that it does, and allows nothing that it never asks for', async () => {
  const small = written('small', 40, (row) => `text number ${row}`);
  const large = written('large', 20_000, () => randomBytes(1_200).toString('base64'));
  const bucket = ['--bucket', 'tunewright-own'];
  expect((await bound('data', 'upload', small, ...bucket, '--create-bucket')).code).toBe(0);
  // Its second part is refused once: the upload breaks off, and is aborted.
  expect((await run(['data', 'upload', large, ...bucket], env)).code).not.toBe(0);
  expect((await bound('data', 'upload', large, ...bucket)).code).toBe(0);
  expect((await bound('models', 'show', model)).code).toBe(0);
  const started = await bound(
    ...['fine-tune', '--model', model, '--data', small, '--run', 'bound', '--endpoint', 'bound', '--wait'],
    ...['--gate', 'deployment=auto'],
  );
  expect(started.code, started.stderr).toBe(0);
  for (const args of [
    ['doctor', '--instance-type', 'ml.m5.xlarge'],
    ['runs', 'logs', 'bound'],
    ['runs', 'logs', 'bound', '--endpoint'],
    ['endpoints', 'list'],
    ['endpoints', 'show', 'bound'],
    ['endpoints', 'predict', 'bound', 'a fine film'],
    ['endpoints', 'evaluate', 'bound', path.join(small, 'data.csv')],
    ['plan', 'deploy', '--from', 'bound', '--endpoint', 'bound', '--update'],
  ]) {
    const { code, stderr } = await bound(...args);
    expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, stderr]);
  }
  // Of a name that stands, and of a run that did not see the end of its training, AWS is asked for more.
  expect((await bound('plan', 'deploy', '--from', 'bound', '--endpoint', 'bound')).stderr).toContain('exists');
  expect((await bound('fine-tune', '--model', model, '--data', small, '--run', 'cut-off')).code).toBe(0);
  const cutOff = new Client({ connection }).workflow.getHandle('cut-off');
  await expect.poll(async () => (await cutOff.query<RunStatus>('status')).resources).toHaveLength(1);
  await cutOff.terminate();
  expect((await bound('plan', 'deploy', '--from', 'cut-off')).code).not.toBe(0);
  const { Statement, ...document } = policy;
  const unused = Statement.flatMap(({ Sid, ...statement }) =>
    statement.Action.filter((action) => {
      const alone = { ...document, Statement: [{ ...statement, Action: [action] }] };
      return !rights.some((right) => decide(alone, right) === 'allowed');
    }).map((action) => `${Sid}: ${action}`),
  );
  expect(unused).toEqual([]);
}, 300_000);
