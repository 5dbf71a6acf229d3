import { readFileSync } from 'node:fs';
import { wrongSetting } from '../invalid-settings.js';

/** Keys by their ids, in the order in which they were given: the first encrypts, all of them decrypt. */
export type EncryptionKeys = ReadonlyMap<string, Uint8Array>;

const keyBytes = 32;
const variable = 'TUNEWRIGHT_ENCRYPTION_KEYS';
const fileVariable = 'TUNEWRIGHT_ENCRYPTION_KEYS_FILE';

/**
 * The keys of TUNEWRIGHT_ENCRYPTION_KEYS, or of the file that TUNEWRIGHT_ENCRYPTION_KEYS_FILE names: `ID:BASE64` of 32 bytes each, parted
 * by commas or lines. Null where neither is set. Messages never quote a key.
 * @throws InvalidSettingsError
 */
export function encryptionKeys(environment: NodeJS.ProcessEnv = process.env): EncryptionKeys | null {
  const text = environment[variable]?.trim();
  const file = environment[fileVariable]?.trim();
  if (text && file) throw wrongSetting(variable, `is set beside ${fileVariable}; keep one of them`);
  if (text) return read(text, variable);
  return file ? read(textOf(file), fileVariable) : null;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw wrongSetting(fileVariable, (error as Error).message);
  }
}

function read(text: string, field: string): EncryptionKeys {
  const lines = text.split(/[\n,]/).map((line) => line.trim());
  const keys = new Map<string, Uint8Array>();
  for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
    const [, id, base64 = ''] = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/_-]+={0,2})$/.exec(line) ?? [];
    const key = Buffer.from(base64, 'base64');
    if (id === undefined || key.length !== keyBytes) {
      const which = id === undefined ? `entry ${keys.size + 1}` : `the key ${id}`;
      throw wrongSetting(
        field,
        `${which} must be ID:BASE64 of ${keyBytes} bytes; make one with: openssl rand -base64 ${keyBytes}`,
      );
    }
    if (keys.has(id)) throw wrongSetting(field, `has two keys ${id}`);
    keys.set(id, key);
  }
  if (keys.size === 0) throw wrongSetting(field, 'has no key');
  return keys;
}
