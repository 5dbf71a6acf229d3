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
    add(middleware: never, options: { name: string; step: 'initialize'; priority: 'high' }): void;
  };
}

/**
 * Lets every call of a client through the governor, which also repeats it: the client itself must not. It comes before everything
 * else, the signature too, which would be out of date after a long wait.
 */
export function governed<Client extends Governable>(
  client: Client,
  governor: RateGovernor,
  { region, first = false }: { region: string; first?: boolean },
): Client {
  const middleware = (next: Handler, context: CallContext) => (args: never) => {
    const signal = context.__smithy_context?.['abortSignal'] as AbortSignal | undefined;
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    return governor.call({ region, operation, first, ...(signal === undefined ? {} : { signal }) }, () => next(args));
  };
  client.middlewareStack.add(middleware as never, {
    name: 'tunewrightRateGovernor',
    step: 'initialize',
    priority: 'high',
  });
  return client;
}
