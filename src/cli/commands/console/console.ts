import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { InvalidInputError, Tunewright } from '../../../client/index.js';
import type { RunningConsole } from '../../../console/server/server.js';
import { startConsole } from '../../../console/server/server.js';
import { print, printJson, say } from '../../output.js';
import { untilSignal } from '../../until-signal.js';
import { signedInLink } from './signed-in-link.js';
import { tokensFile } from './tokens-file.js';

export interface ConsoleCommandOptions {
  readonly port?: number;
  readonly host?: readonly string[];
  readonly ui?: string;
  readonly selfApproval: boolean;
  readonly json?: true;
  /** Where no port is asked for, and it is free. */
  readonly defaultPort: number;
}

const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Serves page and API until Ctrl-C. */
export async function serveConsole(options: ConsoleCommandOptions): Promise<void> {
  const stopped = untilSignal();
  const token = randomBytes(32).toString('base64url');
  const tunewright = await Tunewright.connect();
  try {
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
        },
        port,
      ),
    );
    if (options.json === true) printJson({ url: running.url, token });
    else print(`Console: ${signedInLink(running.url, token)}`);
    say('the link signs you in, and counts until Ctrl-C');
    await stopped;
    await running.close();
  } finally {
    await tunewright.close();
  }
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
