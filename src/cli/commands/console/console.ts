import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { InvalidInputError } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import type { RunningConsole } from '../../../console/server/server.js';
import { startConsole } from '../../../console/server/server.js';
import { print, printJson, say } from '../../output.js';
import { untilSignal } from '../../until-signal.js';
import { withTunewright } from '../../with-tunewright.js';
import { proxyOf } from './proxy-options.js';
import { signedInLink } from './signed-in-link.js';
import { tokensFile } from './tokens-file.js';

export interface ConsoleCommandOptions {
  readonly port?: number;
  readonly host?: readonly string[];
  readonly ui?: string;
  readonly selfApproval: boolean;
  readonly trustProxyUser?: string;
  readonly proxy?: readonly string[];
  readonly roles?: string;
  readonly listen?: string;
  readonly executionRole?: string;
  readonly json?: true;
  /** Where no port is asked for, and it is free. */
  readonly defaultPort: number;
}

const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Serves page and API until Ctrl-C. */
export async function serveConsole(options: ConsoleCommandOptions): Promise<void> {
  const proxy = proxyOf(options);
  const stopped = untilSignal();
  const token = randomBytes(32).toString('base64url');
  await withTunewright(async (tunewright) => {
    const running = await listening(options, (port) =>
      startConsole(
        {
          tunewright,
          owner: { name: userInfo().username, role: 'approver' },
          token,
          tokensFile: tokensFile(),
          hosts: options.host ?? [],
          ui: options.ui ?? null,
          selfApproval: options.selfApproval,
          version,
          ...defined({ proxy: proxy ?? undefined, listen: options.listen, executionRole: options.executionRole }),
        },
        port,
      ),
    );
    if (options.json === true) printJson({ url: running.url, token: proxy === null ? token : null });
    else print(`Console: ${proxy === null ? signedInLink(running.url, token) : running.url}`);
    say(proxy === null ? 'the link signs you in, and counts until Ctrl-C' : 'reached through its proxy, until Ctrl-C');
    await stopped;
    await running.close();
  });
}

/** On the port that is asked for, or on the usual one; where that is taken, on any. */
async function listening(
  { port, defaultPort }: ConsoleCommandOptions,
  start: (port: number) => Promise<RunningConsole>,
): Promise<RunningConsole> {
  try {
    return await start(port ?? defaultPort);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port === undefined) return start(0);
    throw new InvalidInputError([{ field: '--port', message: `${port} is taken; choose another one, or 0 for any` }]);
  }
}
