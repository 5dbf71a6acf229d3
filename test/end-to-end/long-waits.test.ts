import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Notice } from '../../src/contract/activities.js';
import { localStack } from '../support/end-to-end/stack.js';
import { decide, refusalOf, statusOf, untilOpen } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

// The clock of this file's server is shared: its tests go one after the other, each with a worker of its own.
const secret = 'T0SECRET';
const received: { path: string; notice: Omit<Notice, 'to'> }[] = [];
let http: Server;
beforeAll(async () => {
  http = createServer((request, response) => {
    void json(request).then((notice) => {
      received.push({ path: request.url ?? '', notice: notice as Notice });
      response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
});
afterAll(() => http?.close());

const urlOf = (name: string): string =>
  `http://127.0.0.1:${(http.address() as AddressInfo).port}/${name}?token=${secret}`;

const server = timeSkippingServer();
const stack = localStack(server, {
  works: false,
  faults: [
    { fault: 'training', name: 'waiting', outcome: 'CapacityError', times: 2 },
    { fault: 'training', name: 'again', outcome: 'InternalServerError', times: 2 },
    { fault: 'training', outcome: 'Completed' },
  ],
  webhooks: () => ({ reviewers: urlOf('reviewers'), boss: urlOf('boss') }),
});

async function working<T>(body: () => Promise<T>): Promise<T> {
  return (await stack.worker()).runUntil(body);
}

/** With its payloads in clear. */
async function historyOf(workflow: WorkflowHandle): Promise<string> {
  const { events } = await workflow.fetchHistory();
  return JSON.stringify(events, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value,
  );
}

test('an approval opens, reminds, escalates and closes by webhook, its digest decides, and no history knows the URL', async () => {
  await working(async () => {
    const run = await stack.start(
      'approval',
      {
        deploy: false,
        gates: {
          training: {
            rule: 'manual',
            deadlineInSeconds: 86_400,
            notify: 'reviewers',
            remindEveryInSeconds: 3_600,
            escalateTo: 'boss',
            escalateAfterInSeconds: 5_400,
          },
        },
      },
      'fineTune',
    );
    await untilOpen(run, 'training');
    await server.env.sleep(2 * 3_600_000 + 60_000);
    const { digest } = (await statusOf(run)).gates[0]!;
    expect(await refusalOf(decide(run, { decision: 'approve', by: 'ana', digest: '0'.repeat(16) }))).toMatch(
      /outdated/,
    );
    await decide(run, { decision: 'approve', by: 'ana', digest });
    const { decisions } = await run.result();
    expect(decisions.training).toMatchObject({ decision: 'approve', by: 'ana', digest });
    expect(received.map(({ path, notice: { kind } }) => `${path.split('?')[0]} ${kind}`)).toEqual([
      '/reviewers opened',
      '/reviewers reminder',
      '/boss escalation',
      '/reviewers reminder',
      '/reviewers closed',
    ]);
    expect(received.map(({ notice }) => notice.digest)).toEqual(received.map(() => digest));
    const history = await historyOf(run);
    // Or it would not be seen either.
    expect(history.includes('reviewers')).toBe(true);
    expect(history.includes(secret)).toBe(false);
  });
});

test.each([
  ['without capacity for as long as the request says', 'waiting'],
  ["after SageMaker's own errors", 'again'],
])('training is tried again on the same type %s', async (_, name) => {
  await working(async () => {
    const training = { instanceType: ['ml.m5.xlarge'], capacityWaitInSeconds: 3_600 };
    const run = await stack.start(name, { deploy: false, training }, 'fineTune');
    const { trainingJob } = await run.result();
    expect(trainingJob.instanceType).toBe('ml.m5.xlarge');
    expect(trainingJob.name).toMatch(/-3$/);
  });
});
