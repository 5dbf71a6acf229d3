import { mkdirSync } from 'node:fs';
import { userDirectory } from '../catalog/user-directory.js';
import { wrongSetting } from '../contract/invalid-settings.js';

const variable = 'TUNEWRIGHT_DATA_DIR';

/**
 * Where embedded servers keep their state: `$TUNEWRIGHT_DATA_DIR`, else `$XDG_DATA_HOME/tunewright`, else `~/.local/share/tunewright`. Made if it
 * is missing. @throws InvalidSettingsError where it can't be
 */
export function dataDirectory(environment?: NodeJS.ProcessEnv): string {
  const directory = userDirectory({ own: variable, xdg: 'XDG_DATA_HOME', home: '.local/share' }, environment);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw wrongSetting(variable, `${directory} can't be used (${(error as Error).message}); name another directory`);
  }
  return directory;
}
