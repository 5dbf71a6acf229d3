import { describe, expect, test } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import { notFound } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, tagged } from '../../support/aws/fake-aws.js';
import { account, planOf, region, resource } from '../../support/aws/plan.js';
import { attempt } from '../../support/aws/run-activity.js';

const key = { name: 'reviews', region, account };
const live = { name: 'reviews', region, configName: resource, modelNames: [resource] };
const target = planOf();

/** Config and model of one run, both there, and an account where somebody else uses one of them. */
const fakeOf = (others: Answers): FakeAws => {
  const gone = new Set<string>(['reviews']);
  const there = (kind: 'model' | 'endpoint configuration', answer: object) => (input: Record<string, unknown>) => {
    if (gone.has(kind) && !Object.values(input).includes('by-hand')) throw notFound(kind);
    return { ...answer, ...input };
  };
  return fakeAws({
    DescribeEndpoint: () => {
      throw notFound('endpoint');
    },
    DescribeEndpointConfig: there('endpoint configuration', {
      EndpointConfigArn: 'arn:c',
      ProductionVariants: [{ ModelName: resource }],
    }),
    DescribeModel: there('model', { ModelArn: 'arn:m' }),
    ListTags: tagged([{ Key: 'tunewright:run', Value: 'reviews' }]),
    DeleteEndpointConfig: () => void gone.add('endpoint configuration'),
    DeleteModel: () => void gone.add('model'),
    ...others,
  });
};
const deletions = (fake: FakeAws): string[] =>
  fake.calls.map(({ operation }) => operation).filter((operation) => operation.startsWith('Delete'));

const onTheConfig = (state: object): Answers => ({
  ListEndpoints: {
    Endpoints: [{ EndpointName: 'by-hand', EndpointArn: 'arn:h', EndpointStatus: 'InService' }],
  },
  DescribeEndpoint: ({ EndpointName }) => {
    if (EndpointName !== 'by-hand') throw notFound('endpoint');
    return { EndpointArn: 'arn:h', EndpointStatus: 'InService', ...state };
  },
  // The list is read after the config would have been deleted, and names it still.
  ListEndpointConfigs: { EndpointConfigs: [{ EndpointConfigName: resource, EndpointConfigArn: 'arn:c' }] },
});
const byTheModel: Answers = {
  ListEndpointConfigs: { EndpointConfigs: [{ EndpointConfigName: 'by-hand', EndpointConfigArn: 'arn:by-hand' }] },
};

const ways = [
  ['deleteReplaced', { key, replaced: live }],
  ['retireEndpoint', { ...key, live }],
] as const;

describe.each(ways)('%s', (activity, input) => {
  const remove = (fake: FakeAws): Promise<unknown> =>
    attempt<keyof Activities>(activity, input, fake, { pollingIntervals: { attempt: 2_000 } }).result;

  test.each([
    ['stands on', { EndpointConfigName: resource }],
    ['heads for', { EndpointConfigName: 'older', PendingDeploymentSummary: { EndpointConfigName: resource } }],
  ])('keeps config and model that another endpoint %s', async (_how, state) => {
    const fake = fakeOf(onTheConfig(state));
    expect([await remove(fake), deletions(fake)]).toEqual([
      {
        removed: [],
        kept: [
          `endpoint config ${resource} is kept: endpoint by-hand uses it`,
          `model ${resource} is kept: endpoint config ${resource} uses it`,
        ],
      },
      [],
    ]);
  });

  test('keeps a model that a config made by hand names', async () => {
    const fake = fakeOf(byTheModel);
    expect([await remove(fake), deletions(fake)]).toEqual([
      { removed: [resource], kept: [`model ${resource} is kept: endpoint config by-hand uses it`] },
      ['DeleteEndpointConfig'],
    ]);
  });

  test('does not take an endpoint that is going for a user', async () => {
    const fake = fakeOf(onTheConfig({ EndpointConfigName: resource, EndpointStatus: 'Deleting' }));
    expect([await remove(fake), deletions(fake)]).toEqual([[resource], ['DeleteEndpointConfig', 'DeleteModel']]);
  });

  test('lists endpoints and configs once', async () => {
    const fake = fakeOf(onTheConfig({ EndpointConfigName: resource }));
    await remove(fake);
    expect([fake.count('ListEndpoints'), fake.count('ListEndpointConfigs')]).toEqual([1, 1]);
  });
});

test.each([
  ['deleteEndpointConfig', onTheConfig({ EndpointConfigName: resource }), 'endpoint by-hand'],
  ['deleteModel', byTheModel, 'endpoint config by-hand'],
] as const)('%s keeps what somebody else uses', async (activity, others, user) => {
  const fake = fakeOf(others);
  const { result } = attempt(activity, { target, attempt: 1 }, fake);
  expect(await result).toMatchObject({ removed: [], kept: [expect.stringContaining(user) as string] });
});
