import { randomUUID } from 'node:crypto';
import { CreateModelCommand, DescribeEndpointCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Activities } from '../../src/contract/activities.js';
import type { SweepResult } from '../../src/contract/sweep.js';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import type { FineTuneResult } from '../../src/contract/run/results.js';
import { role } from '../local/sagemaker/local-sagemaker.js';
import { createEndpoint, endpointIn } from '../local/sagemaker/hosting-requests.js';
import { endpointAt, putArtifact, standing, standingOf } from '../support/end-to-end/inventory.js';
import { localStack } from '../support/end-to-end/stack.js';
import type { Run } from '../support/temporal/runs.js';
import { statusOf, untilOpen } from '../support/temporal/runs.js';
import { takenTogether } from '../support/temporal/taken-together.js';
import { devServer } from '../support/temporal/servers.js';

/** Activities that the runs of these names never come beyond: a run is terminated right before one. */
const haltBefore: Partial<Record<keyof Activities, string>> = {
  createEndpointConfig: 'model-made',
  createEndpoint: 'config-made',
};
const halted = new Map<string, (reason: Error) => void>();

const server = devServer();
const stack = localStack(server, {
  faults: [
    { fault: 'training', outcome: 'Completed', seconds: 1_000 },
    { fault: 'endpoint', name: 'creating', on: 'create', outcome: 'hangs', seconds: 10 },
    { fault: 'endpoint', name: 'moving', on: 'update', outcome: 'hangs', seconds: 5 },
  ],
  around: (activities) => {
    const halting: Activities = {
      ...activities,
      createEndpointConfig: (step) => reach('createEndpointConfig', step, () => activities.createEndpointConfig(step)),
      createEndpoint: (step) => reach('createEndpoint', step, () => activities.createEndpoint(step)),
    };
    return { ...halting, ...takenTogether(halting) };
  },
});

type Step = Parameters<Activities['createEndpoint']>[0];

async function reach<T>(activity: keyof Activities, step: Step, go: () => Promise<T>): Promise<T> {
  const run = step.target.run.workflowId;
  if (!run.startsWith(haltBefore[activity] ?? '-')) return go();
  return new Promise((_, reject) => halted.set(run, reject));
}

/** A run as it is terminated, and what has to be found of it. */
interface Phase {
  name: string;
  type?: 'fineTune' | 'deploy';
  request?: object;
  /** Resolves where it is to be terminated. */
  reached: (run: Run) => Promise<unknown>;
  left: readonly string[];
}

const hasResource = (kind: string, state: string) => (run: Run) =>
  vi.waitFor(
    async () => expect((await statusOf(run)).resources).toContainEqual(expect.objectContaining({ kind, state })),
    { timeout: 60_000 },
  );
const isHalted = (run: Run): Promise<void> =>
  vi.waitFor(() => expect(halted.has(run.workflowId)).toBe(true), { timeout: 60_000 });

const phases: readonly Phase[] = [
  { name: 'training', type: 'fineTune', reached: hasResource('training job', 'InProgress'), left: ['training job'] },
  { name: 'model-made', reached: isHalted, left: ['model'] },
  { name: 'config-made', reached: isHalted, left: ['endpoint config', 'model'] },
  {
    name: 'creating',
    reached: hasResource('endpoint', 'Creating'),
    left: ['endpoint', 'endpoint config', 'model'],
  },
  {
    name: 'in-service',
    request: { gates: { deployment: 'auto', traffic: 'manual' } },
    reached: (run) => untilOpen(run, 'traffic'),
    left: ['endpoint', 'endpoint config', 'model'],
  },
  {
    name: 'moved',
    request: { endpoint: { name: 'moving', update: {} } },
    reached: hasResource('endpoint', 'Updating'),
    left: ['endpoint config', 'model'],
  },
  {
    // It is on the new config, and the old one is the last good one: both are in use.
    name: 'unproven',
    request: { endpoint: { name: 'landing', update: {} }, gates: { deployment: 'auto', traffic: 'manual' } },
    reached: (run) => untilOpen(run, 'traffic'),
    left: [],
  },
];

const sweep = (request: object): Promise<SweepResult> =>
  server.client.workflow.execute<(request: object) => Promise<SweepResult>>(workflowTypes.sweep, {
    taskQueue: stack.queue,
    workflowId: `sweep-${randomUUID()}`,
    args: [request],
  });

let live: FineTuneResult;
let running: Run;
const runs = new Map<string, Run>();
let report: SweepResult;
let removal: SweepResult;
const before: string[] = [];

/** Of another team, with the tag of a run that somebody set who may not delete. */
const forged = 'payroll-classifier-of-another-team';

beforeAll(async () => {
  const artifact = await putArtifact(stack.clients, '1');
  await stack.clients.sageMaker.send(
    new CreateModelCommand({
      ModelName: forged,
      ExecutionRoleArn: role,
      PrimaryContainer: { Image: 'image' },
      Tags: [{ Key: 'tunewright:run', Value: 'nobody' }],
    }),
  );
  const [moving] = await Promise.all(
    ['moving', 'landing'].map(async (name) =>
      (await stack.start(`wanted-${name}`, { artifact, endpoint: { name } })).result(),
    ),
  );
  live = moving!;
  running = await stack.start('going', { artifact, gates: { deployment: 'auto', traffic: 'manual' } });
  await Promise.all([
    untilOpen(running, 'traffic'),
    createEndpoint(stack.clients, 'somebody-elses').then(() =>
      endpointIn(stack.clients, 'somebody-elses', 'InService'),
    ),
    ...phases.map(async ({ name, type, request, reached }) => {
      const run = await stack.start(name, { ...(type === 'fineTune' ? {} : { artifact }), ...request }, type);
      runs.set(name, run);
      await reached(run);
      await run.terminate();
      halted.get(run.workflowId)?.(new Error('the run is terminated'));
    }),
  ]);
  // The update that was under way goes back by itself; as long as it is, its config is in use.
  await endpointIn(stack.clients, 'moving', 'InService');
  before.push(...(await standing(stack.clients)));
  report = await sweep({});
  removal = await sweep({ region: report.region, delete: true });
}, 180_000);

test.each(phases)('what a run left that was terminated at $name is found with its name', ({ name, left }) => {
  const found = report.leftovers.filter(({ run }) => run === runs.get(name)?.workflowId);
  expect(found.map(({ kind }) => kind)).toEqual(left);
  expect(found.map(({ because }) => because)).toEqual(left.map(() => 'its run has ended as TERMINATED'));
});

test('a report deletes nothing', () => {
  expect(report.deleted).toEqual([]);
});

test.each(phases.filter(({ left }) => left.length > 0))(
  'all that a run left that was terminated at $name is gone after a sweep that deletes',
  async ({ name }) => {
    expect(await standing(stack.clients, `${name}-`)).toEqual([]);
  },
);

test('what only carries the tag of a run, and no name of it, is reported as foreign and stays', async () => {
  expect(report.leftovers.filter(({ foreign }) => foreign).map(({ name }) => name)).toEqual([forged]);
  expect(removal.kept).toEqual([
    { name: forged, reason: expect.stringContaining('a name that no run gives') as string },
  ]);
  expect(await standing(stack.clients, forged)).toEqual([`model ${forged}`]);
});

test('a sweep that deletes tells what it deleted', () => {
  expect(removal.deleted).toHaveLength(phases.flatMap(({ left }) => left).length);
});

test('nothing is found of runs that are going on, of what is live, and of others', async () => {
  const ofPhases = phases.map(({ name }) => runs.get(name)?.workflowId);
  expect(report.leftovers.filter(({ run }) => !ofPhases.includes(run)).map(({ name }) => name)).toEqual([forged]);
  const wanted = before.filter((name) =>
    /another-team|somebody-elses|going|wanted|unproven|endpoint (moving|landing)/.test(name),
  );
  expect(await standing(stack.clients)).toEqual(wanted);
  expect(wanted).toEqual(expect.arrayContaining(standingOf(live)));
});

test('an endpoint whose update was terminated is on the config that was live', async () => {
  expect(await endpointAt(stack.clients, 'moving')).toMatchObject({
    EndpointStatus: 'InService',
    EndpointConfigName: live.endpoint?.configName,
  });
});

test('what a run makes bears its namespace, by which the sweep of another one looks past it', async () => {
  const { sageMaker } = stack.clients;
  const { EndpointArn } = await sageMaker.send(new DescribeEndpointCommand({ EndpointName: live.endpoint?.name }));
  const { Tags } = await sageMaker.send(new ListTagsCommand({ ResourceArn: EndpointArn }));
  expect(Tags).toContainEqual({ Key: 'tunewright:namespace', Value: 'default' });
});
