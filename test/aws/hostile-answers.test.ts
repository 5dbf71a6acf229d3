import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApplicationFailure } from '@temporalio/common';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { calling } from '../../src/activities/failures.js';
import { Aws, boundedPages, classify, endpoints, sageMaker } from '../../src/aws/index.js';
import type { SageMaker } from '../../src/aws/index.js';
import { trainingLog } from '../../src/client/runs/training-log.js';

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

test.each([
  [1, 2],
  [2, 4],
  [5, 13],
])('a list that goes round a circle of %i pages is given up after %i, and told as trouble', async (length, most) => {
  answer = (request, response) => json(200, { Endpoints: [], NextToken: `page ${asked % length}` })(request, response);
  const read = async (): Promise<void> => {
    for await (const _ of endpoints.list(asSageMaker())) expect.unreachable();
  };
  const failed = await errorOf(() => calling('ListEndpoints', read));
  expect(failed).toMatchObject({
    type: 'ServiceUnavailable',
    message: expect.stringContaining('goes round in a circle') as string,
  });
  expect(asked).toBeLessThanOrEqual(most);
});

test('a list without end is given up, and told as trouble', async () => {
  const endless = async function* (): AsyncGenerator<{ NextToken: string }> {
    for (let page = 0; ; page++) yield await Promise.resolve({ NextToken: `${page}` });
  };
  const read = async (): Promise<void> => {
    for await (const { NextToken } of boundedPages(endless())) expect(Number(NextToken)).toBeLessThan(10_000);
  };
  expect(await errorOf(() => calling('ListEndpoints', read))).toMatchObject({
    type: 'ServiceUnavailable',
    message: expect.stringContaining('no end after 10000 pages') as string,
  });
});

test('a log that goes round in a circle is not read for ever', async () => {
  const events = { events: [{ message: 'a line' }] };
  answer = (request, response) => {
    const isOfStreams = request.headers['x-amz-target']?.toString().endsWith('DescribeLogStreams') === true;
    const page = isOfStreams
      ? { logStreams: [{ logStreamName: 's' }] }
      : { ...events, nextForwardToken: `${asked % 3}` };
    json(200, page)(request, response);
  };
  let lines = 0;
  const read = async (): Promise<void> => {
    for await (const _ of trainingLog(new Aws({ rateShare: 1_000 }), 'us-east-1', 'job')) lines++;
  };
  expect(await errorOf(read)).toMatchObject({ message: expect.stringContaining('goes round in a circle') as string });
  expect(lines).toBeLessThan(15);
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
