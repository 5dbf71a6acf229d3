import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { session, signIn } from '../../api/index.js';
import { Refusal } from '../errors/refusal.js';
import type { Authentication } from '../security/authentication.js';
import { answers } from './answers.js';

/** Of this port alone: browsers send cookies to every port of a machine. */
export function addSessionRoutes(app: FastifyInstance, authentication: Authentication, cookieName: () => string): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/session',
    {
      config: { access: 'anybody', signsIn: true },
      schema: {
        tags: ['session'],
        summary: 'Signs a browser in by a token, with a cookie',
        body: signIn,
        response: answers(session, 'Signed in'),
      },
    },
    async (request, reply) => {
      if (authentication.isByProxy) throw new Refusal('forbidden', 'people sign in at the proxy of this console');
      const user = await authentication.userOfToken(request.body.token);
      const before = request.cookies[cookieName()];
      if (before !== undefined) authentication.sessions.close(before);
      reply.setCookie(cookieName(), authentication.sessions.open(user), cookie);
      return { user };
    },
  );
  app.delete(
    '/api/session',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['session'],
        summary: 'Signs out',
        response: answers(z.object({ signedOut: z.literal(true) }), 'Signed out'),
      },
    },
    async (request, reply) => {
      const id = request.cookies[cookieName()];
      if (id !== undefined) authentication.sessions.close(id);
      reply.clearCookie(cookieName(), cookie);
      return { signedOut: true };
    },
  );
}
