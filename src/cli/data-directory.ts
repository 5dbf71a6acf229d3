import { userDirectory } from '../catalog/user-directory.js';

/** Where embedded servers keep their state: `$TUNEWRIGHT_DATA_DIR`, else `$XDG_DATA_HOME/tunewright`, else `~/.local/share/tunewright`. */
export function dataDirectory(environment?: NodeJS.ProcessEnv): string {
  return userDirectory({ own: 'TUNEWRIGHT_DATA_DIR', xdg: 'XDG_DATA_HOME', home: '.local/share' }, environment);
}
