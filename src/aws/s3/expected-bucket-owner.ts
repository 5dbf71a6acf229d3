interface CallContext {
  readonly commandName?: string;
}

type Middleware = <Arguments extends { input: object }, Answer>(
  next: (args: Arguments) => Promise<Answer>,
  context: CallContext,
) => (args: Arguments) => Promise<Answer>;

/** The part of an S3 client that is used here. */
interface WithMiddleware {
  readonly middlewareStack: { add(middleware: Middleware, options: { name: string; step: 'initialize' }): void };
}

/** SageMaker's default bucket has its account in its name. */
const defaultBucket = /^sagemaker-[a-z0-9-]+-(?<account>\d{12})$/;

/**
 * Has every call to a default bucket refused by S3 where another account made it first: its name can be guessed. The owner of
 * other buckets is not known; AWS refuses or allows them by their own policies.
 */
export function withExpectedBucketOwner<Client extends WithMiddleware>(client: Client): Client {
  const middleware: Middleware =
    (next, { commandName }) =>
    (args) => {
      const bucket = 'Bucket' in args.input ? String(args.input.Bucket) : '';
      const account = defaultBucket.exec(bucket)?.groups?.['account'];
      if (account === undefined || commandName === 'CreateBucketCommand') return next(args);
      return next({ ...args, input: { ...args.input, ExpectedBucketOwner: account } });
    };
  client.middlewareStack.add(middleware, { name: 'tunewrightBucketOwner', step: 'initialize' });
  return client;
}
