import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role, User } from '../../api/index.js';
import { roles } from '../../api/index.js';
import { Refusal } from '../errors/refusal.js';
import { isAllowedHost } from './allowed-hosts.js';
import type { Authentication } from './authentication.js';
import { bearerOf } from './authentication.js';
import { crossOriginFault } from './same-origin.js';

/** Who may call a route: a role and those above it, or anybody. */
type Access = Role | 'anybody';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route under `/api` names it: there is no default. */
    readonly access?: Access;
    /** Its body holds the secret itself. */
    readonly signsIn?: boolean;
  }
  interface FastifyRequest {
    /** Set for all routes but those for anybody. */
    readonly user: User;
  }
}

export interface Guard {
  /** Known once the port is. */
  readonly hosts: () => ReadonlySet<string>;
  readonly cookieName: () => string;
  readonly authentication: Authentication;
}

const isApi = ({ url }: Pick<FastifyRequest, 'url'>): boolean => /^\/api(\/|\?|$)/.test(url);

/** The one place where a request is let through, in this order: host, origin, who asks, what they may. Refused is what nothing allows. */
export function addGuard(app: FastifyInstance, { hosts, cookieName, authentication }: Guard): void {
  app.decorateRequest('user');
  app.addHook('onRoute', ({ url, config }) => {
    if (isApi({ url }) && config?.access === undefined) throw new Error(`${url} does not say who may call it`);
  });
  app.addHook('onRequest', async (request, reply) => {
    const { access, signsIn = false } = request.routeOptions.config;
    const api = isApi(request);
    if (api) reply.header('cache-control', 'no-store');
    if (!isAllowedHost(hosts(), request.headers.host)) {
      throw new Refusal(
        'wrong-host',
        'the console does not answer to this name; start it with --host NAME to allow one',
      );
    }
    const hasOwnSecret = signsIn || bearerOf(request) !== null;
    const { method, headers } = request;
    const fault = crossOriginFault(hosts(), { method, headers, hasOwnSecret, isApi: api });
    if (fault !== null) throw new Refusal('forbidden', fault);
    if (!api || access === 'anybody') return;
    const user = await authentication.userOf(request, cookieName());
    Object.assign(request, { user });
    // What is not there needs no role, but somebody who is signed in.
    if (access !== undefined) demand(user, access);
  });
}

/** Each role may do what the ones before it may. */
export const may = ({ role }: User, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);

/** @throws Refusal */
export function demand(user: User, needed: Role): void {
  if (!may(user, needed)) throw new Refusal('forbidden', `this needs the role ${needed}; ${user.name} is ${user.role}`);
}
