import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { AesGcmCodec } from '../../src/temporal/codec/aes-gcm-codec.js';
import { encryptionKeys } from '../../src/temporal/codec/encryption-keys.js';
import type { WrappedKey } from '../../src/contract/wrapped-key.js';
import { InvalidSettingsError } from '../../src/contract/invalid-settings.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const [k1, k2] = [randomBytes(32), randomBytes(32)];
const first = new AesGcmCodec(new Map([['k1', k1]]));
const rotated = new AesGcmCodec(new Map([['k2', k2], ['k1', k1]])); // prettier-ignore
const secret = { data: 's3://secret/reviews/' };
const payload = defaultPayloadConverter.toPayload(secret);

test('an encrypted payload tells its key, and nothing of what it holds', async () => {
  const [encrypted] = await first.encode([payload]);
  expect(Buffer.from(encrypted?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('k1');
  expect(JSON.stringify(encrypted)).not.toContain(Buffer.from('secret').toString('base64').slice(0, 6));
  expect(Buffer.from(encrypted?.data ?? []).includes('secret')).toBe(false);
});

test('after a rotation the newest key encrypts, and the older ones still decrypt', async () => {
  const [old] = await first.decode(await first.encode([payload]));
  const [again] = await rotated.decode(await first.encode([payload]));
  const [fresh] = await rotated.encode([payload]);
  expect([old, again].map((each) => each && defaultPayloadConverter.fromPayload(each))).toEqual([secret, secret]);
  expect(Buffer.from(fresh?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('k2');
});

test('a payload of a key that is not known names it', async () => {
  await expect(first.decode(await rotated.encode([payload]))).rejects.toThrow('the key "k2"; known here: k1');
});

test('a payload that was changed is refused', async () => {
  const [encrypted] = await first.encode([payload]);
  encrypted?.data?.set([255 ^ (encrypted.data[20] ?? 0)], 20);
  await expect(first.decode([encrypted ?? {}])).rejects.toThrow('it was changed');
});

test('what is not encrypted is passed through', async () => {
  expect(await first.decode([payload])).toEqual([payload]);
});

const entry = (id: string, key: Buffer): string => `${id}:${key.toString('base64')}`;

const nobody = (): Promise<never> => Promise.reject(new Error('KMS is not asked for a plain key'));

test('keys come from the environment or from a file, the first one to encrypt with', async () => {
  const file = path.join(temporaryDirectory(), 'keys');
  writeFileSync(file, `# newest first\n${entry('k2', k2)}\n${entry('k1', k1)}\n`);
  const inline = await encryptionKeys(nobody, { TUNEWRIGHT_ENCRYPTION_KEYS: `${entry('k2', k2)},${entry('k1', k1)}` });
  const filed = await encryptionKeys(nobody, { TUNEWRIGHT_ENCRYPTION_KEYS_FILE: file });
  expect([...(inline ?? [])]).toEqual([...(filed ?? [])]);
  expect([...(inline ?? new Map<string, unknown>()).keys()]).toEqual(['k2', 'k1']);
});

test.each([
  ['a key that is too short', { TUNEWRIGHT_ENCRYPTION_KEYS: 'k1:c2VjcmV0' }],
  ['no id', { TUNEWRIGHT_ENCRYPTION_KEYS: k1.toString('base64') }],
  ['a file that is not there', { TUNEWRIGHT_ENCRYPTION_KEYS_FILE: '/none' }],
  ['two keys of one id', { TUNEWRIGHT_ENCRYPTION_KEYS: `${entry('k1', k1)},${entry('k1', k2)}` }],
])('%s is a wrong setting, and no key is told', async (_what, environment) => {
  const reason: unknown = await encryptionKeys(nobody, environment).catch((error: unknown) => error);
  expect(reason).toBeInstanceOf(InvalidSettingsError);
  expect((reason as Error).message).not.toMatch(
    new RegExp(`c2VjcmV0|${k1.toString('base64').slice(0, 20).replace(/[+/]/g, '.')}`),
  );
});

const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/mrk-1';

test('a key with the ARN of a KMS key is unwrapped once, for its purpose and id, in its place among the others', async () => {
  const asked: WrappedKey[] = [];
  const unwrap = (wrapped: WrappedKey): Promise<Uint8Array> => {
    asked.push(wrapped);
    return Promise.resolve(k2);
  };
  const line = `k2:${keyArn}:${Buffer.from('wrapped').toString('base64')}`;
  const keys = await encryptionKeys(unwrap, { TUNEWRIGHT_ENCRYPTION_KEYS: `${line},${entry('k1', k1)}` });
  expect([...(keys ?? [])]).toEqual([['k2', k2], ['k1', k1]]); // prettier-ignore
  const encryptionContext = { purpose: 'tunewright-payloads', keyId: 'k2' };
  expect(asked).toEqual([{ keyArn, ciphertext: Buffer.from('wrapped'), encryptionContext }]);
});
