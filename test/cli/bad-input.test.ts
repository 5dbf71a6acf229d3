import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheDirectory } from '../../src/catalog/user-directory.js';
import { localEnvironment } from '../../src/local/sagemaker/environment.js';
import { startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { clientsOf } from '../local/sagemaker/local-sagemaker.js';
import { bareEnvironment, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
let sagemaker: LocalSageMaker;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: cacheDirectory(),
  });
  // No Temporal server anywhere: bad input must be refused without one.
  env = bareEnvironment(directory, { ...localEnvironment(sagemaker.url), TEMPORAL_ADDRESS: '127.0.0.1:1' });
});
afterAll(() => sagemaker?.close());

function file(name: string, content: string | Uint8Array): string {
  const made = path.join(directory, name);
  writeFileSync(made, content);
  return made;
}

const good = '0,flat and tired\n1,bright and kind\n';
const model = 'tensorflow-tc-local-use-lite-en';

interface Refusal {
  problems: { field: string; message: string }[];
}

async function refusal(args: string[]): Promise<{ code: number | null; problems: Refusal['problems'] }> {
  const { code, stdout } = await run([...args, '--json'], env);
  return { code, problems: (JSON.parse(stdout) as Refusal).problems };
}

describe('tunewright fine-tune refuses before anything starts', () => {
  test.each([
    ['a file that does not exist', 'missing.csv', null, /does not exist/],
    ['a header row', 'header.csv', `label,text\n${good}`, /row 1 .*header/],
    ['a label that is no integer', 'words.csv', `${good}good,nice\n`, /row 3 .*not an integer/],
    ['a negative label', 'negative.csv', `${good}-1,bad\n`, /row 3 .*negative/],
    ['a missing label', 'nolabel.csv', `${good},bad\n`, /row 3.*no label/],
    ['labels with a gap', 'gap.csv', `${good}3,odd\n`, /0 to n-1.*missing 2/],
    ['one class only', 'one.csv', '0,a\n0,b\n', /only class 0/],
    ['an empty text', 'empty.csv', `${good}1,\n`, /row 3.*empty text/],
    ['invalid UTF-8', 'latin1.csv', Buffer.from('0,caf\xe9 closed\n1,nice\n', 'latin1'), /UTF-8/],
  ])('%s', async (_title, name, content, message) => {
    const data = content === null ? path.join(directory, name) : file(name, content);
    const { code, problems } = await refusal(['fine-tune', '--model', model, '--data', data]);
    expect(
      problems
        .filter(({ field }) => field === 'data')
        .map((problem) => problem.message)
        .join('\n'),
    ).toMatch(message);
    expect(code).toBe(2);
  });

  test('an unknown model, naming the nearest ones', async () => {
    const { code, problems } = await refusal([
      'fine-tune',
      '--model',
      'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-3',
    ]);
    expect(problems[0]?.message).toContain('tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2');
    expect(code).toBe(2);
  });

  test('everything that is wrong in one answer: hyperparameters, gate and data', async () => {
    const data = file('both.csv', '0,a\n0,b\n');
    const { problems } = await refusal([
      'fine-tune',
      '--model',
      model,
      '--data',
      data,
      '--set',
      'epoch=5',
      '--set',
      'learning_rate=7',
      '--gate',
      'deployment=val:acc>=0.9',
    ]);
    expect(problems.map(({ field }) => field).sort()).toEqual([
      'data',
      'gates.deployment',
      'hyperparameters.epoch',
      'hyperparameters.learning_rate',
    ]);
  });
});

describe('tunewright deploy refuses before anything starts', () => {
  test('to deploy no model, naming both ways to give one', async () => {
    const { code, problems } = await refusal(['deploy']);
    expect(problems[0]?.message).toMatch(/--model.*--from/);
    expect(code).toBe(2);
  });

  test('everything that is wrong in one answer: gate, update, budget, smoke test and artifact', async () => {
    const { code, problems } = await refusal([
      ...['deploy', '--model', model, '--artifact', 's3://bucket/model.zip', '--over-budget', 'ask'],
      ...['--on-deadline', 'traffic=shrug', '--endpoint', 'live', '--update', 'sideways', '--step-percent', '90'],
      ...['--minimum-agreement', '2'],
    ]);
    expect(problems.map(({ field }) => field).sort()).toEqual([
      'artifact',
      'budget.usd',
      'endpoint.update.stepPercent',
      'endpoint.update.strategy',
      'gates.traffic.onDeadline',
      'smokeTest.minimumAgreement',
    ]);
    expect(code).toBe(2);
  });

  test('a version without a model', async () => {
    expect(await refusal(['deploy', '--from', 'earlier', '--version', '2.*'])).toMatchObject({
      code: 2,
      problems: [{ field: 'model.version' }],
    });
  });
});

test('a deletion of leftovers that nobody can be asked about names the option that answers', async () => {
  expect(await refusal(['sweep', '--delete'])).toMatchObject({ code: 2, problems: [{ field: '--yes' }] });
});

test('an extension without a time is refused', async () => {
  expect(await refusal(['endpoints', 'extend', 'reviews'])).toMatchObject({ code: 2, problems: [{ field: '--for' }] });
});

test('an earlier run is looked for on the Temporal server', async () => {
  const { code, stderr } = await run(['fine-tune', '--model', model, '--from', 'earlier'], env);
  expect(stderr).toContain('127.0.0.1:1');
  expect(code).toBe(4);
});

test('a command that can reach no Temporal server ends with exit code 4 and says where it looked', async () => {
  const { code, stderr } = await run(['runs', 'list'], env);
  expect(stderr).toContain('127.0.0.1:1');
  expect(code).toBe(4);
});

test.each([
  ['TEMPORAL_ADDRESS', 'ana:PASSWORD@127.0.0.1:1', ['runs', 'list']],
  ['AWS_ENDPOINT_URL', 'http://ana:PASSWORD@127.0.0.1:1', ['endpoints', 'list']],
])('a password in %s stands in no message', async (variable, value, args) => {
  const { code, stdout, stderr } = await run(args, { ...env, [variable]: value });
  expect(code).not.toBe(0);
  expect(stdout + stderr).toMatch(/TEMPORAL_ADDRESS|127\.0\.0\.1:1/);
  expect(stdout + stderr).not.toContain('PASSWORD');
});

test.each([
  ['data check', ['data', 'check', '']],
  ['data check for a program', ['data', 'check', '', '--json']],
  ['data prepare', ['data', 'prepare', '', '--out', 'prepared']],
  ['data prepare for a program', ['data', 'prepare', '', '--out', 'prepared', '--json']],
  ['data upload', ['data', 'upload', '']],
  ['fine-tune', ['fine-tune', '--model', model, '--data', 's3://b/', '--output', '']],
  ['deploy for a program', ['deploy', '--model', model, '--artifact', '', '--json']],
  ['quickstart', ['quickstart', '--yes', '--data', '']],
  ['a word that is no command', ['']],
])('what signs a URL is told by no message of %s', async (_, args) => {
  const url = 'https://bucket.example/data.csv?X-Amz-Signature=MARKED&versionId=1&X-Amz-Security-Token=MARKED';
  const { stdout, stderr } = await run(
    args.map((argument) => (argument === '' ? url : argument)),
    env,
  );
  expect(stdout + stderr).toContain('X-Amz-Signature=***&versionId=1&X-Amz-Security-Token=***');
  expect(stdout + stderr).not.toContain('MARKED');
});

test('tunewright data upload puts the same content under the same key, once', async () => {
  const data = file('upload.csv', good);
  const upload = async (): Promise<unknown> => JSON.parse((await run(['data', 'upload', data, '--json'], env)).stdout);
  const first = await upload();
  expect(first).toMatchObject({ outcome: 'uploaded', rows: 2 });
  expect(await upload()).toEqual({ ...(first as object), outcome: 'present' });
});

test('tunewright data upload replaces what somebody else put under the key of its content, though it has the same size', async () => {
  const data = file('planted.csv', '0,flat and dull\n1,bright and warm\n');
  const upload = async (): Promise<{ uri: string; outcome: string }> =>
    JSON.parse((await run(['data', 'upload', data, '--json'], env)).stdout) as { uri: string; outcome: string };
  const [, Bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec((await upload()).uri) ?? [];
  const { s3 } = clientsOf(sagemaker.url);
  const planted = { Bucket, Key: `${prefix}data.csv` };
  await s3.send(new PutObjectCommand({ ...planted, Body: '1,flat and dull\n0,bright and warm\n' }));
  expect((await upload()).outcome).toBe('uploaded');
  const { Body } = await s3.send(new GetObjectCommand(planted));
  expect(await Body?.transformToString()).toBe(readFileSync(data, 'utf8'));
});

test('an unknown option ends with exit code 2', async () => {
  expect((await run(['models', 'list', '--nope'], env)).code).toBe(2);
});

test.each([
  ['sweep'],
  ['doctor'],
  ['models', 'list'],
  ['runs', 'logs', 'weekly'],
  ['endpoints', 'list'],
  ['data', 'check', 's3://bucket/prefix'],
])('"tunewright %s" refuses a region that is none before it asks anybody', async (...args) => {
  const { code, stderr } = await run([...args, '--region', 'https://example.com'], env);
  expect([code, stderr]).toEqual([2, expect.stringContaining('give an AWS region, such as us-east-1')]);
});

test.each([
  ['--for', ['endpoints', 'extend', 'x', '--for', '1h', '--forever']],
  ['--phase', ['runs', 'list', '--phase', 'sideways']],
  ['--jsn', ['runs', 'list', '--jsn']],
  ['--to', ['schedules', 'backfill', 'x', '--from', '2026-11-01T00:00:00Z']],
  ['run', ['runs', 'show']],
  ['--port', ['codec-server', '--port', '99999']],
  ['command', ['runs', 'lst']],
])('what the parser refuses is told to programs too: %s', async (field, args) => {
  const { code, problems } = await refusal(args);
  expect(problems.map((problem) => problem.field)).toEqual([field]);
  expect(code).toBe(2);
});

test.each([
  ['--from', '5', '2026-11-03'],
  ['--from', '2026-11-01T00:00:00', '2026-11-03'],
  ['--to', '2026-11-01', '2126-11-03T00:00:00Z'],
  ['--to', '2026-11-03', '2026-11-01T00:00:00+01:00'],
])('a backfill with a wrong %s starts nothing: %s to %s', async (field, from, to) => {
  const asked = ['schedules', 'backfill', 'nightly', '--from', from, '--to', to];
  expect(await refusal(asked)).toMatchObject({ code: 2, problems: [{ field }] });
});

test.each([[['up']], [['local', '--port', '0']], [['quickstart', '--yes']], [['console', 'token', 'list']]])(
  'a data directory that can’t be made is told by its setting: %j',
  async (args) => {
    const { code, stderr } = await run(args, { ...env, TUNEWRIGHT_DATA_DIR: '/dev/null/here' });
    expect(stderr).toMatch(/^TUNEWRIGHT_DATA_DIR: \/dev\/null\/here can't be used/m);
    expect(code).toBe(2);
  },
);

test('a codec server whose port is taken names it', async () => {
  const keys = { TUNEWRIGHT_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}` };
  const { port } = new URL(sagemaker.url);
  const { code, stderr } = await run(['codec-server', '--port', port], { ...env, ...keys });
  expect(stderr).toMatch(/^--port: 127\.0\.0\.1:\d+ can't be listened on .*choose another/);
  expect(code).toBe(2);
});

describe('settings that are wrong are bad input', () => {
  test.each([
    ['AWS_REGION', 'nowhere', ['endpoints', 'list']],
    ['AWS_ENDPOINT_URL', 'localhost', ['endpoints', 'list']],
    ['TUNEWRIGHT_PRICES', '/none/prices.json', ['plan', 'fine-tune', '--model', model]],
    ['TUNEWRIGHT_PRICE_LIST', 'maybe', ['plan', 'fine-tune', '--model', model]],
  ])('%s=%s', async (variable, value, args) => {
    const { code, stdout } = await run([...args, '--json'], { ...env, [variable]: value });
    expect((JSON.parse(stdout) as Refusal).problems.map(({ field }) => field)).toEqual([variable]);
    expect(code).toBe(2);
  });

  test('an empty AWS_REGION is none', async () => {
    const { code, stderr } = await run(['models', 'list'], { ...env, AWS_REGION: '', AWS_DEFAULT_REGION: '' });
    expect(stderr).toMatch(/^region: is missing/);
    expect(code).toBe(2);
  });

  test.each(['TUNEWRIGHT_HEALTH', 'TUNEWRIGHT_METRICS'])(
    'a worker ends whose %s is another one’s',
    async (variable) => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      const { code, stderr } = await run(['worker'], { ...env, [variable]: String(port) });
      other.close();
      expect(stderr).toMatch(new RegExp(`^${variable}: can't be listened on: .*in use`));
      expect(code).toBe(2);
    },
  );
});
