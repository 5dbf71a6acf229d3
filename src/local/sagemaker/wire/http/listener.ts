import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isAllowedHost } from '../../../http/allowed-hosts.js';
import { isFromPage } from '../../../http/from-page.js';
import { parseTarget } from './call.js';
import type { Call } from './call.js';

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Names besides 127.0.0.1, localhost and [::1] under which this server may be addressed. */
  readonly hostNames: readonly string[];
  readonly handle: (call: Call) => Promise<void>;
  readonly log: (line: string) => void;
}

const keepAliveMilliseconds = 120_000;

/** Listens on this machine only, unless it has been given names that others know it by (as in a Compose network). */
export async function listen(options: ListenOptions): Promise<Listener> {
  const server = createServer((request, response) => void answer(request, response, options));
  // Longer than clients keep a connection: one that is closed while a request is on its way looks like a fault.
  server.keepAliveTimeout = keepAliveMilliseconds;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.hostNames.length > 0 ? '0.0.0.0' : '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ListenOptions): Promise<void> {
  // Whatever is left of the body when the answer has gone out must be read: a client that still writes would
  // otherwise see a broken connection instead of the answer.
  response.once('finish', () => request.resume());
  if (!isAllowedHost(request.headers.host, options.hostNames)) return refuse(response, 403, 'unknown Host header');
  // A page knows the keys as everybody does, and can send what is signed in its URL.
  if (isFromPage(request)) return refuse(response, 403, 'not for web pages');
  const target = readTarget(request.url ?? '/');
  if (target === undefined) return refuse(response, 400, 'malformed percent-encoding in the request target');
  const { method = 'GET' } = request;
  const call: Call = { request, response, method, ...target, requestId: randomUUID(), log: options.log };
  try {
    await options.handle(call);
  } catch (error) {
    options.log(`${call.method} ${call.rawPath}: ${String(error)}`);
    if (response.headersSent) response.destroy();
    else refuse(response, 500, 'internal failure');
  }
}

function readTarget(url: string): ReturnType<typeof parseTarget> | undefined {
  try {
    const target = parseTarget(url);
    decodeURIComponent(target.rawPath);
    return target;
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
