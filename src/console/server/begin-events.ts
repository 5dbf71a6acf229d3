import type { FastifyReply } from 'fastify';

/** From here on the answer is written as server-sent events. */
export function beginEvents(reply: FastifyReply): void {
  reply.hijack();
  // Set by hooks before: what keeps the page safe.
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-store, no-transform',
    'x-accel-buffering': 'no',
  });
}
