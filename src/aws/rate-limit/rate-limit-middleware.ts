import { defined } from '../../contract/defined.js';
import type { RateLimiter } from './rate-limiter.js';

/** What the SDK tells a middleware of a call; the signal is that of `send`'s options. */
interface CallContext {
  commandName?: string;
  __smithy_context?: Record<string, unknown>;
}

/** A middleware for whatever the operation takes and gives. */
type Middleware = <Arguments, Answer>(
  next: (args: Arguments) => Promise<Answer>,
  context: CallContext,
) => (args: Arguments) => Promise<Answer>;

/** The part of an SDK client that is used here. */
interface WithMiddleware {
  middlewareStack: {
    add(middleware: Middleware, options: { name: string; step: 'initialize'; priority: 'high' }): void;
  };
}

/**
 * Lets every call of a client through the limiter, which also repeats it: the client itself must not. It comes before everything
 * else, the signature too, which would be out of date after a long wait.
 */
export function rateLimited<Client extends WithMiddleware>(
  client: Client,
  limiter: RateLimiter,
  { region, first = false }: { region: string; first?: boolean },
): Client {
  const middleware: Middleware = (next, context) => (args) => {
    const signal = context.__smithy_context?.['abortSignal'] as AbortSignal | undefined;
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    return limiter.call(defined({ region, operation, first, signal }), () => next(args));
  };
  client.middlewareStack.add(middleware, { name: 'tunewrightRateLimit', step: 'initialize', priority: 'high' });
  return client;
}
