import { homedir } from 'node:os';
import path from 'node:path';

export interface UserDirectory {
  /** The variable that names the directory itself. */
  readonly own: string;
  /** The variable of the XDG Base Directory Specification under which it is a folder. */
  readonly xdg: string;
  /** What the specification says where that variable is not set, below the home directory. */
  readonly home: string;
}

/** An absolute path, which may not exist yet: `$OWN`, else `$XDG/tunewright`, else `~/HOME/tunewright`. */
export function userDirectory({ own, xdg, home }: UserDirectory, environment: NodeJS.ProcessEnv = process.env): string {
  if (environment[own]) return path.resolve(environment[own]);
  const base = environment[xdg];
  // The specification says that a relative path is to be ignored.
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), home), 'tunewright');
}

/** What is slow to fetch or build, shared by every checkout and every run of this user. */
export function cacheDirectory(environment?: NodeJS.ProcessEnv): string {
  return userDirectory({ own: 'TUNEWRIGHT_CACHE_DIR', xdg: 'XDG_CACHE_HOME', home: '.cache' }, environment);
}
