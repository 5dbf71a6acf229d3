import { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import { Tunewright } from '../../src/client/index.js';

/** Connects to nothing until it is asked. */
const client = new Client({ namespace: 'team' });
const refusalOf = async (options: object): Promise<string> => {
  const connected = Tunewright.connect(options);
  return connected.then(
    () => 'taken',
    (error: unknown) => (error as Error).message,
  );
};

test.each([
  ['a text', 'localhost:7233', 'must be an object'],
  ['a misspelt option', { client, taskqueue: 'models' }, 'did you mean taskQueue?'],
  ['an address, which the environment says', { address: 'localhost:7233' }, 'unknown "address"'],
  [
    'a namespace that is not that of the client',
    { client, namespace: 'other' },
    '"other" is not that of the client, which is "team"',
  ],
  ['interceptors beside a client', { client, interceptors: {} }, 'interceptors: goes without a client'],
])('%s is refused by connect', async (_name, options, message) => {
  expect(await refusalOf(options as object)).toContain(message);
});

test('all that is wrong with the options is told at once', async () => {
  const told = await refusalOf({ client, namespace: 'other', plugins: [], adress: 'x' });
  expect(['namespace', 'plugins', 'adress'].filter((word) => !told.includes(word))).toEqual([]);
});

test("a client's own namespace may be named", async () => {
  expect(await refusalOf({ client, namespace: 'team' })).toBe('taken');
});
