import { join } from 'node:path';
import { findOnPath, outputOf } from './executable.js';
import { fromGo } from './go-install.js';
import { fromSdkDownload } from './sdk-download.js';
import { firstFound, fromCache, fromVariable } from './server-source.js';
import type { Found } from './server-source.js';
import type { LogLine } from '../processes/log-line.js';

/** The newest version that `go install` accepts: later ones have a `replace` in their go.mod. Server 1.29.1. */
const version = 'v1.5.1';
const module = `github.com/temporalio/cli/cmd/temporal@${version}`;
const variable = 'TUNEWRIGHT_TEMPORAL_CLI';
const remedy = [
  'Do one of these:',
  '  install the Temporal CLI (https://docs.temporal.io/cli);',
  '  install Go 1.25 or newer (https://go.dev/dl), and Tunewright builds it;',
  `  set ${variable} to the path of a \`temporal\` executable.`,
].join('\n');

export interface FindServer {
  readonly log: LogLine;
  /** Where a server is looked for, and kept once it is fetched or built. */
  readonly cacheDirectory: string;
  /** Left out, it is this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The path of a `temporal` executable that can run `server start-dev`: `TUNEWRIGHT_TEMPORAL_CLI`, else `temporal` on
 * PATH, else a copy in the cache, else one built with Go, every module of which is verified, else the SDK's download,
 * which only its TLS vouches for. The last two take time, say so through `log`, and happen once per machine.
 */
export function findTemporalCli({ log, cacheDirectory, environment = process.env }: FindServer): Promise<string> {
  const downloaded = join(cacheDirectory, 'temporal-cli-download', 'temporal');
  const built = join(cacheDirectory, `temporal-cli-${version}`, 'temporal');
  const sources = [
    fromVariable(variable, environment),
    () => onPath(environment),
    fromCache([downloaded, built], cacheDirectory),
    fromGo(module, built, environment),
    fromSdkDownload({ server: 'the Temporal CLI', method: 'createLocal', version, target: downloaded }),
  ];
  return firstFound('The Temporal CLI', sources, remedy, log);
}

async function onPath(environment: NodeJS.ProcessEnv): Promise<Found> {
  const path = findOnPath('temporal', environment);
  if (path === undefined) return { missing: 'no `temporal` on PATH' };
  const version = await outputOf(path, ['--version'], environment);
  return version?.startsWith('temporal version')
    ? { path }
    : { missing: `${path} is on PATH, but \`temporal --version\` does not work there` };
}
