import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awsClients } from '../../src/aws/clients.js';
import { endpoints, models, RateLimitWaitError, sageMaker } from '../../src/aws/index.js';
import type { Listed, SageMaker } from '../../src/aws/index.js';
import { RateLimiter } from '../../src/aws/rate-limit/rate-limiter.js';

/** A SageMaker that throttles the first so many requests. */
let server: Server;
let throttles = 0;
let headers: Record<string, string> = {};
/** When each came. */
let requests: number[] = [];
/** How far its clock is ahead, in milliseconds; a signature of another time is refused. */
let ahead = 0;

beforeEach(async () => {
  requests = [];
  headers = {};
  ahead = 0;
  server = createServer((request, response) => {
    requests.push(Date.now());
    response.setHeader('date', new Date(Date.now() + ahead).toUTCString());
    if (isSkewed(request.headers['x-amz-date'])) {
      response
        .writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
        .end('{"__type":"InvalidSignatureException","message":"Signature not yet current"}');
      return;
    }
    const refused = requests.length <= throttles;
    response
      .writeHead(refused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1', ...headers })
      .end(refused ? '{"__type":"ThrottlingException","message":"Rate exceeded"}' : '{"Endpoints":[]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function isSkewed(signed: string | string[] | undefined): boolean {
  const iso = String(signed).replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5');
  return Math.abs(Date.parse(iso) - (Date.now() + ahead)) > 300_000;
}

const list = async (sagemaker: SageMaker): Promise<Listed[]> => {
  const found: Listed[] = [];
  for await (const endpoint of endpoints.list(sagemaker)) found.push(endpoint);
  return found;
};

test('every call of the client takes a turn of its operation', async () => {
  throttles = 0;
  const limiter = new RateLimiter(10);
  const client = sageMaker(awsClients('us-east-1', limiter));
  const begin = Date.now();
  await Promise.all([list(client), list(client), list(client)]);
  expect(requests[2]! - begin).toBeGreaterThanOrEqual(95);
});

test('a throttled call is repeated in the pace that the answer asks for, and succeeds', async () => {
  throttles = 2;
  headers = { 'x-amz-retry-after': '60' };
  const limiter = new RateLimiter(100);
  await list(sageMaker(awsClients('us-east-1', limiter)));
  const [first, , third] = requests;
  expect(third! - first!).toBeGreaterThanOrEqual(110);
});

test('a call that waits for its turn ends with its signal, and is not made', async () => {
  throttles = 0;
  const limiter = new RateLimiter(0.01);
  const cancelled = new AbortController();
  const client = sageMaker(awsClients('us-east-1', limiter), cancelled.signal);
  await models.remove(client, 'first');
  const second = models.remove(client, 'second');
  cancelled.abort(new Error('cancelled'));
  await expect(second).rejects.toThrow();
  expect(requests).toHaveLength(1);
});

test('a call whose time is over before its turn says so', async () => {
  throttles = 0;
  const client = sageMaker(awsClients('us-east-1', new RateLimiter(0.01)), AbortSignal.timeout(1_000), true);
  await models.remove(client, 'first');
  await expect(models.remove(client, 'second')).rejects.toBeInstanceOf(RateLimitWaitError);
  expect(requests).toHaveLength(1);
});

test('a clock that is off is set right by the first answer, and the call made again at once', async () => {
  throttles = 0;
  ahead = 600_000;
  await list(sageMaker(awsClients('us-east-1', new RateLimiter(100))));
  expect(requests).toHaveLength(2);
});
