import { homedir } from 'node:os';
import path from 'node:path';

/** Where embedded servers keep their state: `$TUNEWRIGHT_DATA_DIR`, else `$XDG_DATA_HOME/tunewright`, else `~/.local/share/tunewright`. */
export function dataDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const own = environment['TUNEWRIGHT_DATA_DIR'];
  if (own) return path.resolve(own);
  return path.join(environment['XDG_DATA_HOME'] || path.join(homedir(), '.local', 'share'), 'tunewright');
}
