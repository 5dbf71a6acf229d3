import { expect, test } from 'vitest';
import type { SageMaker } from '../../../src/aws/index.js';
import { invokeEndpoint, predict, readTags, resources, sageMaker } from '../../../src/aws/index.js';
import type { Answers } from '../../support/aws/fake-aws.js';
import { fakeAws } from '../../support/aws/fake-aws.js';
import { FakedAws } from '../../support/aws/faked-aws.js';

type Call = (sagemaker: SageMaker, argument: object) => unknown;

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function ended(answer: unknown): Promise<void> {
  if (!isIterable(answer)) await answer;
  else for await (const item of answer) void item;
}

/** Every call of every kind of resource, however many there will be; what begins with `is` asks nobody. */
const calls = Object.values(resources).flatMap((resource) =>
  Object.entries(resource)
    .filter((entry): entry is [string, Call] => typeof entry[1] === 'function' && !entry[0].startsWith('is'))
    .map(([name, call]) => [`${resource.kind}: ${name}`, call] as const),
);

/** The signals that reach the SDK's client. */
async function heard(use: (fake: ReturnType<typeof fakeAws>, signal: AbortSignal) => unknown): Promise<boolean[]> {
  const { signal } = new AbortController();
  const signals: (AbortSignal | undefined)[] = [];
  const answer = (_input: unknown, reached?: AbortSignal): object => {
    signals.push(reached);
    return { Body: new TextEncoder().encode('{}') };
  };
  await ended(use(fakeAws(new Proxy<Answers>({}, { get: () => answer })), signal)).catch(() => undefined);
  return signals.map((reached) => reached === signal);
}

test.each(calls)('the signal reaches the client with %s', async (_name, call) => {
  expect(await heard(({ aws }, signal) => call(sageMaker(aws.clients('us-east-1'), signal), {}))).toEqual([true]);
});

test('the signal reaches the client when tags are read', async () => {
  expect(await heard(({ aws }, signal) => readTags(sageMaker(aws.clients('us-east-1'), signal), 'arn'))).toEqual([
    true,
  ]);
});

test.each(['endpointOwner', 'updateFault', 'fleet'] as const)(
  'the signal reaches the client where a plan asks for the %s of a name',
  async (question) => {
    const reached = await heard((fake, signal) => new FakedAws(fake)[question]('reviews', 'us-east-1', signal));
    expect([reached.length > 0, reached.every(Boolean)]).toEqual([true, true]);
  },
);

test.each([
  ['invoked', invokeEndpoint],
  ['asked for a prediction', predict],
])('the signal reaches the client when an endpoint is %s', async (_what, ask) => {
  const question = { endpointName: 'reviews', text: 'good', accept: 'application/json' } as const;
  expect(await heard(({ aws }, signal) => ask(aws.clients('us-east-1'), { ...question, signal }))).toEqual([true]);
});

test('the calls that are looked at are all there are', () => {
  expect(calls.map(([name]) => name).filter((name) => name.startsWith('endpoint:'))).toEqual(
    ['create', 'update', 'scale', 'describe', 'list', 'states', 'remove'].map((name) => `endpoint: ${name}`),
  );
});
