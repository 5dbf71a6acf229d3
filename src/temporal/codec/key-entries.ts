import type { Problem } from '../../contract/problems.js';
import type { WrappedKey } from '../../contract/wrapped-key.js';

/** A key as it is given: plain, or wrapped by AWS KMS. */
export interface KeyEntry {
  readonly id: string;
  readonly key: Uint8Array | WrappedKey;
}

export const keyBytes = 32;

/** `ID:BASE64`, or `ID:ARN:BASE64` of one that the KMS key of that ARN has wrapped. */
const form =
  /^(?<id>[A-Za-z0-9._-]{1,64}):(?:(?<keyArn>arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+):)?(?<base64>[A-Za-z0-9+/_-]+={0,2})$/;

const advice = `make one with: openssl rand -base64 ${keyBytes}`;

/** Keys parted by commas or lines, and everything that is wrong with them. Messages never quote a key. */
export function keyEntries(text: string, field: string): { entries: KeyEntry[]; problems: Problem[] } {
  const lines = text.split(/[\n,]/).map((line) => line.trim());
  const given = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (given.length === 0) return { entries: [], problems: [{ field, message: 'has no key' }] };
  const entries: KeyEntry[] = [];
  const problems: Problem[] = [];
  given.forEach((line, at) => {
    const entry = entryOf(line);
    const message = entry === null ? misshapen(at) : faultOf(entry, entries);
    if (message !== null) problems.push({ field, message });
    else if (entry !== null) entries.push(entry);
  });
  return { entries, problems };
}

function entryOf(line: string): KeyEntry | null {
  const { id, keyArn, base64 = '' } = form.exec(line)?.groups ?? {};
  if (id === undefined) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (keyArn === undefined) return { id, key: bytes };
  return { id, key: { keyArn, ciphertext: bytes, encryptionContext: { purpose: 'tunewright-payloads', keyId: id } } };
}

const misshapen = (at: number): string =>
  `entry ${at + 1} must be ID:BASE64 of ${keyBytes} bytes, or ID:KMS_KEY_ARN:BASE64 of a wrapped key; ${advice}`;

function faultOf({ id, key }: KeyEntry, earlier: readonly KeyEntry[]): string | null {
  if (earlier.some((other) => other.id === id)) return `has two keys ${id}`;
  if (!(key instanceof Uint8Array) || key.length === keyBytes) return null;
  return `the key ${id} must be ID:BASE64 of ${keyBytes} bytes; ${advice}`;
}
