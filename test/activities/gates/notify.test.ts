import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fakeAws } from '../../support/aws/fake-aws.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

let status = 200;
const received: unknown[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    received.push(JSON.parse(body));
    response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('ok');
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/secret`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  status = 200;
  received.length = 0;
});

const notice = {
  to: 'approvals',
  kind: 'opened',
  run: 'reviews',
  gate: 'deployment',
  text: 'reviews: deploy?',
} as const;
const notify = (webhooks: Record<string, string> = { approvals: url }): Promise<void> =>
  attempt('notify', notice, fakeAws({}), { webhooks }).result;

test('the notice is posted as JSON with the text that Slack shows', async () => {
  await notify();
  expect(received).toEqual([{ kind: 'opened', run: 'reviews', gate: 'deployment', text: 'reviews: deploy?' }]);
});

test.each([
  [500, 'ServiceUnavailable', false],
  [429, 'ServiceUnavailable', false],
  [404, 'RequestRefused', true],
  [302, 'RequestRefused', true],
])('an answer of %s is %s', async (answer, type, nonRetryable) => {
  status = answer;
  expect(await failureOf(notify())).toMatchObject({ type, nonRetryable });
});

test.each(['toString', 'nobody'])('a name that the worker does not know, like %s, is refused', async (name) => {
  const { result } = attempt('notify', { ...notice, to: name }, fakeAws({}), { webhooks: { approvals: url } });
  expect(await failureOf(result)).toMatchObject({ type: 'InvalidRequest', nonRetryable: true });
});

test('a webhook that does not answer is tried again, and its URL is not told', async () => {
  const failure = await failureOf(notify({ approvals: 'http://127.0.0.1:1/services/secret' }));
  expect([failure.type, failure.cause, /secret|127/.test(failure.message)]).toEqual([
    'ServiceUnavailable',
    undefined,
    false,
  ]);
});
