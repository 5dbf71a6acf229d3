import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApplicationFailure } from '@temporalio/common';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { calling } from '../../src/activities/failures.js';
import { Aws, classify, endpoints, sageMaker } from '../../src/aws/index.js';
import type { SageMaker } from '../../src/aws/index.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let answer: Answer;
let asked: number;

beforeEach(async () => {
  asked = 0;
  server = createServer((request, response) => {
    asked++;
    request.resume();
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const asSageMaker = (): SageMaker =>
  sageMaker(new Aws({ rateShare: 1_000 }).clients('us-east-1'), AbortSignal.timeout(30_000));
const json =
  (status: number, document: object): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(document));

async function errorOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('an answer without end is given up after 32 MiB, as a connection that broke', async () => {
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  let sent = 0;
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    const more = (): void => {
      if (response.destroyed) return;
      sent += chunk.length;
      if (response.write(chunk)) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  };
  // The limiter tries again what passes by itself: the first answer is enough here.
  const gone = new AbortController();
  server.on('connection', (socket) => socket.once('close', () => gone.abort()));
  onTestFinished(() => gone.abort());
  const sagemaker = sageMaker(new Aws({ rateShare: 1_000 }).clients('us-east-1'), gone.signal);
  const error = await errorOf(() => endpoints.describe(sagemaker, 'e'));
  expect(classify(error).type).toBe('ServiceUnavailable');
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test('a list that goes on at the same place for ever is read twice', async () => {
  answer = json(200, { Endpoints: [], NextToken: 'same' });
  for await (const _ of endpoints.list(asSageMaker())) expect.unreachable();
  expect(asked).toBe(2);
});

test('an error of 10 MB becomes a failure that a history has room for', async () => {
  answer = json(400, { __type: 'ValidationException', message: '\u001b[2K<img src=x>'.repeat(800_000) });
  const failed = await errorOf(() => calling('DescribeEndpoint', () => endpoints.describe(asSageMaker(), 'e')));
  const { message, cause } = failed as ApplicationFailure;
  expect(message.length + `${cause?.message ?? ''}${cause?.stack ?? ''}`.length).toBeLessThan(100_000);
});

test.each(['<html><h1>Welcome</h1>', '{"EndpointName": ', '\u0000\u0001'])(
  'what is no answer of AWS, %j, is tried again, and no fault of the code',
  async (body) => {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    const failed = await errorOf(() => calling('DescribeEndpoint', () => endpoints.describe(asSageMaker(), 'e')));
    expect((failed as ApplicationFailure).type).toBe('ServiceUnavailable');
  },
);
