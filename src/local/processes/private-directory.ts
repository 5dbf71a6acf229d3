import { chmodSync, mkdirSync, statSync } from 'node:fs';

/**
 * Makes a directory that only this user may enter, for what tells of their runs: histories, objects, logs. One that is there is used only if
 * it is theirs; who else may enter it is then their choice.
 * @throws Error naming the directory of another user: what lies there is not to be trusted
 */
export function privateDirectory(path: string): void {
  const made = mkdirSync(path, { recursive: true, mode: 0o700 });
  // The mode of a new directory is subject to the umask, which may only take away.
  if (made !== undefined) chmodSync(path, 0o700);
  const own = process.getuid?.();
  const { uid } = statSync(path);
  if (own !== undefined && uid !== own) {
    throw new Error(`${path} belongs to another user (uid ${uid}, not ${own}): choose a directory of your own`);
  }
}
