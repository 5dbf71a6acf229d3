import type { AroundAwsCall, HandledCall } from '../contract/aws-call.js';

type Middleware = <Arguments, Answer extends HandledCall>(
  next: (args: Arguments) => Promise<Answer>,
  context: { readonly clientName?: string; readonly commandName?: string },
) => (args: Arguments) => Promise<Answer>;

/** The part of an SDK client that is used here. */
export interface Surroundable {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { name: string; step: 'finalizeRequest'; priority: 'low' }): void;
  };
}

let around: AroundAwsCall | null = null;

/** Puts that around every attempt of every call of this process, of clients that are there already too; null: nothing. */
export function putAroundCalls(wanted: AroundAwsCall | null): void {
  around = wanted;
}

/** Behind the SDK's own repetitions, so that each attempt is one. */
export function withAroundCalls<Client extends Surroundable>(client: Client, region: string): Client {
  const middleware: Middleware =
    (next, { clientName = '', commandName = '' }) =>
    (args) => {
      if (around === null) return next(args);
      const call = {
        service: clientName.replace(/Client$/, ''),
        operation: commandName.replace(/Command$/, ''),
        region,
      };
      return around(call, () => next(args));
    };
  client.middlewareStack.add(middleware, { name: 'tunewrightAroundCalls', step: 'finalizeRequest', priority: 'low' });
  return client;
}
