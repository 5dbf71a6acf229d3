import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { User } from '../../api/index.js';
import { eventsQuery } from '../../api/index.js';
import { beginEvents } from '../begin-events.js';
import type { Context } from '../context.js';
import type { Authentication } from '../security/authentication.js';
import { runViewFor } from '../run-view-for.js';
import { EventStream } from '../watch/event-stream.js';
import type { Hub } from '../watch/hub.js';
import { watched } from '../watch/watched.js';
import { answers } from './answers.js';

export interface EventRoutes {
  readonly context: Context;
  readonly hub: Hub;
  readonly authentication: Authentication;
  readonly cookieName: () => string;
}

export function addEventRoutes(app: FastifyInstance, { context, hub, authentication, cookieName }: EventRoutes): void {
  const boot = randomBytes(4).toString('hex');
  const streams = new Set<EventStream>();
  // Open streams would keep the server from closing.
  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
  const { 200: _json, ...errors } = answers(z.string(), '');
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/events',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['events'],
        summary: 'Whatever changes of what is watched, as server-sent events; each is the whole state of its topic',
        querystring: eventsQuery,
        response: {
          200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
          ...errors,
        },
      },
    },
    (request, reply) => {
      const watches = watched(hub, request.query);
      const { user } = request;
      const session = request.cookies[cookieName()];
      beginEvents(reply);
      const stream = new EventStream(reply.raw, { boot, isStillAllowed: () => isStill(session) });
      streams.add(stream);
      const stops = watches.map((watch) => watch(listenerOf(stream, user)));
      reply.raw.on('close', () => {
        streams.delete(stream);
        for (const stop of stops) stop();
      });
    },
  );

  const listenerOf = (stream: EventStream, user: User) => ({
    send: stream.send.bind(stream),
    runView: runViewFor(context, user),
  });

  /** Whoever came with a bearer token has no session that could end. */
  const isStill = (session: string | undefined): boolean =>
    session === undefined || authentication.sessions.has(session);
}
