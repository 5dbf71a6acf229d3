import { readFileSync } from 'node:fs';
import { describeProblems } from '../../contract/problems.js';
import type { Problem } from '../../contract/problems.js';
import { UnreachableError } from '../../contract/unreachable.js';
import type { WrappedKey } from '../../contract/wrapped-key.js';
import { InvalidSettingsError, wrongSetting } from '../../contract/invalid-settings.js';
import { keyBytes, keyEntries } from './key-entries.js';
import type { KeyEntry } from './key-entries.js';

/** Keys by their ids, in the order in which they were given: the first encrypts, all of them decrypt. */
export type EncryptionKeys = ReadonlyMap<string, Uint8Array>;

/** Has AWS KMS unwrap a key. What it throws says why it can't, without any key in it. */
export type Unwrap = (wrapped: WrappedKey) => Promise<Uint8Array>;

const variable = 'TUNEWRIGHT_ENCRYPTION_KEYS';
const fileVariable = 'TUNEWRIGHT_ENCRYPTION_KEYS_FILE';

/**
 * The keys of TUNEWRIGHT_ENCRYPTION_KEYS, or of the file that TUNEWRIGHT_ENCRYPTION_KEYS_FILE names, ready for use; those that are wrapped
 * are unwrapped now, and are plain in memory only. Null where neither is set.
 * @throws InvalidSettingsError with everything that is wrong with them, UnreachableError where KMS alone does not answer
 */
export async function encryptionKeys(
  unwrap: Unwrap,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<EncryptionKeys | null> {
  const given = givenKeys(environment);
  if (given === null) return null;
  const { field, entries, problems } = given;
  const opened = await Promise.all(entries.map((entry) => plainKey(entry, unwrap)));
  const failed = opened.flatMap(({ id, fault }) =>
    fault === undefined ? [] : [{ field, message: `the key ${id}: ${fault.message}` }],
  );
  const faults = opened.flatMap(({ fault }) => fault ?? []);
  // Where nothing but the way to KMS is wrong, the settings are not.
  if (problems.length === 0 && faults.length > 0 && faults.every((fault) => fault instanceof UnreachableError)) {
    throw new UnreachableError('AWS', describeProblems(failed), { cause: faults[0] });
  }
  if (problems.length + failed.length > 0) throw new InvalidSettingsError([...problems, ...failed]);
  return new Map(opened.map(({ id, plain }) => [id, plain]));
}

/** The keys as they are given, none of them unwrapped; null where there are none. @throws InvalidSettingsError */
export function givenKeys(
  environment: NodeJS.ProcessEnv = process.env,
): { readonly field: string; readonly entries: readonly KeyEntry[]; readonly problems: readonly Problem[] } | null {
  const text = environment[variable]?.trim();
  const file = environment[fileVariable]?.trim();
  if (text && file) throw wrongSetting(variable, `is set beside ${fileVariable}; keep one of them`);
  if (text) return { field: variable, ...keyEntries(text, variable) };
  return file ? { field: fileVariable, ...keyEntries(textOf(file), fileVariable) } : null;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw wrongSetting(fileVariable, (error as Error).message);
  }
}

interface PlainKey {
  readonly id: string;
  readonly plain: Uint8Array;
  readonly fault?: Error;
}

async function plainKey({ id, key }: KeyEntry, unwrap: Unwrap): Promise<PlainKey> {
  if (key instanceof Uint8Array) return { id, plain: key };
  const none = new Uint8Array();
  try {
    const plain = await unwrap(key);
    if (plain.length === keyBytes) return { id, plain };
    return { id, plain: none, fault: new Error(`unwrapped, it has ${plain.length} bytes instead of ${keyBytes}`) };
  } catch (error) {
    return { id, plain: none, fault: error as Error };
  }
}
