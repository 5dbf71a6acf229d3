import type { RateGovernor } from './rate-governor.js';

/** What the SDK tells a middleware of a call; the signal is that of `send`'s options. */
interface CallContext {
  commandName?: string;
  __smithy_context?: Record<string, unknown>;
}

type Handler = (args: never) => Promise<unknown>;

/** The part of an SDK client's middleware stack that is used here. */
interface Governable {
  middlewareStack: {
    addRelativeTo(
      middleware: never,
      options: { name: string; relation: 'after'; toMiddleware: 'retryMiddleware' },
    ): void;
  };
}

/**
 * Lets every call of a client through the governor. Behind the SDK's own retries, so that each of them takes a turn too, and before the
 * signature, which would be out of date after a long wait.
 */
export function governed<Client extends Governable>(client: Client, governor: RateGovernor, region: string): Client {
  const middleware = (next: Handler, context: CallContext) => (args: never) => {
    const signal = context.__smithy_context?.['abortSignal'] as AbortSignal | undefined;
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    return governor.call({ region, operation, ...(signal === undefined ? {} : { signal }) }, () => next(args));
  };
  client.middlewareStack.addRelativeTo(middleware as never, {
    name: 'tunewrightRateGovernor',
    relation: 'after',
    toMiddleware: 'retryMiddleware',
  });
  return client;
}
