import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where this machine keeps what is slow to fetch or build, shared by every checkout and every run:
 * `$TUNEWRIGHT_CACHE_DIR`, else `$XDG_CACHE_HOME/tunewright`, else `~/.cache/tunewright`.
 * An absolute path; the directory may not exist yet.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.TUNEWRIGHT_CACHE_DIR) return resolve(environment.TUNEWRIGHT_CACHE_DIR);
  // The XDG specification says that a relative path is to be ignored.
  const xdg = environment.XDG_CACHE_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'tunewright');
}
