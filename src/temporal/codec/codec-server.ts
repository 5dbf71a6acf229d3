import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { PayloadJson } from './payload-json.js';
import { payloadFromJson, payloadToJson } from './payload-json.js';

/** How a codec server listens, and to whom it answers. */
export interface CodecServerOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Pages that may ask, by their origin: that of the Temporal UI. */
  readonly origins: readonly string[];
  /** Demanded as `Authorization: Bearer …` where it is given. */
  readonly token?: string;
}

const mostBytes = 32 * 1024 * 1024;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Serves `POST /encode` and `POST /decode` as Temporal's UI and command line ask them; what can't be decoded comes back as it is. */
export async function serveCodec(codec: PayloadCodec, options: CodecServerOptions): Promise<Server> {
  const server = createServer((request, response) => {
    answer(codec, request, response, options).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return server;
}

async function answer(
  codec: PayloadCodec,
  request: IncomingMessage,
  response: ServerResponse,
  options: CodecServerOptions,
): Promise<void> {
  const { origin } = request.headers;
  const isForeignPage = origin !== undefined && !options.origins.includes(origin);
  if (isForeignPage || !isOurName(request, options)) return void response.writeHead(403).end();
  if (origin !== undefined) allow(response, origin);
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  const work = works.get(request.url ?? '');
  if (request.method !== 'POST' || work === undefined) return void response.writeHead(404).end();
  if (!isTrusted(request, options.token)) return void response.writeHead(401).end();
  const { payloads } = JSON.parse(await bodyOf(request)) as { payloads: PayloadJson[] };
  const done = await work(codec, payloads.map(payloadFromJson));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ payloads: done.map(payloadToJson) }));
}

const encoded = (codec: PayloadCodec, payloads: Payload[]): Promise<Payload[]> => codec.encode(payloads);

/** One that can't be read must not keep the others from being shown. */
const decoded = (codec: PayloadCodec, payloads: Payload[]): Promise<Payload[]> =>
  Promise.all(
    payloads.map(async (payload) => {
      const [plain] = await codec.decode([payload]).catch(() => [payload]);
      return plain ?? payload;
    }),
  );

/** By path. */
const works: ReadonlyMap<string, typeof encoded> = new Map([
  ['/encode', encoded],
  ['/decode', decoded],
]);

/** A page whose name was made to resolve to this machine (DNS rebinding) sends that name; without a token nothing else would keep it out. */
function isOurName({ headers }: IncomingMessage, { token }: CodecServerOptions): boolean {
  return token !== undefined || loopback.has((headers.host ?? '').replace(/:\d+$/, ''));
}

function allow(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-methods', 'POST, GET, OPTIONS');
  response.setHeader('access-control-allow-headers', 'X-Namespace, Content-Type, Authorization');
  response.setHeader('access-control-allow-credentials', 'true');
}

function isTrusted({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return true;
  const [given, wanted] = [Buffer.from(headers.authorization ?? ''), Buffer.from(`Bearer ${token}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new RangeError('too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
