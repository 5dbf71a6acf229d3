import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { InvalidInputError } from '../../client/index.js';
import type { Problem } from '../../contract/problems.js';
import { role } from '../../contract/schema/fields.js';
import { parseWith } from '../../contract/schema/parse.js';
import type { ConsoleOptions } from './console-options.js';
import { contextOf } from './context.js';
import { problemOf, refusalOf } from './errors/problem-of.js';
import { answerUnreadable } from './errors/unreadable.js';
import { addOpenApi } from './openapi.js';
import { addPage } from './page.js';
import { addDataRoutes } from './routes/data-routes.js';
import { addDecisionRoutes } from './routes/decision-routes.js';
import { addEndpointRoutes } from './routes/endpoint-routes.js';
import { addEventRoutes } from './routes/event-routes.js';
import { addHealthRoutes } from './routes/health-routes.js';
import { addModelRoutes } from './routes/model-routes.js';
import { addPlanRoutes } from './routes/plan-routes.js';
import { addRunRoutes } from './routes/run-routes.js';
import { addScheduleRoutes } from './routes/schedule-routes.js';
import { addSessionRoutes } from './routes/session-routes.js';
import { addSweepRoutes } from './routes/sweep-routes.js';
import { allowedHosts } from './security/allowed-hosts.js';
import { Authentication } from './security/authentication.js';
import { addGuard } from './security/guard.js';
import { securityHeaders } from './security/headers.js';
import { defaultUploadLimit } from './uploaded-file.js';
import { validation } from './validation.js';
import { Hub } from './watch/hub.js';

/** Only this machine reaches it. */
const loopback = '127.0.0.1';
/** Of JSON. */
const bodyLimit = 1024 * 1024;

export interface RunningConsole {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page and the API until it is closed. @throws where the port is taken */
export async function startConsole(options: ConsoleOptions, port: number): Promise<RunningConsole> {
  const { listen: address = loopback } = options;
  const problems = problemsOf(options);
  if (problems.length > 0) throw new InvalidInputError(problems);
  const app = fastify({
    bodyLimit,
    clientErrorHandler: answerUnreadable,
    logger: { level: 'error', stream: process.stderr },
    // Of what is too long the checks of the routes tell; the router's own answer would be in another form.
    routerOptions: { maxParamLength: 16 * 1024 },
  });
  const hub = await addAll(app, options);
  await app.listen({ host: address, port });
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${portOf(app)}`,
    close: () => app.close().then(() => hub.settled()),
  };
}

/** What would otherwise be found by whoever uses the console, who can't mend it. */
function problemsOf({ listen = loopback, proxy, executionRole }: ConsoleOptions): Problem[] {
  const { problems } = parseWith(role.nullable(), executionRole ?? null);
  return [
    ...(listen === loopback || proxy !== undefined
      ? []
      : [{ field: '--listen', message: `${listen} is reached by others: only with --trust-proxy-user` }]),
    ...problems.map(({ message }) => ({ field: '--execution-role', message })),
  ];
}

const portOf = (app: FastifyInstance): number => (app.server.address() as AddressInfo | null)?.port ?? 0;

async function addAll(app: FastifyInstance, options: ConsoleOptions): Promise<Hub> {
  const context = contextOf(options);
  const hub = new Hub(context, await context.isLocal());
  const authentication = new Authentication(options);
  let known: { port: number; hosts: ReadonlySet<string> } = { port: 0, hosts: new Set() };
  const hosts = (): ReadonlySet<string> => {
    const port = portOf(app);
    if (known.port !== port) known = { port, hosts: allowedHosts(port, options.hosts) };
    return known.hosts;
  };
  const cookieName = (): string => `tunewright-${portOf(app)}`;

  app.setValidatorCompiler(validation);
  // Checked by tests, not at each answer.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status === 500) request.log.error(error);
    const { retryAfterInSeconds } = refusalOf(error).more;
    if (retryAfterInSeconds !== undefined) reply.header('retry-after', retryAfterInSeconds);
    return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  });
  // JSON as text would come from another origin without a question of the browser.
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));
  await app.register(helmet, securityHeaders);
  await app.register(cookie);
  await app.register(multipart, { limits: { files: 2, fileSize: options.uploadLimit ?? defaultUploadLimit } });
  addGuard(app, { hosts, cookieName, authentication });
  await addOpenApi(app, options.version, cookieName);
  addSessionRoutes(app, authentication, cookieName);
  addHealthRoutes(app, hub);
  addModelRoutes(app, context);
  addDataRoutes(app, context);
  addPlanRoutes(app, context);
  addRunRoutes(app, context, hub);
  addDecisionRoutes(app, context, hub);
  addEndpointRoutes(app, context, hub);
  addScheduleRoutes(app, context, hub);
  addSweepRoutes(app, context, hub);
  addEventRoutes(app, { context, hub, authentication, cookieName });
  addPage(app);
  return hub;
}
