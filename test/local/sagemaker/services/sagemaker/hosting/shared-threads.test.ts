import { expect, onTestFinished, test } from 'vitest';
import type { SharedProgram } from '../../../../../../src/local/sagemaker/services/sagemaker/hosting/shared-threads.js';
import { SharedThreads } from '../../../../../../src/local/sagemaker/services/sagemaker/hosting/shared-threads.js';

const entry = new URL('../../../fixtures/shared-program.mjs', import.meta.url).href;
const program: SharedProgram = { key: 'one', entry, workerData: {} };

interface Answer {
  threadId: number;
  order: string;
}

/** Asks in the name of somebody. */
function open(options?: {
  idleMilliseconds: number;
}): (asker: object, order: string, of?: SharedProgram) => Promise<Answer> {
  const threads = new SharedThreads(options);
  onTestFinished(() => threads.close());
  return (asker, order, of = program) => threads.run(asker, of, order) as Promise<Answer>;
}

test('many endpoints with the same encoder use one thread', async () => {
  const ask = open();
  const used = new Set<number>();
  for (let endpoint = 0; endpoint < 12; endpoint++) used.add((await ask({}, 'text')).threadId);
  expect(used.size).toBe(1);
});

test('endpoints with another encoder use another one', async () => {
  const ask = open();
  const [one, two] = [await ask({}, 'text'), await ask({}, 'text', { ...program, key: 'two' })];
  expect(one.threadId).not.toBe(two.threadId);
});

test('an endpoint with many requests lets another one have its turn', async () => {
  const ask = open();
  const answered: string[] = [];
  const told = async (asker: object, order: string): Promise<void> =>
    void answered.push((await ask(asker, order)).order);
  const greedy = {};
  // So few that one thread takes them all: of two, either may be the slower one.
  await Promise.all([told(greedy, 'greedy'), told(greedy, 'greedier'), told({}, 'modest')]);
  expect(answered).toEqual(['greedy', 'modest', 'greedier']);
});

test('a failed request is told to the one that asked', async () => {
  await expect(open()({}, 'fail')).rejects.toThrow('as asked');
});

test('a thread that ends fails the request that it had, and the next one is answered', async () => {
  const ask = open();
  await expect(ask({}, 'end')).rejects.toThrow('the thread ended');
  expect((await ask({}, 'text')).order).toBe('text');
});

test('a thread that ends fails no request of another endpoint that waits for its turn', async () => {
  const ask = open();
  const ended = expect(ask({}, 'end')).rejects.toThrow('the thread ended');
  expect((await ask({}, 'text')).order).toBe('text');
  await ended;
});

test('a thread that ends is started again from the files of the endpoint that asked last', async () => {
  const ask = open();
  const first = { ...program, workerData: { files: 'first' } };
  await ask({}, 'text', first);
  const ended = expect(ask({}, 'end', first)).rejects.toThrow('the thread ended');
  const answer = await ask({}, 'text', { ...program, workerData: { files: 'second' } });
  expect(answer).toMatchObject({ workerData: { files: 'second' } });
  await ended;
});

test('a program that does not start is told by its own words', async () => {
  const broken = { key: 'broken', entry, workerData: { broken: true } };
  await expect(open()({}, 'text', broken)).rejects.toThrow('it is broken');
});

test('an idle encoder is let go, and loaded again when it is asked', async () => {
  const ask = open({ idleMilliseconds: 1 });
  const first = await ask({}, 'text');
  await expect.poll(async () => (await ask({}, 'text')).threadId, { interval: 50 }).not.toBe(first.threadId);
});
