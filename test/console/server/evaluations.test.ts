import { beforeEach, describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/client/index.js';
import type { Tunewright } from '../../../src/client/index.js';
import { fakeConsole, noLibrary } from './fake-console.js';

type OnProgress = (done: number) => void;

const score = { rows: 3, accuracy: 1 };
let evaluate: (onProgress: OnProgress) => Promise<unknown>;
const console = fakeConsole({
  ...noLibrary,
  endpoint: () => ({ evaluate: (_rows: unknown, onProgress: OnProgress) => evaluate(onProgress) }),
} as unknown as Tunewright);

const where = '/api/v1/endpoints/reviews/evaluations';
const sent = (accept: string) => ({
  method: 'POST',
  headers: { authorization: `Bearer ${console.token}`, 'content-type': 'application/json', accept },
  body: JSON.stringify({ rows: [1, 2, 3].map((label) => ({ text: 'x', label })) }),
});
const eventsOf = (body: string): unknown[] =>
  [...body.matchAll(/^event: (\w+)\ndata: (.+)\n\n/gm)].map(([, event, data = '']) => [
    event,
    JSON.parse(data) as unknown,
  ]);

describe('an evaluation', () => {
  beforeEach(() => {
    evaluate = (onProgress) => {
      for (const done of [1, 2, 3]) onProgress(done);
      return Promise.resolve(score);
    };
  });

  test('is one answer to who takes JSON', async () => {
    const { status, body } = await console.call(where, sent('application/json'));
    expect([status, JSON.parse(body)]).toEqual([200, score]);
  });

  test('tells who takes events how far it is, and then the score', async () => {
    const { status, headers, body } = await console.call(where, sent('text/event-stream'));
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(eventsOf(body)).toEqual([
      ['progress', { done: 1, rows: 3 }],
      ['progress', { done: 3, rows: 3 }],
      ['result', score],
    ]);
  });

  test('that fails on its way says so as a problem of the one form', async () => {
    evaluate = (onProgress) => {
      onProgress(1);
      return Promise.reject(new InvalidInputError([{ field: 'endpoint', message: 'refuses' }]));
    };
    const { body } = await console.call(where, sent('text/event-stream'));
    expect(eventsOf(body).at(-1)).toMatchObject(['problem', { status: 422, problems: [{ field: 'endpoint' }] }]);
  });

  test('that is refused before its first row is answered by its status', async () => {
    evaluate = () => Promise.reject(new InvalidInputError([{ field: 'data', message: 'is empty' }]));
    const { status, headers } = await console.call(where, sent('text/event-stream'));
    expect([status, headers['content-type']]).toEqual([422, expect.stringMatching(/^application\/problem\+json/)]);
  });

  test.each(['application/json', 'text/event-stream'])('ends once who asked has gone: %s', async (accept) => {
    const leaving = new AbortController();
    const ended = new Promise<unknown>((resolve) => {
      evaluate = async (onProgress) => {
        onProgress(1);
        leaving.abort();
        for (let done = 2; ; done++) {
          await new Promise((next) => setImmediate(next));
          try {
            onProgress(done);
          } catch (error) {
            resolve(error);
            throw error;
          }
        }
      };
    });
    const asked = fetch(console.url + where, { ...sent(accept), signal: leaving.signal }).then((answer) =>
      answer.text(),
    );
    await expect(asked).rejects.toThrow(/abort/);
    expect(String(await ended)).toContain('has gone');
  });
});
