import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeletionTimeoutError, Endpoint, InvalidInputError, UnreachableError } from '../../../src/client/index.js';
import { EndpointWorkflow } from '../../../src/client/endpoints/endpoint-workflow.js';
import { endpointWorkflowId } from '../../../src/contract/endpoint-workflow.js';
import { awsError, endpointBusy, notFound, throttled } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, throwing } from '../../support/aws/fake-aws.js';
import { region } from '../../support/aws/plan.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';

/** The fake clock knows the callbacks' timers only. */
vi.mock('node:timers/promises', () => ({
  setTimeout: (milliseconds: number, _value: unknown, { signal }: { signal?: AbortSignal }) =>
    new Promise<void>((resolve, reject) => {
      setTimeout(resolve, milliseconds);
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
    }),
}));

const endpointOf = ({ aws }: FakeAws): Endpoint => new Endpoint(aws, 'reviews', region);
const answering = (answer: unknown): FakeAws =>
  fakeAws({ InvokeEndpoint: { Body: new TextEncoder().encode(JSON.stringify(answer)) } });
const good = { probabilities: [0.2, 0.8], labels: ['negative', 'positive'], predicted_label: 'positive' };

describe('predict', () => {
  test('gives what the model says of the text', async () => {
    expect(await endpointOf(answering(good)).predict('good')).toEqual({
      text: 'good',
      probabilities: [0.2, 0.8],
      labels: ['negative', 'positive'],
      predictedLabel: 'positive',
    });
  });

  const integers = { ...good, labels: [0, 1], predicted_label: 1 };

  test.each([
    ['as many names as classes', ['negative', 'positive'], 'positive'],
    ['names of another model', ['a', 'b', 'c'], undefined],
    ['no names', null, undefined],
  ])('keeps the integer, and has the name beside it: %s', async (_what, labels, labelName) => {
    const fake = answering(integers);
    vi.spyOn(fake.aws, 'labelsOfEndpoint').mockResolvedValue(labels);
    const prediction = await endpointOf(fake).predict('good');
    expect([prediction.predictedLabel, prediction.labelName]).toEqual([1, labelName]);
  });

  test.each([
    ['no probabilities', { labels: [0, 1], predicted_label: 1 }, 'probabilities must be an array of numbers'],
    ['a predicted label that is no label', { ...good, predicted_label: 7 }, 'predicted_label is not one of labels'],
    ['a list', [1, 2], 'the answer is not a JSON object'],
  ])('says that it is no text classifier that answers with %s', async (_what, answer, fault) => {
    const error: unknown = await endpointOf(answering(answer))
      .predict('good')
      .catch((reason: unknown) => reason);
    expect([error, (error as Error).message]).toEqual([
      expect.any(InvalidInputError),
      expect.stringContaining(`"reviews" does not answer as a text classifier: ${fault}`),
    ]);
  });

  test.each([
    ['refusal', awsError('ModelError', 'Received server error (500)', { status: 424 }), InvalidInputError],
    ['throttle', throttled(), UnreachableError],
  ])('tells of a %s in words of its own', async (_what, error, kind) => {
    await expect(endpointOf(fakeAws({ InvokeEndpoint: throwing(error) })).predict('good')).rejects.toBeInstanceOf(kind);
  });
});

describe('evaluateFile', () => {
  const file = path.join(temporaryDirectory(), 'held-out.csv');

  test('scores held-out rows of some of the classes, each told by its name', async () => {
    await writeFile(file, '1,good\n1,fine\n0,bad\n');
    const fake = answering({ ...good, labels: [0, 1], predicted_label: 1 });
    vi.spyOn(fake.aws, 'labelsOfEndpoint').mockResolvedValue(['negative', 'positive']);
    expect(await endpointOf(fake).evaluateFile(file)).toMatchObject({
      rows: 3,
      labels: ['negative', 'positive'],
      classes: [{ labelName: 'negative' }, { labelName: 'positive' }],
      mistakes: [{ label: 0, labelName: 'negative', predicted: 1, predictedName: 'positive' }],
    });
  });

  test('refuses a label that the model does not know before it sends the rows', async () => {
    await writeFile(file, '1,good\n2,odd\n');
    const fake = answering(good);
    await expect(endpointOf(fake).evaluateFile(file)).rejects.toThrow(/row 2/);
    expect(fake.count('InvokeEndpoint')).toBe(1);
  });
});

describe('evaluate', () => {
  test('scores a model whose labels are words', async () => {
    const rows = [1, 1, 0].map((label) => ({ text: 'good', label }));
    expect(await endpointOf(answering(good)).evaluate(rows)).toMatchObject({
      rows: 3,
      accuracy: 2 / 3,
      confusion: [
        [0, 1],
        [0, 2],
      ],
    });
  });

  test('refuses to score on nothing', async () => {
    await expect(endpointOf(answering(good)).evaluate([])).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe('delete, without a workflow', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const inService = { EndpointArn: 'arn:x', EndpointStatus: 'InService', EndpointConfigName: 'config' };
  const deleting = { ...inService, EndpointStatus: 'Deleting' };
  const creating = { ...inService, EndpointStatus: 'Creating' };
  const fakeOf = (endpoint: unknown[], more: Answers = {}): FakeAws =>
    fakeAws({
      DescribeEndpoint: inTurn(...endpoint),
      DescribeEndpointConfig: { EndpointConfigArn: 'arn:c', ProductionVariants: [{ ModelName: 'model' }] },
      DescribeModel: { ModelArn: 'arn:m' },
      DeleteEndpoint: {},
      DeleteEndpointConfig: {},
      DeleteModel: {},
      ...more,
    });
  const deletions = (fake: FakeAws): string[] =>
    fake.calls.map(({ operation }) => operation).filter((operation) => operation.startsWith('Delete'));
  /** The deletion's end, after as much time as it takes. */
  async function end(deletion: Promise<void>): Promise<unknown> {
    const ended = deletion.catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    return ended;
  }

  test('waits until the endpoint is gone, and deletes its config and models then', async () => {
    const fake = fakeOf([inService, inService, deleting, notFound('endpoint')]);
    const steps: string[] = [];
    await end(endpointOf(fake).delete((step) => steps.push(step)));
    expect([steps, deletions(fake)]).toEqual([
      ['endpoint reviews', 'endpoint config config', 'model model'],
      ['DeleteEndpoint', 'DeleteEndpointConfig', 'DeleteModel'],
    ]);
  });

  test.each([
    ['Creating', {}, [creating, creating, inService, notFound('endpoint')]],
    ['busy', { DeleteEndpoint: inTurn(endpointBusy(), {}) }, [inService, inService, inService, notFound('endpoint')]],
  ])('asks again for an endpoint that is %s', async (_what, more, states) => {
    const fake = fakeOf(states, more);
    await end(endpointOf(fake).delete());
    expect(deletions(fake).at(-1)).toBe('DeleteModel');
  });

  test('ends with a limit, and says in which state the endpoint is', async () => {
    const begin = Date.now();
    const error = await end(endpointOf(fakeOf([creating])).delete(undefined, undefined, { limitMilliseconds: 5_000 }));
    expect([error, (error as DeletionTimeoutError).state, Date.now() - begin]).toEqual([
      expect.any(DeletionTimeoutError),
      'Creating',
      5_000,
    ]);
  });

  test('waits for an hour where nothing else is said', async () => {
    const begin = Date.now();
    expect(await end(endpointOf(fakeOf([deleting])).delete())).toBeInstanceOf(DeletionTimeoutError);
    expect(Date.now() - begin).toBe(3_600_000);
  });

  test('ends with its signal, in the middle of a pause', async () => {
    const stopped = new AbortController();
    const deletion = endpointOf(fakeOf([deleting])).delete(undefined, undefined, { signal: stopped.signal });
    const ended = deletion.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1_500);
    const reason = new Error('enough');
    stopped.abort(reason);
    expect(await ended).toBe(reason);
  });

  test('ends with its signal, in the middle of a call', async () => {
    const stopped = new AbortController();
    const reason = new Error('enough');
    const describe = (_input: unknown, signal?: AbortSignal): Promise<never> =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        stopped.abort(reason);
      });
    const fake = fakeOf([], { DescribeEndpoint: describe });
    expect(await end(endpointOf(fake).delete(undefined, undefined, { signal: stopped.signal }))).toBe(reason);
  });

  test('refuses an endpoint that does not exist', async () => {
    expect(await end(endpointOf(fakeOf([notFound('endpoint')])).delete())).toBeInstanceOf(InvalidInputError);
  });
});

test('the signal ends the wait for a workflow that deletes the endpoint', async () => {
  const status = { name: 'reviews', region, holder: null, live: null };
  const temporal = new FakeTemporal({ [endpointWorkflowId('reviews')]: { status, update: () => status } });
  const { client } = temporal;
  const handle = client.workflow.getHandle(endpointWorkflowId('reviews'));
  const stopped = new AbortController();
  const never = Object.assign(handle, {
    result: () => {
      queueMicrotask(() => stopped.abort(new Error('enough')));
      return new Promise<never>(() => undefined);
    },
  });
  client.workflow.getHandle = () => never;
  const endpoint = new Endpoint(fakeAws({}).aws, 'reviews', region, new EndpointWorkflow(client, 'reviews', region));
  await expect(endpoint.delete(undefined, undefined, { signal: stopped.signal })).rejects.toThrow('enough');
});
