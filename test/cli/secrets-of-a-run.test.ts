import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RunView } from '../../src/console/api/index.js';
import { localEnvironment } from '../../src/local/sagemaker/index.js';
import type { Command } from '../support/command.js';
import { bareEnvironment, command, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
/** There before, and open to everybody, as home directories are. */
const home = path.join(directory, 'home');
const key = randomBytes(32).toString('base64');
const name = 'whole-run';
/** What the request of the run holds and nothing else does: encrypted, it stands nowhere. */
const confidential = 'CONFIDENTIAL-reason';
const started = bareEnvironment(home, {
  TUNEWRIGHT_ENCRYPTION_KEYS: `k1:${key}`,
  AWS_SECRET_ACCESS_KEY: 'MARKED-secret-access-key',
  AWS_SESSION_TOKEN: 'MARKED-session-token',
});
let up: Command;
let token: string;
let consoleUrl: string;
let env: NodeJS.ProcessEnv;
let history: string;
let commandLines: string[];
const printed: string[] = [];

async function output(...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(args, env);
  printed.push(stdout, stderr);
  return stdout + stderr;
}

const asked = async <T>(where: string, init: RequestInit = {}): Promise<T> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${consoleUrl}${where}`, { ...init, headers });
  const text = await answer.text();
  printed.push(answer.url, text);
  return JSON.parse(text) as T;
};

async function untilOpen(gate: string): Promise<string> {
  const digest = async (): Promise<string | null> => {
    const { gates } = await asked<RunView>(`/api/v1/runs/${name}`);
    return gates.find((one) => one.gate === gate && one.state === 'open')?.digest ?? null;
  };
  await vi.waitFor(async () => expect(await digest()).not.toBeNull(), { timeout: 90_000, interval: 500 });
  return (await digest()) ?? '';
}

beforeAll(async () => {
  mkdirSync(home, { recursive: true });
  up = command(['up'], started);
  await vi.waitFor(() => expect(up.stdout()).toMatch(/^Console: /m), { timeout: 90_000 });
  const link = new URL(/^Console: .*?(\S+)$/m.exec(up.stdout())?.[1] ?? '');
  [consoleUrl, token] = [link.origin, link.hash.replace('#token=', '')];
  const told = (variable: string): string =>
    new RegExp(`^export ${variable}=(\\S+)$`, 'm').exec(up.stdout())?.[1] ?? '';
  const address = told('TEMPORAL_ADDRESS');
  env = { ...started, ...localEnvironment(told('AWS_ENDPOINT_URL')), TEMPORAL_ADDRESS: address };
  const data = path.join(directory, 'data.csv');
  writeFileSync(data, Array.from({ length: 60 }, (_, row) => `${row % 2},"text number ${row}"\n`).join(''));
  await output(
    ...['fine-tune', '--model', 'tensorflow-tc-local-use-lite-en', '--data', data, '--run', name, '--endpoint', name],
    ...['--gate', 'training=manual', '--gate', 'deployment=manual'],
  );
  for (const gate of ['training', 'deployment']) {
    const body = JSON.stringify({ gate, decision: 'approve', digest: await untilOpen(gate), reason: confidential });
    await asked(`/api/v1/runs/${name}/decisions`, { method: 'POST', body });
  }
  commandLines = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map(commandLineOf);
  await output('runs', 'watch', name);
  await output('runs', 'show', name, '--json');
  await output('runs', 'logs', name);
  await output('endpoints', 'predict', name, 'a text');
  const connection = await Connection.connect({ address });
  const { events } = await new Client({ connection }).workflow.getHandle(name).fetchHistory();
  history = JSON.stringify(events, (member, value: unknown) =>
    member === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('latin1') : value,
  );
  await connection.close();
}, 300_000);
afterAll(async () => {
  up?.child.kill('SIGINT');
  await up?.finished;
});

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

const kept = (): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

test('a run with encrypted payloads and a console has gone its whole way', () => {
  expect(printed.join('\n')).toMatch(/InService/);
  expect(kept().length).toBeGreaterThan(10);
});

test('keys, credentials and the token of the console are in no history, output, address, file or command line', () => {
  // `up` tells the token to whoever started it, there and nowhere else.
  const ups = [up.stdout().replaceAll(`#token=${token}`, ''), up.stderr()];
  const files = kept().map((file) => readFileSync(file, 'latin1'));
  const places = [history, ...ups, ...printed, ...files, ...commandLines];
  const secrets = [key, token, 'MARKED-'];
  expect(secrets.map((secret) => places.filter((place) => place.includes(secret)).length)).toEqual([0, 0, 0]);
});

test("what people gave as reason is in no history and in no file of Temporal's in the clear", () => {
  const databases = kept().filter((file) => path.basename(file).startsWith('temporal.db'));
  expect(databases.length).toBeGreaterThan(0);
  expect(
    [history, ...databases.map((file) => readFileSync(file, 'latin1'))].map((text) => text.includes(confidential)),
  ).not.toContain(true);
  expect(printed.join('\n')).toContain(confidential);
});

test('no other user of the machine can read what is kept of the run', () => {
  const isOpen = (file: string, bits: number): boolean => (statSync(file).mode & bits) !== 0;
  const isReached = (folder: string): boolean =>
    folder === home || (isOpen(folder, 0o011) && isReached(path.dirname(folder)));
  const files = kept().filter((file) => file.startsWith(`${home}/`));
  expect(files.filter((file) => isOpen(file, 0o044) && isReached(path.dirname(file)))).toEqual([]);
});
