import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Refusal } from './errors/refusal.js';

/** Of `vite build`, beside this file's own folder in `dist/`. */
const built = fileURLToPath(new URL('../../../dist/console/page', import.meta.url));

/** The names of files with a digest in them never change what they hold. */
const assets = '/assets/';

/** The page: its files, and for every path that is none of them the one document, which reads the path itself. */
export function addPage(app: FastifyInstance, folder = built): void {
  app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    // Nobody reads a page in parts, and a range that it does not have is no fault of this server.
    acceptRanges: false,
    setHeaders: (response, file) => {
      const isAsset = file.startsWith(path.join(folder, assets));
      response.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = /^(GET|HEAD)$/.test(request.method) && !/^\/(api|assets)(\/|\?|$)/.test(request.url);
    if (!isPage) throw new Refusal('not-found', `${request.method} ${request.url.split('?')[0]} is not there`);
    if (!existsSync(path.join(folder, 'index.html'))) return reply.type('text/plain').code(503).send(notBuilt);
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
    return reply.send(await readFile(path.join(folder, 'index.html')));
  });
}

const notBuilt = 'The page of the console is not built; run: npm run build\n';
