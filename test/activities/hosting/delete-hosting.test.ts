import type { Removed } from '../../../src/contract/activities.js';
import { describe, expect, test } from 'vitest';
import type { Tag } from '../../../src/plan/index.js';
import { endpointConfigRequest, endpointRequest, modelRequest } from '../../../src/plan/index.js';
import { endpointBusy, notFound } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, tagged, throwing } from '../../support/aws/fake-aws.js';
import { planOf, resource } from '../../support/aws/plan.js';
import { attempt } from '../../support/aws/run-activity.js';
import { removedIn } from '../../../src/workflows/kept.js';

const plan = planOf();
const first = { rung: 0, attempt: 1 };
const bodies = {
  model: modelRequest(plan, first, { tarball: 's3://models/model.tar.gz' }),
  endpointConfig: endpointConfigRequest(plan, first),
  endpoint: endpointRequest(plan, 1),
};

const kinds = [
  {
    activity: 'deleteModel',
    kind: 'Model',
    missing: notFound('model'),
    there: { ModelArn: 'arn:x' },
    tags: bodies.model.Tags,
  },
  {
    activity: 'deleteEndpointConfig',
    kind: 'EndpointConfig',
    missing: notFound('endpoint configuration'),
    there: { EndpointConfigArn: 'arn:x' },
    tags: bodies.endpointConfig.Tags,
  },
  {
    activity: 'deleteEndpoint',
    kind: 'Endpoint',
    missing: notFound('endpoint'),
    there: { EndpointArn: 'arn:x', EndpointStatus: 'InService' },
    tags: bodies.endpoint.Tags,
  },
] as const;

const changed = (tags: readonly Tag[], key: string): Tag[] =>
  tags.map((tag) => (tag.Key === key ? { ...tag, Value: 'other' } : tag));

describe.each(kinds)('$activity', ({ activity, kind, missing, there, tags }) => {
  /** Of later attempts there is nothing. */
  const fakeOf = ({ [`Describe${kind}`]: described, ...answers }: Answers): FakeAws =>
    fakeAws({
      ListTags: tagged(tags),
      [`Delete${kind}`]: {},
      [`Describe${kind}`]: (input) => {
        if (input[`${kind}Name`] !== resource) throw missing;
        return typeof described === 'function' ? (described(input) as unknown) : described;
      },
      ...answers,
    });
  const remove = (fake: FakeAws): Promise<Removed> => attempt(activity, { target: plan }, fake).result;

  test("removes this run's, and is done once it is gone", async () => {
    const fake = fakeOf({ [`Describe${kind}`]: inTurn(there, missing) });
    expect([await remove(fake), fake.count(`Delete${kind}`)]).toEqual([[resource], 1]);
  });

  test('does nothing where nothing is', async () => {
    const fake = fakeOf({ [`Describe${kind}`]: throwing(missing) });
    expect([await remove(fake), fake.count(`Delete${kind}`)]).toEqual([[], 0]);
  });

  test('removes what a killed worker had asked for and what is there only after the first look', async () => {
    const fake = fakeOf({ [`Describe${kind}`]: inTurn(missing, there, missing) });
    const input = { target: plan, attempt: 1 };
    const { result } = attempt(activity, input, fake, { pollingIntervals: { absenceGracePeriod: 30 } });
    expect([await result, fake.count(`Delete${kind}`)]).toEqual([[resource], 1]);
  });

  test('believes that there is nothing once that has held', async () => {
    const looks = async (absenceGracePeriod: number): Promise<number> => {
      const fake = fakeOf({ [`Describe${kind}`]: throwing(missing) });
      await attempt(activity, { target: plan }, fake, { pollingIntervals: { absenceGracePeriod } }).result;
      return fake.count(`Describe${kind}`);
    };
    expect(await looks(30)).toBeGreaterThan(await looks(0));
  });

  test('believes at once that what it has removed is gone', async () => {
    const fake = fakeOf({ [`Describe${kind}`]: inTurn(there, missing) });
    const input = { target: plan, attempt: 1 };
    const { result } = attempt(activity, input, fake, { pollingIntervals: { absenceGracePeriod: 60_000 } });
    expect(await result).toEqual([resource]);
  });

  test.each(['run', 'execution'])("leaves another %s's alone", async (whose) => {
    const fake = fakeOf({ [`Describe${kind}`]: there, ListTags: tagged(changed(tags, `tunewright:${whose}`)) });
    expect([removedIn(await remove(fake)), fake.count(`Delete${kind}`)]).toEqual([[], 0]);
  });

  test("removes this run's also when it was made for another request", async () => {
    const fake = fakeOf({
      [`Describe${kind}`]: inTurn(there, missing),
      ListTags: tagged(changed(tags, 'tunewright:request')),
    });
    expect(await remove(fake)).toEqual([resource]);
  });

  test('is done when somebody else was quicker', async () => {
    const fake = fakeOf({ [`Describe${kind}`]: inTurn(there, missing), [`Delete${kind}`]: throwing(missing) });
    expect(await remove(fake)).toEqual([resource]);
  });
});

describe('deleteEndpoint', () => {
  const endpoint = (EndpointStatus: string): object => ({ EndpointArn: 'arn:x', EndpointStatus });
  const fakeOf = (states: unknown[], DeleteEndpoint: object = {}): FakeAws =>
    fakeAws({
      ListTags: tagged(bodies.endpoint.Tags),
      DescribeEndpoint: inTurn(...states, notFound('endpoint')),
      DeleteEndpoint,
    });
  const remove = (fake: FakeAws): Promise<Removed> => attempt('deleteEndpoint', { target: plan }, fake).result;

  test.each(['Creating', 'Updating', 'SystemUpdating', 'RollingBack'])(
    'waits until the endpoint is no longer %s',
    async (busy) => {
      const fake = fakeOf([endpoint(busy), endpoint(busy), endpoint('InService')]);
      await remove(fake);
      expect(fake.calls.map(({ operation }) => operation).slice(0, 5)).toEqual([
        'DescribeEndpoint',
        'ListTags',
        'DescribeEndpoint',
        'ListTags',
        'DescribeEndpoint',
      ]);
    },
  );

  test.each([
    ['stands on', { EndpointConfigName: 'reviews-9999999999' }],
    [
      'heads for',
      { EndpointConfigName: resource, PendingDeploymentSummary: { EndpointConfigName: 'reviews-9999999999' } },
    ],
  ])("leaves an endpoint that it made and that %s another execution's config by now", async (_how, where) => {
    const fake = fakeOf([{ ...endpoint('InService'), ...where }]);
    expect([removedIn(await remove(fake)), fake.count('DeleteEndpoint')]).toEqual([[], 0]);
  });

  test('leaves the endpoint of an earlier run of the same id, made by a version whose tags name no execution', async () => {
    const fake = fakeAws({
      ListTags: tagged(bodies.endpoint.Tags.filter(({ Key }) => Key !== 'tunewright:execution')),
      DescribeEndpoint: { ...endpoint('InService'), EndpointConfigName: 'reviews-9999999999' },
      DeleteEndpoint: {},
    });
    expect([removedIn(await remove(fake)), fake.count('DeleteEndpoint')]).toEqual([[], 0]);
  });

  test('tells of an endpoint that it leaves since its tags are gone: it goes on to cost money', async () => {
    const fake = fakeAws({ ListTags: tagged([]), DescribeEndpoint: endpoint('InService'), DeleteEndpoint: {} });
    expect(await remove(fake)).toEqual({
      removed: [],
      kept: [expect.stringContaining(`endpoint ${resource} is kept`) as string],
    });
  });

  test('deletes an endpoint on the config of a later attempt of its own', async () => {
    const fake = fakeOf([{ ...endpoint('InService'), EndpointConfigName: `${resource}-3` }]);
    expect(await remove(fake)).toEqual([resource]);
  });

  test('deletes an endpoint that failed', async () => {
    const fake = fakeOf([endpoint('Failed')]);
    await remove(fake);
    expect(fake.count('DeleteEndpoint')).toBe(1);
  });

  test('does not ask again while the endpoint is Deleting', async () => {
    const fake = fakeOf([endpoint('InService'), endpoint('Deleting'), endpoint('Deleting')]);
    await remove(fake);
    expect(fake.count('DeleteEndpoint')).toBe(1);
  });

  test('tries again when the endpoint turned busy between look and deletion', async () => {
    const fake = fakeOf([endpoint('InService'), endpoint('InService')], inTurn(endpointBusy(), {}));
    await remove(fake);
    expect(fake.count('DeleteEndpoint')).toBe(2);
  });
});

describe('deleteModel of a run with several attempts', () => {
  /** Models that exist, by name. */
  const fakeOf = (there: Set<string>): FakeAws =>
    fakeAws({
      DescribeModel: ({ ModelName }) => {
        if (there.has(String(ModelName))) return { ModelArn: 'arn:x' };
        throw notFound('model');
      },
      DeleteModel: ({ ModelName }) => there.delete(String(ModelName)),
      ListTags: tagged(bodies.model.Tags),
    });
  const nameOf = (attempt: number): string => (attempt === 1 ? resource : `${resource}-${attempt}`);
  const remove = (fake: FakeAws, target = plan, attempts: { attempt?: number; made?: number } = {}): Promise<Removed> =>
    attempt('deleteModel', { target, ...attempts }, fake).result;

  test('removes those of every attempt, the last one first', async () => {
    const fake = fakeOf(new Set([1, 2, 3].map(nameOf)));
    await remove(fake);
    const deleted = fake.calls.filter(({ operation }) => operation === 'DeleteModel');
    expect(deleted.map(({ input }) => input['ModelName'])).toEqual([3, 2, 1].map(nameOf));
  });

  test('looks past one that is missing', async () => {
    expect(await remove(fakeOf(new Set([1, 3].map(nameOf))))).toEqual([3, 1].map(nameOf));
  });

  test('looks at as many attempts as were made, whatever is missing', async () => {
    expect(await remove(fakeOf(new Set([nameOf(5)])), plan, { made: 5 })).toEqual([nameOf(5)]);
  });

  test('removes that of one attempt alone where it is named', async () => {
    expect(await remove(fakeOf(new Set([1, 2, 3].map(nameOf))), plan, { attempt: 2 })).toEqual([nameOf(2)]);
  });
});
