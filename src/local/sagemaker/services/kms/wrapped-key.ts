import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { ServiceError } from '../../wire/service-error.js';
import type { EncryptionContext } from './kms-region.js';

/** At the head of every wrapped key: whoever looks at one sees what it is. */
const mark = 'tunewright-local: a stand-in, everybody can unwrap this\n';
const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** Wraps as KMS does, bound to key and context, but keeps nothing secret: what it wraps with follows from the key's ARN. */
export function wrap(plain: Uint8Array, key: string, context: EncryptionContext): Buffer {
  const iv = randomBytes(ivBytes);
  const wrapping = createCipheriv(cipher, secretOf(key), iv).setAAD(boundTo(context));
  const wrapped = [wrapping.update(plain), wrapping.final(), wrapping.getAuthTag()];
  return Buffer.concat([Buffer.from(`${mark}${key}\n`), iv, ...wrapped]);
}

/** The ARN of the key that has wrapped this. @throws ServiceError of what was not wrapped here */
export const wrappingKey = (blob: Buffer): string => partsOf(blob).key;

/** @throws ServiceError InvalidCiphertextException of another context, or where it was changed */
export function unwrap(blob: Buffer, context: EncryptionContext): Buffer {
  const { key, sealed } = partsOf(blob);
  const unwrapping = createDecipheriv(cipher, secretOf(key), sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  unwrapping.setAAD(boundTo(context));
  try {
    unwrapping.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([unwrapping.update(sealed.subarray(ivBytes, -tagBytes)), unwrapping.final()]);
  } catch {
    throw invalid();
  }
}

function partsOf(blob: Buffer): { key: string; sealed: Buffer } {
  const end = blob.indexOf('\n', mark.length);
  if (end === -1 || !blob.subarray(0, mark.length).equals(Buffer.from(mark))) throw invalid();
  const sealed = blob.subarray(end + 1);
  if (sealed.length < ivBytes + tagBytes) throw invalid();
  return { key: blob.toString('utf8', mark.length, end), sealed };
}

const secretOf = (key: string): Buffer => createHash('sha256').update(`${mark}${key}`).digest();

/** The order in which a context is written says nothing. */
const boundTo = (context: EncryptionContext): Buffer => Buffer.from(JSON.stringify(Object.entries(context).sort()));

/** KMS does not say what is wrong with it either. */
const invalid = (): ServiceError => new ServiceError('InvalidCiphertextException', '');
