import { DecryptCommand, GenerateDataKeyWithoutPlaintextCommand, KMSClient } from '@aws-sdk/client-kms';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../../../../src/local/sagemaker/policy/policy-document.js';
import { policyOf } from '../../../../support/local/policy.js';
import { region, startFixture } from '../../local-sagemaker.js';
import { signedCall } from '../../signed-call.js';

const KeyId = `arn:aws:kms:${region}:123456789012:key/11111111-2222-3333-4444-555555555555`;
const other = KeyId.replace('1111', '9999');
const EncryptionContext = { purpose: 'tunewright-payloads', keyId: 'k1' };

async function client(options: Parameters<typeof startFixture>[0] = {}): Promise<KMSClient> {
  const { url: endpoint } = await startFixture(options);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new KMSClient({ endpoint, region, credentials, maxAttempts: 1 });
}

async function wrapped(kms: KMSClient): Promise<Uint8Array> {
  const made = await kms.send(
    new GenerateDataKeyWithoutPlaintextCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }),
  );
  expect(made.KeyId).toBe(KeyId);
  return made.CiphertextBlob ?? new Uint8Array();
}

test('a data key comes wrapped, says that it is of a stand-in, and is unwrapped to the same 32 bytes by any local SageMaker', async () => {
  const kms = await client();
  const CiphertextBlob = await wrapped(kms);
  expect(Buffer.from(CiphertextBlob).toString()).toMatch(/^tunewright-local: a stand-in/);
  const ask = new DecryptCommand({ CiphertextBlob, KeyId, EncryptionContext });
  const [one, two] = [await kms.send(ask), await (await client()).send(ask)];
  expect([one.KeyId, one.Plaintext?.length]).toEqual([KeyId, 32]);
  expect(two.Plaintext).toEqual(one.Plaintext);
  expect(Buffer.from(CiphertextBlob).includes(Buffer.from(one.Plaintext ?? []))).toBe(false);
});

test('the order of an encryption context says nothing, another context unwraps nothing', async () => {
  const kms = await client();
  const CiphertextBlob = await wrapped(kms);
  const unwrapped = (context: Record<string, string>): Promise<unknown> =>
    kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
  await expect(unwrapped({ keyId: 'k1', purpose: 'tunewright-payloads' })).resolves.toMatchObject({ KeyId });
  await expect(unwrapped({ ...EncryptionContext, keyId: 'k2' })).rejects.toThrow(
    expect.objectContaining({ name: 'InvalidCiphertextException' }) as Error,
  );
});

test.each([
  ['another key', { KeyId: other }, 'IncorrectKeyException'],
  ["another account's key", { KeyId: KeyId.replace('123456789012', '111122223333') }, 'NotFoundException'],
  ['what was never wrapped', { CiphertextBlob: Buffer.alloc(200) }, 'InvalidCiphertextException'],
])('a Decrypt of %s is refused as by KMS', async (_what, change, name) => {
  const kms = await client();
  const ask = { CiphertextBlob: await wrapped(kms), KeyId, EncryptionContext, ...change };
  await expect(kms.send(new DecryptCommand(ask))).rejects.toMatchObject({ name });
});

test('a data key of no size, or of two, is refused', async () => {
  const kms = await client();
  for (const size of [{}, { KeySpec: 'AES_256' as const, NumberOfBytes: 32 }]) {
    await expect(kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, ...size }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  }
});

test('bytes that are not written in Base64 are refused before anything is done with them', async () => {
  const { url } = await startFixture();
  const call = { service: 'kms', target: 'TrentService.Decrypt' };
  const { status, body } = await signedCall(url, call, { CiphertextBlob: 'not base64!' });
  expect([status, body['__type']]).toEqual([400, 'SerializationException']);
});

test('the policy for encryption lets keys of its purpose be unwrapped, and nothing else', async () => {
  const makes = parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'kms:GenerateDataKeyWithoutPlaintext', Resource: KeyId }],
    }),
  );
  const { Statement } = policyOf('encryption');
  const kms = await client({ policy: { ...makes, Statement: [...makes.Statement, ...Statement] } });
  const CiphertextBlob = await wrapped(kms);
  await expect(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).resolves.toMatchObject({ KeyId });
  const elsewhere = { ...EncryptionContext, purpose: 'payroll' };
  await expect(
    kms.send(new DecryptCommand({ CiphertextBlob, KeyId, EncryptionContext: elsewhere })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(
    kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId: other, KeySpec: 'AES_256' })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
