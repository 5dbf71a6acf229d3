import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import type { Leftover, SweepResult } from '../../src/contract/sweep.js';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();

const leftovers: Leftover[] = (['training job', 'endpoint', 'model'] as const).map((kind) => ({
  kind,
  name: `a-${kind.replace(' ', '-')}`,
  state: 'InService',
  run: 'fine-tune-1',
  because: 'run fine-tune-1 was terminated',
}));
const found = { region: 'us-east-1', account: '123456789012', examined: 9, leftovers };

/** One workflow of that type to its end, with activities of its own. */
function execute(type: string, args: unknown[], activities: Activities): Promise<unknown> {
  const { taskQueue } = server.served;
  const workflowId = randomUUID();
  const options = { taskQueue, workflowId, args };
  return server.served.whileServed(workflowId, activities, () => server.client.workflow.execute(type, options));
}

async function sweep(args: unknown[], otherwise: Partial<Activities> = {}): Promise<SweepResult & { calls: string[] }> {
  const { activities, calls } = fakeActivities({ findLeftovers: () => Promise.resolve(found), ...otherwise });
  const result = await execute(workflowTypes.sweep, args, activities);
  return { ...(result as SweepResult), calls };
}

test.each([[[]], [[null]], [[{}]], [[{ delete: false }]], [[{ region: null, delete: null }]]])(
  'a sweep that is started with %j only reports',
  async (args) => {
    expect(await sweep(args)).toMatchObject({ leftovers, deleted: [], kept: [], calls: ['findLeftovers'] });
  },
);

test('a sweep on demand removes what it found, in the order of the list', async () => {
  const { deleted } = await sweep([{ region: 'us-east-1', delete: true }]);
  expect(deleted).toEqual(['a-training-job', 'a-endpoint', 'a-model']);
});

test('what can not be removed is told with the reason, and the rest is removed all the same', async () => {
  const { deleted, kept } = await sweep([{ region: 'us-east-1', delete: true }], {
    removeLeftover: ({ leftover }) =>
      leftover.kind === 'endpoint'
        ? Promise.reject(failure('NameTaken', 'it is another one by now'))
        : Promise.resolve(),
  });
  expect(deleted).toEqual(['a-training-job', 'a-model']);
  expect(kept).toEqual([{ name: 'a-endpoint', reason: 'it is another one by now' }]);
});

test.each<[unknown, string]>([
  ['us-east-1', 'request: must be an object such as {"region": "us-east-1"}, or nothing'],
  [{ delete: 'yes' }, 'delete: must be true or false'],
  [{ delete: true }, 'region: is missing; a deletion names its region'],
  [
    { regoin: 'eu-west-1', delete: true },
    'request: unknown "regoin"; did you mean region?\nregion: is missing; a deletion names its region',
  ],
  [{ region: 5, delete: true }, 'region: must be an AWS region such as us-east-1'],
])('a sweep of %j looks nowhere and fails as InvalidRequest with all problems', async (request, problems) => {
  const { activities, calls } = fakeActivities();
  const failed = execute(workflowTypes.sweep, [request], activities);
  await expect(failed).rejects.toMatchObject({ cause: { type: 'InvalidRequest', message: problems } });
  expect(calls).toEqual([]);
});

test.each([
  ['fine_tune', 'unknown "fine_tune"; did you mean fineTune?'],
  ['trainAndServe', 'unknown "trainAndServe"; known here: fineTune, deploy, endpoint, sweep'],
])('a workflow of type %s, which there is not, ends at once with the types that there are', async (type, message) => {
  const { activities } = fakeActivities();
  const failed = execute(type, [{}], activities);
  await expect(failed).rejects.toMatchObject({
    cause: { type: 'InvalidRequest', message: expect.stringContaining(message) as string },
  });
});

const place = { kind: 'model', createdAt: 1, names: ['m'], unwanted: [] } as const;
const next = { ...place, names: [...place.names], unwanted: [] };

test('a search that comes in parts goes on where the part before ended', async () => {
  const asked: unknown[] = [];
  const parts = [
    { ...found, next },
    { ...found, examined: 1, leftovers: [] },
  ];
  const { examined, calls, ...result } = await sweep([{ region: 'us-east-1' }], {
    findLeftovers: ({ from }) => {
      asked.push(from);
      return Promise.resolve(parts.shift() ?? found);
    },
  });
  expect(asked).toEqual([undefined, next]);
  expect([examined, result.leftovers, calls]).toEqual([10, leftovers, ['findLeftovers', 'findLeftovers']]);
  expect(result).not.toHaveProperty('unfinished');
});

test('a sweep that finds more than one answer can hold stops there and says so', async () => {
  const many = Array.from({ length: 2_000 }, (_, index) => ({ ...leftovers[2]!, name: `model-${index}` }));
  const { calls, unfinished } = await sweep([], {
    findLeftovers: () => Promise.resolve({ ...found, leftovers: many, next }),
  });
  expect([calls, unfinished]).toEqual([['findLeftovers'], true]);
});
