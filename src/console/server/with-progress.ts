import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginEvents } from './begin-events.js';
import { problemOf } from './errors/problem-of.js';
import { Refusal } from './errors/refusal.js';

/** `rows`: of how many, where that is known. */
export type OnProgress = (done: number, rows?: number) => void;

const pauseMilliseconds = 250;

/**
 * An answer that takes minutes. Who asks for events hears how far it is, so that neither a person nor a proxy takes it for lost; others get it
 * as any other. It ends when whoever asked has gone: rows cost the endpoint its time. What goes wrong before the first row is answered as ever.
 */
export async function withProgress<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T | FastifyReply> {
  const { raw } = reply;
  const asked = /\btext\/event-stream\b/.test(request.headers.accept ?? '');
  const tell = (event: string, data: object): void => {
    if (!reply.sent) beginEvents(reply);
    raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  let told = 0;
  const onProgress: OnProgress = (done, rows) => {
    if (raw.destroyed) throw new Refusal('bad-request', 'whoever asked has gone');
    const now = Date.now();
    if (!asked || (done !== rows && now - told < pauseMilliseconds)) return;
    told = now;
    tell('progress', { done, rows: rows ?? null });
  };
  try {
    const result = await work(onProgress);
    if (!asked) return result;
    tell('result', result as object);
  } catch (error) {
    if (!reply.sent) throw error;
    const problem = problemOf(error);
    if (problem.status === 500) request.log.error(error);
    tell('problem', problem);
  }
  raw.end();
  return reply;
}
