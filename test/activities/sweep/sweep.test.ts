import { describe, expect, test } from 'vitest';
import { defined } from '../../../src/contract/defined.js';
import type { FoundLeftovers, Leftover, SweepPlace } from '../../../src/contract/sweep.js';
import { notFound } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, tagged, throwing } from '../../support/aws/fake-aws.js';
import { account, region } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';
import type { FakeWorkflow } from '../../support/temporal/fake-temporal.js';
import { FakeTemporal, workflowsIn } from '../../support/temporal/fake-temporal.js';

/** As the run names its job, its config and its model. */
const made = 'a-run-0123456789';

/** Everything of one run beside a model of somebody else's; the endpoint has the user's name. */
const fakeOf = (more: Answers = {}): FakeAws =>
  fakeAws({
    ListTrainingJobs: {
      TrainingJobSummaries: [{ TrainingJobName: made, TrainingJobArn: 'arn:ours', TrainingJobStatus: 'InProgress' }],
    },
    ListEndpoints: { Endpoints: [{ EndpointName: 'endpoint', EndpointArn: 'arn:ours', EndpointStatus: 'InService' }] },
    ListEndpointConfigs: { EndpointConfigs: [{ EndpointConfigName: made, EndpointConfigArn: 'arn:ours' }] },
    ListModels: {
      Models: [
        { ModelName: made, ModelArn: 'arn:ours' },
        { ModelName: 'foreign', ModelArn: 'arn:foreign' },
      ],
    },
    ListTags: ({ ResourceArn }) =>
      tagged(ResourceArn === 'arn:ours' ? [{ Key: 'tunewright:run', Value: 'a_run' }] : []),
    DescribeEndpoint: { EndpointArn: 'arn:ours', EndpointStatus: 'InService', EndpointConfigName: made },
    DescribeEndpointConfig: { EndpointConfigArn: 'arn:ours', ProductionVariants: [{ ModelName: made }] },
    DescribeModel: { ModelArn: 'arn:ours' },
    DeleteModel: {},
    DeleteEndpoint: {},
    ...more,
  });

const find = async (
  states: Record<string, string>,
  more: Record<string, FakeWorkflow> = {},
  answers: Answers = {},
): Promise<string[]> => {
  const { client: temporal } = new FakeTemporal({ ...workflowsIn(states), ...more });
  const { leftovers } = await attempt('findLeftovers', {}, fakeOf(answers), { temporal }).result;
  return leftovers.map(({ kind }) => kind);
};

const all = ['training job', 'endpoint', 'endpoint config', 'model'];

test.each(['TERMINATED', 'FAILED', 'CANCELLED', 'TIMED_OUT'])(
  'all that a run left that ended as %s is found',
  async (state) => {
    expect(await find({ a_run: state })).toEqual(all);
  },
);

test('all that a run left that Temporal does not know is found', async () => {
  expect(await find({})).toEqual(all);
});

test('nothing of a running run is found', async () => {
  expect(await find({ a_run: 'RUNNING' })).toEqual([]);
});

test('nothing is found of a running run whose id has characters that a tag can not hold', async () => {
  expect(await find({ 'a#run': 'RUNNING' })).toEqual([]);
});

test('of a completed run only the training job in progress is found', async () => {
  expect(await find({ a_run: 'COMPLETED' })).toEqual(['training job']);
});

test("what the endpoint's own workflow holds is not found, however its run ended", async () => {
  const workflow = 'tunewright-endpoint:endpoint';
  const live = { name: 'endpoint', region, configName: made, modelNames: [made] };
  expect(
    await find(
      { a_run: 'TERMINATED' },
      { [workflow]: { status: { region, account, live, lastGood: live, holder: null, waiting: [] } } },
    ),
  ).toEqual(['training job']);
});

test.each([
  ['goes on', 'RUNNING', []],
  ['has ended too', 'TERMINATED', ['endpoint', 'endpoint config', 'model']],
])(
  'what a terminated run left, and a run has leased or waits for that %s, is found: %s, %j',
  async (_what, state, found) => {
    const status = { region, account, live: null, lastGood: null };
    const states = { a_run: 'TERMINATED', b_run: state };
    for (const lease of [
      { holder: 'b_run', waiting: [] },
      { holder: 'a_run', waiting: ['b_run'] },
    ]) {
      const keeper = { 'tunewright-endpoint:endpoint': { status: { ...status, ...lease } } };
      expect(await find(states, keeper)).toEqual(['training job', ...found]);
    }
  },
);

test.each([
  ['would return its endpoint to', { replaced: { configName: made, modelNames: [made] } }, []],
  ['would not return its endpoint to', {}, ['endpoint config']],
])('a config that a run which holds the lease %s is found or not: %j, %j', async (_what, status, found) => {
  const keeper = { region, account, live: null, lastGood: null, holder: 'b_run', waiting: [] };
  const workflows = { 'tunewright-endpoint:endpoint': { status: keeper }, b_run: { status } };
  const moved = { EndpointArn: 'arn:foreign', EndpointStatus: 'InService', EndpointConfigName: 'b-config' };
  expect(await find({ a_run: 'TERMINATED' }, workflows, { DescribeEndpoint: moved })).toEqual([
    'training job',
    ...found,
  ]);
});

test('what the workflow of an endpoint of that name in another region holds says nothing of this one', async () => {
  const live = { name: 'endpoint', region: 'eu-west-1', configName: made, modelNames: [made] };
  const keeper = { status: { region: 'eu-west-1', account, live, lastGood: live, holder: null, waiting: [] } };
  expect(await find({ a_run: 'TERMINATED' }, { 'tunewright-endpoint:endpoint': keeper })).toEqual(all);
});

describe('what a run of another Temporal namespace made', () => {
  const bears = (namespace: string): Answers => ({
    ListTags: ({ ResourceArn }) =>
      tagged(
        ResourceArn === 'arn:foreign'
          ? []
          : [
              { Key: 'tunewright:run', Value: 'a_run' },
              { Key: 'tunewright:namespace', Value: namespace },
            ],
      ),
  });

  test('is not found, though Temporal knows no such run here', async () => {
    expect(await find({}, {}, bears('prod'))).toEqual([]);
    expect(await find({}, {}, bears('test'))).toEqual(all);
  });

  test('keeps the endpoint of a run of this namespace that it has updated', async () => {
    const answers: Answers = {
      ListTags: ({ ResourceArn }) =>
        tagged([
          { Key: 'tunewright:run', Value: ResourceArn === 'arn:theirs' ? 'their_run' : 'a_run' },
          { Key: 'tunewright:namespace', Value: ResourceArn === 'arn:theirs' ? 'prod' : 'test' },
        ]),
      DescribeEndpointConfig: { EndpointConfigArn: 'arn:theirs', ProductionVariants: [{ ModelName: made }] },
    };
    expect(await find({ a_run: 'TERMINATED' }, {}, answers)).not.toContain('endpoint');
  });

  test('is not removed, whoever found it', async () => {
    const leftover: Leftover = { kind: 'model', name: made, state: '', run: 'a_run', because: '' };
    const fake = fakeOf(bears('prod'));
    const { client: temporal } = new FakeTemporal();
    const { result } = attempt('removeLeftover', { region, account, leftover }, fake, { temporal });
    expect((await failureOf(result)).message).toContain('it stays');
    expect(fake.calls.map(({ operation }) => operation)).not.toContain('DeleteModel');
  });
});

test('an endpoint whose workflow goes on and does not answer is not found', async () => {
  expect(await find({ a_run: 'TERMINATED', 'tunewright-endpoint:endpoint': 'RUNNING' })).toEqual(['training job']);
});

const expired = (expires: string): Answers => ({
  ListTags: ({ ResourceArn }) =>
    tagged(
      ResourceArn === 'arn:ours'
        ? [
            { Key: 'tunewright:run', Value: 'a_run' },
            { Key: 'tunewright:expires', Value: expires },
          ]
        : [],
    ),
});

test('an endpoint whose time to live is over and whose workflow is gone is found, though its run has completed', async () => {
  const { client: temporal } = new FakeTemporal(workflowsIn({ a_run: 'COMPLETED' }));
  const fake = fakeOf(expired('2020-01-01T00:00:00Z'));
  const { leftovers } = await attempt('findLeftovers', {}, fake, { temporal }).result;
  expect(leftovers.map(({ kind }) => kind)).toEqual(all);
});

test("others' resources are not counted", async () => {
  const { examined } = await attempt('findLeftovers', {}, fakeOf(), { temporal: new FakeTemporal().client }).result;
  expect(examined).toBe(4);
});

describe('what has the tags of a run, and a name that no run gives,', () => {
  const forged: Answers = { ListTags: tagged([{ Key: 'tunewright:run', Value: 'a_run' }]) };
  const foreignModels: Answers = { ...forged, ListModels: { Models: [{ ModelName: 'payroll', ModelArn: 'arn' }] } };

  test('is reported as foreign', async () => {
    const { leftovers } = await attempt('findLeftovers', {}, fakeOf(foreignModels), {
      temporal: new FakeTemporal().client,
    }).result;
    expect(leftovers.filter(({ foreign }) => foreign).map(({ name }) => name)).toEqual(['payroll']);
  });

  test('is not what the named execution made, whatever its name ends with', async () => {
    const tags = { run: 'payroll', execution: '0000' };
    const asked = fakeOf({
      ListModels: { Models: [{ ModelName: 'payroll-0123456789', ModelArn: 'arn' }] },
      ListTags: tagged(Object.entries(tags).map(([key, Value]) => ({ Key: `tunewright:${key}`, Value }))),
    });
    const { leftovers } = await attempt('findLeftovers', {}, asked, { temporal: new FakeTemporal().client }).result;
    expect(leftovers.find(({ name }) => name === 'payroll-0123456789')).toMatchObject({ foreign: true });
  });

  test('as an endpoint is told by the config that it stands on', async () => {
    const theirs = fakeOf({
      ...forged,
      DescribeEndpoint: { EndpointArn: 'arn', EndpointStatus: 'InService', EndpointConfigName: 'payroll' },
    });
    const { leftovers } = await attempt('findLeftovers', {}, theirs, { temporal: new FakeTemporal().client }).result;
    expect(leftovers.find(({ kind }) => kind === 'endpoint')).toMatchObject({ foreign: true });
  });

  test('stays where it is to be removed', async () => {
    const fake = fakeOf({ ...foreignModels, ListEndpoints: {} });
    const leftover = { kind: 'model', name: 'payroll', state: 'x', run: 'a_run', because: 'x' } as const;
    const removal = attempt('removeLeftover', { region, account, leftover }, fake, {
      temporal: new FakeTemporal().client,
    });
    const { type, message } = await failureOf(removal.result);
    expect([type, message, fake.count('DeleteModel')]).toEqual([
      'InvalidRequest',
      'model "payroll" has the tags of run a_run and a name that no run gives: it stays',
      0,
    ]);
  });
});

const remove = (kind: Leftover['kind'], fake: FakeAws, states: Record<string, string> = {}): Promise<void> => {
  const leftover = { kind, name: kind === 'endpoint' ? kind : made, state: 'x', run: 'a_run', because: 'x' };
  const { client: temporal } = new FakeTemporal(workflowsIn(states));
  return attempt('removeLeftover', { region, account, leftover }, fake, { temporal }).result;
};

test('an endpoint is deleted and waited for until it is gone', async () => {
  const there = { EndpointArn: 'arn:ours', EndpointStatus: 'InService', EndpointConfigName: made };
  const fake = fakeOf({
    DescribeEndpoint: inTurn(there, there, { ...there, EndpointStatus: 'Deleting' }, notFound('endpoint')),
  });
  await remove('endpoint', fake);
  expect(fake.count('DeleteEndpoint')).toBe(1);
});

test('what is gone already is as good', async () => {
  await expect(remove('model', fakeOf({ DescribeModel: throwing(notFound('model')) }))).resolves.toBeUndefined();
});

test.each<[string, Answers, Record<string, string>]>([
  ['whose run goes on by now', {}, { a_run: 'RUNNING' }],
  ["that is another run's by now", { ListTags: tagged([{ Key: 'tunewright:run', Value: 'other' }]) }, {}],
])('a model %s stays', async (_name, answers, states) => {
  const fake = fakeOf({ ListEndpoints: {}, ...answers });
  const { type } = await failureOf(remove('model', fake, states));
  expect([type, fake.count('DeleteModel')]).toEqual(['InvalidRequest', 0]);
});

test('a model under an endpoint stays', async () => {
  const fake = fakeOf();
  const { type, message } = await failureOf(remove('model', fake, { a_run: 'COMPLETED' }));
  expect([type, fake.count('DeleteModel')]).toEqual(['InvalidRequest', 0]);
  expect(message).toMatch(/is kept: .* uses it/);
});

test('an endpoint that was given more time since it was found stays', async () => {
  const fake = fakeOf(expired('2999-01-01T00:00:00Z'));
  const { type } = await failureOf(remove('endpoint', fake, { a_run: 'COMPLETED' }));
  expect([type, fake.count('DeleteEndpoint')]).toEqual(['InvalidRequest', 0]);
});

describe('of a run that was started again under the same id', () => {
  const tags = { run: 'nightly', execution: 'first' };
  const again = (executions: FakeWorkflow['executions']): FakeWorkflow => ({
    state: 'COMPLETED',
    firstRunId: 'second',
    ...(executions === undefined ? {} : { executions }),
  });
  const findOf = async (nightly: FakeWorkflow): Promise<string[]> => {
    const { client: temporal } = new FakeTemporal({ nightly });
    const fake = fakeOf({
      ListTags: ({ ResourceArn }) =>
        tagged(
          ResourceArn === 'arn:ours'
            ? Object.entries(tags).map(([key, Value]) => ({ Key: `tunewright:${key}`, Value }))
            : [],
        ),
    });
    const { leftovers } = await attempt('findLeftovers', {}, fake, { temporal }).result;
    return leftovers.map(({ kind }) => kind);
  };

  test('all that the first execution left is found, however the newest one ended', async () => {
    expect(await findOf(again({ first: { state: 'TERMINATED' } }))).toEqual(all);
  });

  test('what the first execution wanted is not found, nor what it made and wants after a reset', async () => {
    const afterReset = { first: { state: 'TERMINATED', resetTo: 'reset' }, reset: { state: 'COMPLETED' } };
    expect([await findOf(again({ first: { state: 'COMPLETED' } })), await findOf(again(afterReset))]).toEqual([
      ['training job'],
      ['training job'],
    ]);
  });

  test('the newest execution is asked about its own, reset or not', async () => {
    expect(await findOf({ state: 'RUNNING', firstRunId: 'first' })).toEqual([]);
  });
});

describe('a region of 20,000 models', () => {
  const total = 20_000;
  const pageSize = 100;
  const nameAt = (index: number): string => `model-${String(index).padStart(5, '0')}`;

  /** Three models are created in every millisecond; each is a terminated run's. */
  function region20000(): FakeAws {
    const listed = Array.from({ length: total }, (_, index) => ({
      ModelName: nameAt(index),
      ModelArn: `arn:${nameAt(index)}`,
      CreationTime: new Date(1_700_000_000_000 + Math.floor(index / 3)),
    }));
    return fakeAws({
      ListTrainingJobs: {},
      ListEndpoints: {},
      ListEndpointConfigs: {},
      ListModels: ({ NextToken, CreationTimeAfter, SortOrder }) => {
        expect(SortOrder).toBe('Ascending');
        const after = CreationTimeAfter === undefined ? 0 : (CreationTimeAfter as Date).getTime();
        const rest = listed.filter(({ CreationTime }) => CreationTime.getTime() > after);
        const start = Number(NextToken ?? 0);
        const end = start + pageSize;
        return { Models: rest.slice(start, end), ...(end < rest.length && { NextToken: String(end) }) };
      },
      ListTags: tagged([{ Key: 'tunewright:run', Value: 'a_run' }]),
    });
  }

  const temporal = new FakeTemporal(workflowsIn({ a_run: 'TERMINATED' })).client;

  test('is looked at part by part, each model once, in no part longer than half an hour at two tags a second', async () => {
    const fake = region20000();
    const names: string[] = [];
    let from: SweepPlace | undefined;
    do {
      const before = fake.count('ListTags');
      const { leftovers, next }: FoundLeftovers = await attempt(
        'findLeftovers',
        { region, ...defined({ from }) },
        fake,
        {
          temporal,
        },
      ).result;
      expect(fake.count('ListTags') - before).toBeLessThanOrEqual(30 * 60 * 2);
      names.push(...leftovers.map(({ name }) => name));
      from = next;
    } while (from !== undefined);
    expect(names).toEqual(Array.from({ length: total }, (_, index) => nameAt(index)));
    expect(fake.count('ListTags')).toBe(total);
  });

  test('goes on where it was when a part is lost with its worker', async () => {
    const fake = region20000();
    const first = await attempt('findLeftovers', { region }, fake, { temporal }).result;
    const again = async () =>
      (await attempt('findLeftovers', { region, ...defined({ from: first.next }) }, fake, { temporal }).result)
        .leftovers;
    expect((await again())[0]?.name).toBe(nameAt(first.leftovers.length));
    expect(await again()).toEqual(await again());
  });
});

test('what only an endpoint uses that an earlier part found left over is left over too', async () => {
  const { client: temporal } = new FakeTemporal(workflowsIn({ a_run: 'TERMINATED' }));
  const from = { kind: 'endpoint config', createdAt: 0, names: [] } as const;
  const rest = async (unwanted: string[]): Promise<string[]> => {
    const place = { ...from, names: [], unwanted };
    const { leftovers } = await attempt('findLeftovers', { region, from: place }, fakeOf(), { temporal }).result;
    return leftovers.map(({ kind }) => kind);
  };
  expect(await rest([])).toEqual([]);
  expect(await rest(['endpoint'])).toEqual(['endpoint config', 'model']);
});
