import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Half a million texts. Every encoder that is trained whole and then continued makes a file of its own. */
const defaultLimitBytes = 2 ** 30;

/**
 * Keeps the files of vectors in a directory below a limit: those go first that no job has used for longest, and the one
 * in use (`ENCODER.vectors`) only if it is too large by itself. Marks that one as used.
 */
export async function trimEncodings(
  directory: string,
  encoder: string,
  limitBytes: number = defaultLimitBytes,
): Promise<void> {
  const inUse = join(directory, `${encoder}.vectors`);
  const now = new Date();
  // There is none at the first job.
  await utimes(inUse, now, now).catch(() => undefined);
  const files = await vectorFiles(directory);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  const byAge = files.sort(
    (a, b) => Number(a.path === inUse) - Number(b.path === inUse) || a.usedMilliseconds - b.usedMilliseconds,
  );
  for (const { path, size } of byAge) {
    if (total <= limitBytes) return;
    await rm(path, { force: true });
    total -= size;
  }
}

async function vectorFiles(directory: string): Promise<{ path: string; size: number; usedMilliseconds: number }[]> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.vectors'));
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      // Another job may have dropped it in the meantime.
      const status = await stat(path).catch(() => undefined);
      return status === undefined ? [] : [{ path, size: status.size, usedMilliseconds: status.mtimeMs }];
    }),
  );
  return found.flat();
}
