import { UpdateEndpointWeightsAndCapacitiesCommand } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import type { EndpointOptions, HostingRequest } from '../../src/contract/run/requests.js';
import type { LiveEndpoint } from '../../src/contract/run/results.js';
import { bucket } from '../local/sagemaker/local-sagemaker.js';
import { endpointAt, putArtifact, standing, standingOf } from '../support/end-to-end/inventory.js';
import { localStack } from '../support/end-to-end/stack.js';
import type { Run } from '../support/temporal/runs.js';
import { decide, failureOf, statusOf, untilOpen } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';

const server = devServer();
const stack = localStack(server, {
  faults: [
    { fault: 'endpoint', name: 'silent', on: 'update', outcome: 'rolls back', times: 1 },
    { fault: 'endpoint', name: 'alarmed', on: 'update', outcome: 'alarm', times: 1 },
  ],
});
const artifacts = { '0': '', '1': '', nonsense: '' };
const heldOut = `s3://${bucket}/held-out/`;

beforeAll(async () => {
  for (const predicts of ['0', '1', 'nonsense'] as const) {
    artifacts[predicts] = await putArtifact(stack.clients, predicts);
  }
  const Body = '1,good\n1,fine\n1,great\n0,bad\n';
  await stack.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'held-out/data.csv', Body }));
});

type Live = Pick<LiveEndpoint, 'configName'> & { name: string };

/** Makes an endpoint of that name whose model predicts 1. */
async function live(name: string): Promise<Live> {
  const run = await stack.start(`${name}-before`, { artifact: artifacts['1'], endpoint: { name } });
  return (await run.result()).endpoint!;
}

/** Moves it to a model that predicts something else. */
const update = (
  { name }: Live,
  predicts: keyof typeof artifacts,
  more: Partial<HostingRequest> = {},
  options: EndpointOptions = {},
): Promise<Run> =>
  stack.start(`${name}-after`, {
    artifact: artifacts[predicts],
    endpoint: { name, update: {}, ...options },
    ...more,
    gates: { deployment: 'auto', ...more.gates },
  });

async function isAsBefore(before: Live): Promise<void> {
  expect(await endpointAt(stack.clients, before.name)).toMatchObject({
    EndpointStatus: 'InService',
    EndpointConfigName: before.configName,
  });
  expect(await standing(stack.clients, `${before.name}-after`)).toEqual([]);
  expect(await predictionOf(before.name)).toBe(1);
}

async function predictionOf(EndpointName: string): Promise<unknown> {
  const call = { EndpointName, Body: 'fine', ContentType: 'application/x-text', Accept: 'application/json;verbose' };
  const { Body } = await stack.clients.runtime.send(new InvokeEndpointCommand(call));
  return (JSON.parse(Buffer.from(Body).toString()) as { predicted_label: unknown }).predicted_label;
}

async function instancesOf(name: string): Promise<number | undefined> {
  return (await endpointAt(stack.clients, name)).ProductionVariants?.[0]?.CurrentInstanceCount;
}

test.concurrent('two runs that update one endpoint at the same moment go one after the other', async () => {
  const before = await live('both');
  const runs = await Promise.all(
    ['0', '1'].map((predicts, index) =>
      stack.start(`both-${index}`, {
        artifact: artifacts[predicts as '0' | '1'],
        endpoint: { name: 'both', update: {} },
      }),
    ),
  );
  const results = await Promise.all(runs.map((run) => run.result()));
  const earlier = results.find(({ endpoint }) => endpoint?.replaced === before.configName)!;
  const later = results.find(({ endpoint }) => endpoint?.replaced === earlier.endpoint?.configName)!;
  expect((await endpointAt(stack.clients, 'both')).EndpointConfigName).toBe(later.endpoint?.configName);
  expect(await standing(stack.clients, 'both')).toEqual(standingOf(later));
});

test.concurrent(
  'an update that fails its smoke test leaves the endpoint on its old config, and nothing new',
  async () => {
    const before = await live('untested');
    expect((await failureOf(await update(before, 'nonsense'))).type).toBe('SmokeTestFailed');
    await isAsBefore(before);
  },
);

test.concurrent('an update that predicts too few of the expected labels goes back', async () => {
  const before = await live('disagreeing');
  const smokeTest = { samples: [{ text: 'fine', label: 1 }], minimumAgreement: 1 };
  expect((await failureOf(await update(before, '0', { smokeTest }))).type).toBe('SmokeTestFailed');
  await isAsBefore(before);
});

test.concurrent('an update that AWS rolls back without a word fails, and leaves nothing new', async () => {
  const before = await live('silent');
  expect((await failureOf(await update(before, '0'))).type).toBe('EndpointFailed');
  await isAsBefore(before);
});

test.concurrent('an update whose alarm trips while it bakes fails, and leaves nothing new', async () => {
  const before = await live('alarmed');
  const options: EndpointOptions = { update: { strategy: 'canary', bakeTimeInSeconds: 60, alarms: ['errors'] } };
  expect((await failureOf(await update(before, '0', {}, options))).type).toBe('EndpointFailed');
  await isAsBefore(before);
});

test.concurrent.each(['canary', 'linear', 'rolling'] as const)(
  'an endpoint is moved step by step: %s',
  async (strategy) => {
    const before = await live(strategy);
    const run = await update(before, '0', {}, { instanceCount: 4, update: { strategy, bakeTimeInSeconds: 10 } });
    expect((await run.result()).endpoint?.replaced).toBe(before.configName);
    expect(await predictionOf(strategy)).toBe(0);
  },
);

test.concurrent('an update that is rejected at the traffic gate goes back', async () => {
  const before = await live('rejected');
  const run = await update(before, '0', { gates: { traffic: 'manual' } });
  await untilOpen(run, 'traffic');
  // The candidate is live while it is judged.
  expect(await predictionOf('rejected')).toBe(0);
  await decide(run, { decision: 'reject', by: 'ana' });
  expect((await failureOf(run)).type).toBe('GateRejected');
  await isAsBefore(before);
});

test.concurrent('an update that goes back has as many instances as the endpoint had been scaled to', async () => {
  const before = await live('scaled');
  await stack.clients.sageMaker.send(
    new UpdateEndpointWeightsAndCapacitiesCommand({
      EndpointName: before.name,
      DesiredWeightsAndCapacities: [{ VariantName: 'AllTraffic', DesiredInstanceCount: 3 }],
    }),
  );
  await expect.poll(async () => (await endpointAt(stack.clients, before.name)).EndpointStatus).toBe('InService');
  const run = await update(before, '0', { gates: { traffic: 'manual' } }, { instanceCount: 1 });
  await untilOpen(run, 'traffic');
  expect(await instancesOf(before.name)).toBe(1);
  await decide(run, { decision: 'reject', by: 'ana' });
  expect((await failureOf(run)).type).toBe('GateRejected');
  await isAsBefore(before);
  expect(await instancesOf(before.name)).toBe(3);
});

test.concurrent('a candidate that is worse than the live model is asked about with both scores', async () => {
  const before = await live('worse');
  const run = await update(before, '0', { evaluationData: heldOut, gates: { traffic: 'better-than-live' } });
  await untilOpen(run, 'traffic');
  const gate = (await statusOf(run)).gates.find((asked) => asked.gate === 'traffic');
  expect(gate?.report?.scores).toMatchObject({
    candidate: { rows: 4, accuracy: 0.25 },
    live: { rows: 4, accuracy: 0.75 },
  });
  await decide(run, { decision: 'reject', by: 'ana' });
  expect((await failureOf(run)).type).toBe('GateRejected');
  await isAsBefore(before);
});

test.concurrent('a candidate that is better than the live model replaces it without a question', async () => {
  const before = await live('better');
  const worse = await (
    await stack.start('better-than', {
      artifact: artifacts['0'],
      endpoint: { name: 'better', update: {} },
    })
  ).result();
  const run = await update(before, '1', {
    evaluationData: heldOut,
    gates: { traffic: 'better-than-live' },
  });
  const { endpoint, decisions } = await run.result();
  expect(endpoint?.replaced).toBe(worse.endpoint?.configName);
  expect(decisions.traffic?.reason).toMatch(/candidate 75\.0 %, live 25\.0 % on 4 held-out rows/);
});
