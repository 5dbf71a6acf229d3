import { describe, expect, it } from 'vitest';
import { answerInvocation } from '../../../../src/local/trainer/serving/inference.js';
import type { InvocationAnswer } from '../../../../src/local/trainer/serving/inference.js';

const predict = (): Promise<{ probabilities: number[]; labels: number[]; predictedLabel: number }> =>
  Promise.resolve({ probabilities: [0.25, 0.75], labels: [0, 1], predictedLabel: 1 });

const ask = (given: {
  body?: string | Uint8Array;
  contentType?: string;
  accept?: string;
}): Promise<InvocationAnswer> => {
  const { body = 'a funny film', contentType = 'application/x-text', accept } = given;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return answerInvocation(predict, { contentType, accept, body: bytes });
};

describe('an invocation', () => {
  it.each(['application/json;verbose', 'application/json; verbose', 'Application/JSON ;verbose'])(
    'that accepts %j gets labels and the predicted label',
    async (accept) => {
      expect(JSON.parse((await ask({ accept })).body)).toEqual({
        probabilities: [0.25, 0.75],
        labels: [0, 1],
        predicted_label: 1,
      });
    },
  );

  it.each(['application/json', '*/*', undefined, 'text/html, application/json;q=0.9'])(
    'that accepts %j gets the probabilities only',
    async (accept) => {
      const answer = await ask(accept === undefined ? {} : { accept });
      expect(JSON.parse(answer.body)).toEqual({ probabilities: [0.25, 0.75] });
    },
  );

  it('may name a charset', async () => {
    expect((await ask({ contentType: 'application/x-text; charset=utf-8' })).status).toBe(200);
  });

  it.each([
    [415, { contentType: 'application/json' }],
    [406, { accept: 'text/csv' }],
    [400, { body: '' }],
    [400, { body: ' \n' }],
    [400, { body: Uint8Array.of(0xc3, 0x28) }],
  ])('is refused with %i and a JSON error: %j', async (status, given) => {
    const answer = await ask(given);
    expect([answer.status, typeof (JSON.parse(answer.body) as { error: unknown }).error]).toEqual([status, 'string']);
  });
});
