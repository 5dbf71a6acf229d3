import type { AroundAwsCall, AwsAnswered } from '../contract/aws-call.js';

interface Handled {
  readonly output: { readonly $metadata: AwsAnswered };
}

type Middleware = <Arguments, Answer extends Handled>(
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
    async (args) => {
      if (around === null) return next(args);
      const call = {
        service: clientName.replace(/Client$/, ''),
        operation: commandName.replace(/Command$/, ''),
        region,
      };
      const { answer } = await around(call, async () => {
        const handled = await next(args);
        return { answer: handled, answered: handled.output.$metadata };
      });
      return answer;
    };
  client.middlewareStack.add(middleware, { name: 'tunewrightAroundCalls', step: 'finalizeRequest', priority: 'low' });
  return client;
}
