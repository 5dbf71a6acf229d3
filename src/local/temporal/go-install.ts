import { basename, dirname, join } from 'node:path';
import { rename } from 'node:fs/promises';
import { findOnPath } from './executable.js';
import { makeOnce } from './make-once.js';
import { runSlowly } from './run-slowly.js';
import { attempt } from './server-source.js';
import type { ServerSource } from './server-source.js';

const limitMilliseconds = 30 * 60_000;

/** Go compares every module with its public checksum database, whatever the user's settings for modules of their own say. */
const verified = { GOSUMDB: 'sum.golang.org', GONOSUMDB: '', GOPRIVATE: '', GOINSECURE: '', GOFLAGS: '' };

/** Compiles the Temporal CLI, its server and Web UI included, out of the Go module proxy. */
export function fromGo(module: string, target: string, environment: NodeJS.ProcessEnv): ServerSource {
  return attempt(async (log) => {
    const go = findOnPath('go', environment);
    if (go === undefined) return { missing: 'no `go` on PATH to build it with' };
    await makeOnce(dirname(target), log, async (folder) => {
      log(`Building the Temporal CLI with \`go install ${module}\`: about 4 minutes, once per machine`);
      const env = { ...environment, ...verified, GOBIN: folder };
      await runSlowly({
        name: 'Build of the Temporal CLI',
        command: go,
        args: ['install', module],
        env,
        cwd: folder,
        limitMilliseconds,
        log,
      });
      await rename(join(folder, 'temporal'), join(folder, basename(target)));
      log('The Temporal CLI is built');
    });
    return { path: target };
  });
}
