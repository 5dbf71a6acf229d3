import { chmodSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory that only this user may enter, for what tells of their runs: histories, objects, logs. One that is there is used only if
 * it is theirs, and nobody else can put anything into it or in its place; who else may read it is then their choice.
 * @throws Error naming the directory that others own or may write: what lies there is not to be trusted
 */
export function privateDirectory(path: string): void {
  const made = mkdirSync(path, { recursive: true, mode: 0o700 });
  // The mode of a new directory is subject to the umask, which may only take away.
  if (made !== undefined) chmodSync(path, 0o700);
  const own = process.getuid?.();
  if (own === undefined) return;
  const { uid } = statSync(path);
  if (uid !== own) throw refusal(path, `belongs to another user (uid ${uid}, not ${own})`);
  const link = lstatSync(path).uid;
  if (link !== own && link !== 0) throw refusal(path, `is a link that another user has made (uid ${link}, not ${own})`);
  const real = realpathSync(path);
  if (isOpen(real)) throw refusal(path, 'can be written by everybody');
  for (let child = real, parent = dirname(real); parent !== child; [child, parent] = [parent, dirname(parent)]) {
    if (isOpen(parent) && !isSticky(parent))
      throw refusal(path, `can be replaced by everybody, who may write ${parent}`);
  }
}

const refusal = (path: string, why: string): Error => new Error(`${path} ${why}: choose a directory of your own`);

const isOpen = (path: string): boolean => (statSync(path).mode & 0o002) !== 0;

/** As /tmp: what lies in it is its owner's alone to move. */
const isSticky = (path: string): boolean => (statSync(path).mode & 0o1000) !== 0;

/** From now on what this process and its children make is for its user alone, also where they open a directory for others. */
export const privateFiles = (): void => void process.umask(0o077);
