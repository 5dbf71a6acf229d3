import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { GenerateDataKeyWithoutPlaintextCommand, KMSClient } from '@aws-sdk/client-kms';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { RemoteCodec } from '../../src/temporal/codec/remote-codec.js';
import { bareEnvironment, command, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const KeyId = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const directory = temporaryDirectory();
let sagemaker: LocalSageMaker;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const [dataDirectory, cacheDirectory] = [path.join(directory, 'sagemaker'), path.join(directory, 'cache')];
  sagemaker = await startLocalSageMaker({ port: 0, dataDirectory, cacheDirectory });
  env = bareEnvironment(directory, localEnvironment(sagemaker.url));
});
afterAll(() => sagemaker?.close());

/** A line of a file of keys, with a data key made for the id and wrapped by KMS. */
async function wrappedLine(id: string, madeFor = id, NumberOfBytes = 32): Promise<string> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const kms = new KMSClient({ endpoint: sagemaker.url, region: 'us-east-1', credentials });
  const EncryptionContext = { purpose: 'tunewright-payloads', keyId: madeFor };
  const made = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes, EncryptionContext }));
  return `${id}:${KeyId}:${Buffer.from(made.CiphertextBlob ?? []).toString('base64')}`;
}

function keysFile(...lines: string[]): NodeJS.ProcessEnv {
  const file = path.join(temporaryDirectory(), 'keys');
  writeFileSync(file, `# newest first\n${lines.join('\n')}\n`);
  return { ...env, TUNEWRIGHT_ENCRYPTION_KEYS_FILE: file };
}

test('a codec server encrypts with a key that KMS has unwrapped, and another one with that key reads it', async () => {
  const line = await wrappedLine('k1');
  const servers = [1, 2].map(() => command(['codec-server', '--port', '0'], keysFile(line)));
  try {
    const codecs = await Promise.all(
      servers.map(async (server) => {
        await vi.waitFor(() => expect(server.stderr()).toContain('codec server: '), { timeout: 60_000 });
        const [endpoint = ''] = /http:\S+(?=,)/.exec(server.stderr()) ?? [];
        return new RemoteCodec({ endpoint, namespace: 'default' });
      }),
    );
    const plain = defaultPayloadConverter.toPayload({ data: 's3://reviews/' });
    const encrypted = (await codecs[0]?.encode([plain])) ?? [];
    expect(Buffer.from(encrypted[0]?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('k1');
    const [back = {}] = (await codecs[1]?.decode(encrypted)) ?? [];
    expect(defaultPayloadConverter.fromPayload(back)).toEqual({ data: 's3://reviews/' });
  } finally {
    for (const { child } of servers) child.kill('SIGTERM');
    await Promise.all(servers.map(({ finished }) => finished));
  }
});

test('everything that is wrong with a file of keys is told at once, and none of it is a key', async () => {
  const secret = Buffer.alloc(31, 7).toString('base64');
  const lines = [
    `k1:${secret}`,
    await wrappedLine('k2', 'k9'),
    await wrappedLine('k3', 'k3', 16),
    'k4',
    await wrappedLine('k5'),
  ];
  const { code, stderr } = await run(['codec-server', '--port', '0'], keysFile(...lines));
  expect(code).toBe(2);
  expect(stderr).toContain('the key k1 must be ID:BASE64 of 32 bytes');
  expect(stderr).toContain("the key k2: KMS can't unwrap it");
  expect(stderr).toContain('the key k3: unwrapped, it has 16 bytes instead of 32');
  expect(stderr).toContain('entry 4 must be ID:BASE64');
  expect(stderr).not.toContain('k5');
  const quoted = lines.map((line) => line.slice(line.lastIndexOf(':') + 1)).filter((text) => text !== 'k4');
  expect(quoted.filter((text) => stderr.includes(text.slice(0, 20)))).toEqual([]);
});

test('where KMS does not answer and nothing else is wrong, a codec server ends with exit code 4 and names the key', async () => {
  const nowhere = { ...keysFile(await wrappedLine('k1')), AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  const { code, stderr } = await run(['codec-server', '--port', '0'], nowhere);
  expect(stderr).toContain(`the key k1: KMS did not unwrap it with ${KeyId}`);
  expect(code).toBe(4);
});

test('a key that is wrong beside one for which KMS does not answer is a wrong setting', async () => {
  const lines = [await wrappedLine('k1'), 'k2:short'];
  const { code, stderr } = await run(['codec-server', '--port', '0'], {
    ...keysFile(...lines),
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  });
  expect(stderr).toContain('the key k1: KMS did not unwrap it');
  expect(stderr).toContain('the key k2 must be ID:BASE64 of 32 bytes');
  expect(code).toBe(2);
});

test('doctor tells which keys encrypt and decrypt, and which KMS key unwraps them', async () => {
  const plain = `old:${Buffer.alloc(32, 7).toString('base64')}`;
  const unreachable = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const { stdout } = await run(['doctor', '--json'], { ...keysFile(await wrappedLine('k1'), plain), ...unreachable });
  const { findings } = JSON.parse(stdout) as { findings: { about: string; text: string }[] };
  expect(findings.find(({ about }) => about === 'encryption')?.text).toBe(
    `payloads are encrypted with k1 (wrapped by ${KeyId}), and decrypted with old (plain) too`,
  );
});
