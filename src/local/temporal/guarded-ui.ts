import { randomInt } from 'node:crypto';
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isAllowedHost } from '../http/allowed-hosts.js';

export interface GuardedUi {
  close(): Promise<void>;
}

/** Where Temporal's own Web UI listens. */
export interface UiTarget {
  readonly host: string;
  readonly port: number;
}

/** An address of this machine that a page can't guess, where the system has more than one: Linux answers at all of 127.0.0.0/8. */
export const hiddenLoopback = (platform = process.platform): string =>
  platform === 'linux' ? `127.${[1, 2, 3].map(() => randomInt(1, 255)).join('.')}` : '127.0.0.1';

/** Set by browsers, and not to be forged by a page: from where a request comes. */
const ownSites: ReadonlySet<string> = new Set(['same-origin', 'none']);

/**
 * Passes requests on to Temporal's Web UI, which itself takes any Host header: a page whose name was made to resolve to 127.0.0.1 (DNS
 * rebinding) could read histories and approve gates through it.
 */
export async function guardUi(port: number, target: UiTarget): Promise<GuardedUi> {
  const server = createServer((request, response) => pass(request, response, target));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { close: () => close(server) };
}

function pass(request: IncomingMessage, response: ServerResponse, { host, port }: UiTarget): void {
  if (!isWelcome(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('only for pages of this address\n');
    request.resume();
    return;
  }
  const { method, url, headers } = request;
  const onward = send({ host, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'text/plain' }).end('the Temporal Web UI does not answer\n');
  });
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}

/** A link from elsewhere may open the UI; only the UI's own pages may change something. */
function isWelcome({ headers, method }: IncomingMessage): boolean {
  if (!isAllowedHost(headers.host, [])) return false;
  if (method === 'GET' || method === 'HEAD') return true;
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string' && !ownSites.has(site)) return false;
  return headers.origin === undefined || headers.origin === `http://${headers.host ?? ''}`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
