import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import type { Leftover, SweepResult } from '../../src/contract/sweep.js';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { withWorker } from '../support/temporal/runs.js';
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

async function sweep(args: unknown[], otherwise: Partial<Activities> = {}): Promise<SweepResult & { calls: string[] }> {
  const { activities, calls } = fakeActivities({ findLeftovers: () => Promise.resolve(found), ...otherwise });
  const taskQueue = randomUUID();
  const result: unknown = await withWorker(server, taskQueue, activities, () =>
    server.client.workflow.execute(workflowTypes.sweep, { taskQueue, workflowId: taskQueue, args }),
  );
  return { ...(result as SweepResult), calls };
}

test.each([[[]], [[null]], [[{}]], [[{ delete: 'yes' }]]])(
  'a sweep that is started with %j only reports',
  async (args) => {
    expect(await sweep(args)).toMatchObject({ leftovers, deleted: [], kept: [], calls: ['findLeftovers'] });
  },
);

test('a sweep on demand removes what it found, in the order of the list', async () => {
  const { deleted } = await sweep([{ delete: true }]);
  expect(deleted).toEqual(['a-training-job', 'a-endpoint', 'a-model']);
});

test('what can not be removed is told with the reason, and the rest is removed all the same', async () => {
  const { deleted, kept } = await sweep([{ delete: true }], {
    removeLeftover: ({ leftover }) =>
      leftover.kind === 'endpoint'
        ? Promise.reject(failure('NameTaken', 'it is another one by now'))
        : Promise.resolve(),
  });
  expect(deleted).toEqual(['a-training-job', 'a-model']);
  expect(kept).toEqual([{ name: 'a-endpoint', reason: 'it is another one by now' }]);
});
