import { expect, test } from 'vitest';
import { unwrapKey } from '../../src/aws/unwrap-key.js';
import { awsError } from '../support/aws/errors.js';
import type { Answers } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';

const wrapped = {
  keyArn: 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555',
  ciphertext: Buffer.from('wrapped'),
  encryptionContext: { purpose: 'tunewright-payloads', keyId: 'k1' },
};

function asked(Decrypt: NonNullable<Answers[string]>, signal = new AbortController().signal) {
  const { aws, calls } = fakeAws({ Decrypt });
  return { calls, plain: unwrapKey(aws.clients('eu-west-1'), wrapped, signal) };
}

test('KMS is asked for that key and that context only', async () => {
  const { plain, calls } = asked({ Plaintext: Buffer.alloc(32, 7) });
  expect(await plain).toEqual(Buffer.alloc(32, 7));
  const { keyArn: KeyId, ciphertext: CiphertextBlob, encryptionContext: EncryptionContext } = wrapped;
  expect(calls).toEqual([{ operation: 'Decrypt', input: { KeyId, CiphertextBlob, EncryptionContext } }]);
});

test.each([
  ['no right', awsError('AccessDeniedException', 'not authorized'), `kms:Decrypt on ${wrapped.keyArn}`],
  ['a key that was changed', awsError('InvalidCiphertextException', ''), 'purpose=tunewright-payloads,keyId=k1'],
  ['another KMS key', awsError('IncorrectKeyException', 'no'), `another KMS key than ${wrapped.keyArn}`],
  ['a KMS key that is not there', awsError('NotFoundException', 'no such key'), 'no such key'],
])('%s is told in words that help', async (_what, error, words) => {
  await expect(asked(throwing(error)).plain).rejects.toThrow(words);
});

test('a KMS that does not answer is waited for no longer than the signal says', async () => {
  const stop = new AbortController();
  const silent = (_input: unknown, signal?: AbortSignal): Promise<never> =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
  const { plain } = asked(silent, stop.signal);
  setTimeout(() => stop.abort(new Error('too late')), 0);
  await expect(plain).rejects.toThrow('too late');
});
