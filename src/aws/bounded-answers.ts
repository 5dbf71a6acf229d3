import { pipeline, Readable, Transform } from 'node:stream';

/** What a call has come to: the HTTP answer, whose body nobody has read yet. */
interface Handled {
  readonly response?: unknown;
}

type Middleware = <Arguments, Answer extends Handled>(
  next: (args: Arguments) => Promise<Answer>,
) => (args: Arguments) => Promise<Answer>;

/** The part of an SDK client that is used here. */
export interface Boundable {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { name: string; step: 'deserialize'; priority: 'low' }): void;
  };
}

/** Bytes. The longest real ones are a page of log events and an answer of an endpoint, of 6 MB at most. */
const longestAnswer = 32 * 1024 * 1024;

/** The SDK gathers a whole answer before it reads it: one without end, from whatever plays AWS, would fill the memory. */
export function withBoundedAnswers<Client extends Boundable>(client: Client): Client {
  const middleware: Middleware = (next) => async (args) => {
    const handled = await next(args);
    const response = handled.response as { body?: unknown } | undefined;
    if (response?.body instanceof Readable) response.body = bounded(response.body);
    return handled;
  };
  client.middlewareStack.add(middleware, { name: 'tunewrightBoundedAnswer', step: 'deserialize', priority: 'low' });
  return client;
}

function bounded(body: Readable): Readable {
  let left = longestAnswer;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      done(left < 0 ? tooLong() : null, chunk);
    },
  });
  // Whoever reads the limited stream hears of errors.
  return pipeline(body, limit, () => undefined);
}

/** To be taken like a broken connection. */
const tooLong = (): Error =>
  Object.assign(new Error(`the answer has more than ${longestAnswer} bytes`), { name: 'NetworkingError' });
