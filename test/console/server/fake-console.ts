import path from 'node:path';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import type { Tunewright } from '../../../src/client/index.js';
import type { ConsoleOptions } from '../../../src/console/server/console-options.js';
import type { RunningConsole } from '../../../src/console/server/server.js';
import { startConsole } from '../../../src/console/server/server.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** A library that reaches nothing. */
export const noLibrary = {
  aws: { region: () => Promise.resolve('us-east-1'), identity: () => Promise.reject(new Error('no AWS here')) },
  address: 'localhost:7233',
  namespace: 'default',
} as unknown as Tunewright;

export interface FakeConsole {
  readonly url: string;
  readonly token: string;
  readonly tokensFile: string;
  readonly call: (where: string, call?: Call) => Promise<Answer>;
  /** Signs in as a page does; the cookie. */
  readonly signIn: () => Promise<string>;
}

/** A console on a real port without anything behind it; its answers as they come, whatever `fetch` would refuse to send. */
export function fakeConsole(tunewright: Tunewright = noLibrary, options: Partial<ConsoleOptions> = {}): FakeConsole {
  const token = 'the-token-of-this-start';
  const tokensFile = path.join(temporaryDirectory(), 'tokens.json');
  let running: RunningConsole;
  beforeAll(async () => {
    const owner = { name: 'ana', role: 'approver' } as const;
    running = await startConsole({ tunewright, owner, token, tokensFile, version: '0.0.0', ...options }, 0);
  });
  afterAll(() => running?.close());

  const call = (where: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(`${running.url}${where}`, { method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      sent.on('error', reject).end(body);
    });
  return {
    token,
    tokensFile,
    call,
    get url() {
      return running.url;
    },
    signIn: async () => {
      const { headers } = await call('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ token }),
      });
      return String(headers['set-cookie']).split(';')[0] ?? '';
    },
  };
}
