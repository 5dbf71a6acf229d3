import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isExecutable } from './executable.js';
import type { LogLine } from '../processes/log-line.js';

/** The path of an executable, or why this source has none (part of a sentence). */
export type Found = { readonly path: string } | { readonly missing: string };

/** One way to come by a server. Throws only where the search must not go on. */
export type ServerSource = (log: LogLine) => Promise<Found>;

/** Asks the sources in order; if none has the server, the error says what each one answered, and what to do. */
export async function firstFound(
  server: string,
  sources: readonly ServerSource[],
  remedy: string,
  log: LogLine,
): Promise<string> {
  const reasons: string[] = [];
  for (const source of sources) {
    const found = await source(log);
    if ('path' in found) return found.path;
    reasons.push(found.missing);
  }
  throw new Error(`${server} could not be found, downloaded or built:\n- ${reasons.join('\n- ')}\n${remedy}`);
}

/** The path in an environment variable. Someone who set it wants that file: a wrong path ends the search. */
export function fromVariable(variable: string, environment: NodeJS.ProcessEnv): ServerSource {
  return () => {
    const path = environment[variable];
    if (!path) return Promise.resolve({ missing: `${variable} is not set` });
    if (isExecutable(path)) return Promise.resolve({ path });
    return Promise.reject(new Error(`${variable} is ${path}, which is not an executable file`));
  };
}

/** The first of these files that is there. One that another user could have put there ends the search: it would run with this user's rights. */
export function fromCache(paths: readonly string[], cache: string): ServerSource {
  return () => {
    const path = paths.find(isExecutable);
    if (path === undefined) return Promise.resolve({ missing: `no copy in ${cache} yet` });
    const foreign = [cache, dirname(path), path].find(isOfOthers);
    if (foreign === undefined) return Promise.resolve({ path });
    const remedy = 'remove it, or set TUNEWRIGHT_CACHE_DIR to a directory of your own';
    return Promise.reject(new Error(`${foreign} belongs to another user, or any user may write it: ${remedy}`));
  };
}

/** A system's administrator may fill a cache for all. */
function isOfOthers(path: string): boolean {
  const own = process.getuid?.();
  if (own === undefined) return false;
  const { uid, mode } = statSync(path);
  return (uid !== own && uid !== 0) || (mode & 0o002) !== 0;
}

/** A source that may fail: its error is a reason like any other, and the search goes on. */
export function attempt(source: ServerSource): ServerSource {
  return async (log) => {
    try {
      return await source(log);
    } catch (error) {
      const missing = error instanceof Error ? error.message : String(error);
      log(missing);
      return { missing };
    }
  };
}
