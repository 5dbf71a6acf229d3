import type { Removed } from '../../../src/contract/activities.js';
import { describe, expect, test } from 'vitest';
import { awsError, endpointBusy, notFound, throttled } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, tagged, throwing } from '../../support/aws/fake-aws.js';
import { account, region } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const name = 'reviews-live';
const key = { name, region, account };
const live = { name, region, configName: 'config', modelNames: ['model'] };
const inService = { EndpointStatus: 'InService', EndpointConfigName: 'config' };
const ours = tagged([{ Key: 'tunewright:run', Value: 'reviews' }]);

const fakeOf = (endpoint: unknown[], more: Answers = {}): FakeAws =>
  fakeAws({
    DescribeEndpoint: inTurn(...endpoint),
    DescribeEndpointConfig: { EndpointConfigArn: 'arn:config', ProductionVariants: [{ ModelName: 'model' }] },
    DescribeModel: { ModelArn: 'arn:model' },
    ListTags: ours,
    DeleteEndpoint: {},
    DeleteEndpointConfig: {},
    DeleteModel: {},
    ...more,
  });
const deletions = (fake: FakeAws): string[] =>
  fake.calls.map(({ operation }) => operation).filter((operation) => operation.startsWith('Delete'));

describe('retireEndpoint', () => {
  const retire = (fake: FakeAws, known: typeof live | null = live): Promise<Removed> =>
    attempt('retireEndpoint', { ...key, live: known }, fake).result;

  test('deletes the endpoint, and its config and model once it is gone', async () => {
    const fake = fakeOf([inService, { EndpointStatus: 'Deleting' }, notFound('endpoint')]);
    expect([await retire(fake), deletions(fake)]).toEqual([
      [name, 'config', 'model'],
      ['DeleteEndpoint', 'DeleteEndpointConfig', 'DeleteModel'],
    ]);
  });

  test('finds out what the endpoint stands on where nobody told it', async () => {
    expect(await retire(fakeOf([inService, notFound('endpoint')]), null)).toEqual([name, 'config', 'model']);
  });

  test('deletes an endpoint that Tunewright did not make, and leaves its config and model', async () => {
    const fake = fakeOf([inService, notFound('endpoint')], { ListTags: tagged([]) });
    expect([await retire(fake), deletions(fake)]).toEqual([[name], ['DeleteEndpoint']]);
  });

  test('removes what is left of an endpoint that somebody deleted', async () => {
    expect(await retire(fakeOf([notFound('endpoint')]))).toEqual(['config', 'model']);
  });

  describe('of an endpoint that a run of another Temporal namespace has moved to its own model', () => {
    const theirs = tagged([
      { Key: 'tunewright:run', Value: 'their-run' },
      { Key: 'tunewright:namespace', Value: 'prod' },
    ]);
    const moved = (): FakeAws => fakeOf([inService, notFound('endpoint')], { ListTags: theirs });

    test('keeps it where only the time to live of what was there before has passed', async () => {
      const fake = moved();
      const { result } = attempt('retireEndpoint', { ...key, live, expired: true }, fake);
      expect([await result, deletions(fake)]).toEqual([
        { removed: [], kept: [expect.stringContaining('run their-run of the Temporal namespace prod')] },
        [],
      ]);
    });

    test('deletes it where somebody asks for that', async () => {
      expect(await retire(moved())).toContain(name);
    });
  });

  test('waits for an endpoint that is busy', async () => {
    const fake = fakeOf([inService, inService, notFound('endpoint')], { DeleteEndpoint: inTurn(endpointBusy(), {}) });
    expect(await retire(fake)).toContain(name);
  });
});

describe('deleteReplaced', () => {
  const replaced = { ...live, configName: 'older', modelNames: ['older-model'] };
  const remove = (fake: FakeAws): Promise<Removed> => attempt('deleteReplaced', { key, replaced }, fake).result;

  test('deletes the config and its model', async () => {
    const fake = fakeOf([inService]);
    expect([await remove(fake), deletions(fake)]).toEqual([
      ['older', 'older-model'],
      ['DeleteEndpointConfig', 'DeleteModel'],
    ]);
  });

  test('leaves what Tunewright did not make', async () => {
    const fake = fakeOf([inService], { ListTags: tagged([]) });
    expect([await remove(fake), deletions(fake)]).toEqual([[], []]);
  });

  test('keeps a config that the endpoint is on again', async () => {
    const fake = fakeOf([{ ...inService, EndpointConfigName: 'older' }]);
    const { type } = await failureOf(remove(fake));
    expect([type, deletions(fake)]).toEqual(['EndpointFailed', []]);
  });
});

describe('watchUntilGone', () => {
  const watch = (fake: FakeAws): Promise<void> => attempt('watchUntilGone', key, fake, { info: { attempt: 2 } }).result;

  test('does not look at what a run has just left live', async () => {
    const fake = fakeOf([inService]);
    const failure = await failureOf(attempt('watchUntilGone', key, fake).result);
    expect([failure.type, fake.count('DescribeEndpoint')]).toEqual(['NotYet', 0]);
  });

  test.each([
    ['access denied', awsError('AccessDeniedException', 'no')],
    ['an error that nobody knows', awsError('SomethingNewException', 'oops')],
    ['throttling', throttled()],
  ])('%s does not end the watch', async (_name, error) => {
    const failure = await failureOf(watch(fakeAws({ DescribeEndpoint: throwing(error) })));
    expect(failure).toMatchObject({ type: 'NotYet', message: expect.stringContaining(error.message) as string });
  });

  test('a worker of another account does not end the watch', async () => {
    const fake = fakeAws({}, { account: '999999999999', local: false });
    expect(await failureOf(watch(fake))).toMatchObject({ type: 'NotYet' });
  });

  test('asks to be woken later while the endpoint is there', async () => {
    const failure = await failureOf(watch(fakeOf([inService])));
    expect(failure).toMatchObject({ type: 'NotYet', nextRetryDelay: 1_000 });
  });

  test('ends once the endpoint is gone at two looks', async () => {
    const fake = fakeOf([notFound('endpoint')]);
    await watch(fake);
    expect(fake.count('DescribeEndpoint')).toBe(2);
  });

  test('does not believe one look', async () => {
    expect((await failureOf(watch(fakeOf([notFound('endpoint'), inService])))).type).toBe('NotYet');
  });
});
