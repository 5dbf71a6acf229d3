import { givenKeys } from '../temporal/codec/encryption-keys.js';
import type { KeyEntry } from '../temporal/codec/key-entries.js';
import type { Finding } from './finding.js';
import { ok } from './finding.js';

/** Which keys encrypt and decrypt, by their ids; nothing where there are none. To be asked once they are known to be usable. */
export function keysFinding(environment: NodeJS.ProcessEnv): Finding[] {
  const [newest, ...older] = givenKeys(environment)?.entries ?? [];
  if (newest === undefined) return [];
  const others = older.length === 0 ? '' : `, and decrypted with ${older.map(shown).join(', ')} too`;
  return [ok('encryption', `payloads are encrypted with ${shown(newest)}${others}`)];
}

const shown = ({ id, key }: KeyEntry): string =>
  key instanceof Uint8Array ? `${id} (plain)` : `${id} (wrapped by ${key.keyArn})`;
