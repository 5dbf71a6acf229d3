import { randomUUID } from 'node:crypto';
import { DeleteEndpointCommand } from '@aws-sdk/client-sagemaker';
import { beforeAll, expect, test, vi } from 'vitest';
import type { EndpointState, EndpointStatus, Extension } from '../../src/contract/endpoint-workflow.js';
import {
  earlierEndpointWorkflowId,
  endpointMessages,
  endpointWorkflowId,
} from '../../src/contract/endpoint-workflow.js';
import type { EndpointOptions, HostingRequest } from '../../src/contract/run/requests.js';
import { putArtifact, standing, standingOf } from '../support/end-to-end/inventory.js';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import { localStack } from '../support/end-to-end/stack.js';
import type { Run } from '../support/temporal/runs.js';
import { decide, failureOf, untilOpen } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';

const server = devServer();
const stack = localStack(server);
let artifact: string;
beforeAll(async () => {
  artifact = await putArtifact(stack.clients, '1');
});

const deploy = (name: string, endpoint: EndpointOptions, more: Partial<HostingRequest> = {}): Promise<Run> =>
  stack.start(name, { artifact, endpoint, ...more, gates: { deployment: 'auto', ...more.gates } });

/** Sends a message to the workflow of an endpoint. */
const tell = (name: string, message: string, argument: unknown): Promise<EndpointStatus> =>
  stack.workflow(endpointWorkflowId(name)).executeUpdate<EndpointStatus, [unknown]>(message, { args: [argument] });

const endOf = (name: string): Promise<EndpointStatus> =>
  stack.workflow(endpointWorkflowId(name)).result() as Promise<EndpointStatus>;

test.concurrent('an endpoint that somebody deletes by hand is noticed, and its config and model go too', async () => {
  await (await deploy('by-hand', { name: 'by-hand' })).result();
  await stack.clients.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'by-hand' }));
  const { phase, notes } = await endOf('by-hand');
  expect({ phase, notes }).toEqual({ phase: 'gone', notes: ['somebody deleted the endpoint'] });
  expect(await standing(stack.clients, 'by-hand')).toEqual([]);
});

test.concurrent('a message to extend counts from now on', async () => {
  const { endpoint } = await (await deploy('extended', { name: 'extended', timeToLiveInSeconds: 3600 })).result();
  const extension: Extension = { timeToLiveInSeconds: 7200, by: 'ana' };
  const { expiresAt } = await tell('extended', endpointMessages.extend, extension);
  expect(Date.parse(expiresAt!) - Date.parse(endpoint!.expiresAt!)).toBeGreaterThan(3_500_000);
});

test.concurrent(
  'a deletion by message waits for the run that holds the lease, and takes what that run left live',
  async () => {
    await (await deploy('awaited-before', { name: 'awaited' })).result();
    const run = await deploy('awaited-after', { name: 'awaited', update: {} }, { gates: { traffic: 'manual' } });
    await untilOpen(run, 'traffic');
    const { holder } = await tell('awaited', endpointMessages.delete, { by: 'ana' });
    expect(holder).toBe(run.workflowId);
    expect(await standing(stack.clients, 'awaited')).toContain('endpoint awaited');
    await decide(run, { decision: 'approve', by: 'ben' });
    expect((await run.result()).outcome).toBe('done');
    expect((await endOf('awaited')).phase).toBe('gone');
    expect(await standing(stack.clients, 'awaited')).toEqual([]);
  },
);

test.concurrent('a run that wants an endpoint while it is being deleted gets a new one of that name', async () => {
  await (await deploy('renewed-before', { name: 'renewed' })).result();
  await tell('renewed', endpointMessages.delete, { by: 'ana' });
  const result = await (await deploy('renewed-after', { name: 'renewed', update: {} })).result();
  expect(result.endpoint).not.toHaveProperty('replaced');
  expect(await standing(stack.clients, 'renewed')).toEqual(standingOf(result));
});

test.concurrent('an endpoint whose time passes while no worker runs is deleted by the next one', async () => {
  const name = 'expiring';
  const { endpoint } = await (await deploy(name, { name })).result();
  const { region, account, live } = await tell(name, endpointMessages.extend, { timeToLiveInSeconds: 60 });
  await stack.workflow(endpointWorkflowId(name)).terminate();
  // A time to live is at least a minute: its last seconds, as the workflow continues itself as new.
  // So many that the first worker has started, answered and ended before.
  const expiresAt = new Date(Date.now() + 15_000).toISOString();
  const carried: EndpointState = { live, lastGood: live, holder: null, waiting: [], expiresAt, notes: [] };
  const taskQueue = randomUUID();
  const workflow = await server.client.workflow.start(workflowTypes.endpoint, {
    taskQueue,
    workflowId: endpointWorkflowId(name),
    args: [{ name, region, account, carried }],
  });
  const worked = await (
    await stack.worker(taskQueue)
  ).runUntil(() => workflow.query<EndpointStatus>(endpointMessages.status));
  expect(worked).toMatchObject({ phase: 'live', live: { configName: endpoint?.configName } });
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Date.parse(expiresAt) + 500), { timeout: 30_000 });
  expect(await standing(stack.clients, name)).toContain(`endpoint ${name}`);
  const end = await (await stack.worker(taskQueue)).runUntil(() => endOf(name));
  expect(end).toMatchObject({ phase: 'gone', notes: ['deleted: its time to live has passed'] });
  expect(await standing(stack.clients, name)).toEqual([]);
});

test.concurrent('an endpoint whose run takes back what it made has no workflow left', async () => {
  const run = await deploy('taken-back', { name: 'taken-back' }, { gates: { traffic: 'manual' } });
  await untilOpen(run, 'traffic');
  await decide(run, { decision: 'reject', by: 'ana' });
  await expect(run.result()).rejects.toThrow();
  expect((await endOf('taken-back')).phase).toBe('gone');
  await vi.waitFor(async () => expect(await standing(stack.clients, 'taken-back')).toEqual([]), { timeout: 30_000 });
});

test.concurrent('the name that a run which waits for its approval has claimed is refused to another one', async () => {
  const run = await deploy('claimed-first', { name: 'claimed' }, { gates: { deployment: 'manual' } });
  await untilOpen(run, 'deployment');
  const { type, message } = await failureOf(await deploy('claimed-later', { name: 'claimed' }));
  expect([type, message]).toEqual(['InvalidRequest', expect.stringContaining('claimed-first')]);
  await decide(run, { decision: 'approve', by: 'ana' });
  const result = await run.result();
  expect(await standing(stack.clients, 'claimed')).toEqual(standingOf(result));
});

test.concurrent.each([
  ['makes', {}],
  ['updates', { update: {} }],
])(
  'a run that %s the endpoint which another one is to make ends before anything is made, whatever its case',
  async (what, more) => {
    const run = await deploy(`case-${what}-first`, { name: `Case-${what}` }, { gates: { deployment: 'manual' } });
    await untilOpen(run, 'deployment');
    const { message } = await failureOf(await deploy(`case-${what}-later`, { name: `case-${what}`, ...more }));
    expect(message).toContain(`"case-${what}" is claimed as "Case-${what}" by run case-${what}-first`);
    await decide(run, { decision: 'approve', by: 'ana' });
    const result = await run.result();
    expect(await standing(stack.clients, `case-${what}`)).toEqual(standingOf(result));
  },
);

test.concurrent(
  'of two runs that make one endpoint in different case at the same moment, one waits for its gate and one has ended',
  async () => {
    const runs = await Promise.all(
      ['Twin', 'tWIN'].map((name) => deploy(`twin-${name}`, { name }, { gates: { deployment: 'manual' } })),
    );
    const ends = await Promise.all(
      runs.map((run) =>
        Promise.race([untilOpen(run, 'deployment').then(() => 'waits'), failureOf(run).then(({ message }) => message)]),
      ),
    );
    expect(ends.toSorted((a, b) => b.length - a.length)).toEqual([expect.stringContaining('is claimed as'), 'waits']);
  },
);

test.concurrent(
  'an endpoint with capitals in its name, whose workflow an earlier version started, is updated by way of that one',
  async () => {
    const { endpoint } = await (await deploy('older-first', { name: 'Older' })).result();
    const { region, account } = await stack.workflow(endpointWorkflowId('Older')).query<EndpointStatus>('status');
    await stack.workflow(endpointWorkflowId('Older')).terminate();
    const live = {
      name: 'Older',
      region,
      configName: endpoint?.configName ?? '',
      modelNames: [endpoint?.modelName ?? ''],
    };
    const carried: EndpointState = { live, lastGood: live, holder: null, waiting: [], expiresAt: null, notes: [] };
    const workflowId = earlierEndpointWorkflowId('Older');
    await server.client.workflow.start(workflowTypes.endpoint, {
      taskQueue: stack.queue,
      workflowId,
      args: [{ name: 'Older', region, account, carried }],
    });
    const updated = await (await deploy('older-again', { name: 'Older', update: {} })).result();
    const worked = await stack.workflow(workflowId).query<EndpointStatus>(endpointMessages.status);
    expect(worked.live?.configName).toBe(updated.endpoint?.configName);
    expect((await stack.workflow(endpointWorkflowId('Older')).describe()).status.name).toBe('TERMINATED');
    await stack.workflow(workflowId).terminate();
  },
);
