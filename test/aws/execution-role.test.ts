import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awsClients } from '../../src/aws/clients.js';
import { executionRole } from '../../src/aws/execution-role.js';
import { startFixture } from '../local/sagemaker/local-sagemaker.js';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(() => vi.unstubAllEnvs());

const clients = awsClients('us-east-1');

/** What is found where IAM gives that answer. */
async function found(status: number, body: string): ReturnType<typeof executionRole> {
  const iam = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => iam.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL_IAM', `http://127.0.0.1:${(iam.address() as AddressInfo).port}`);
  try {
    return await executionRole(clients, 'R');
  } finally {
    iam.close();
  }
}

const role = (service: string): string => {
  const Statement = [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }];
  const policy = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }));
  return `<GetRoleResponse><Role><AssumeRolePolicyDocument>${policy}</AssumeRolePolicyDocument></Role></GetRoleResponse>`;
};
const failed = (code: string): string => `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`;

test('a role that SageMaker may take is trusted', async () => {
  expect(await found(200, role('sagemaker.amazonaws.com'))).toEqual({ state: 'here', trusted: true });
});

test('a role for another service is not trusted', async () => {
  expect(await found(200, role('lambda.amazonaws.com'))).toEqual({ state: 'here', trusted: false });
});

test('a role that there is not is missing', async () => {
  expect(await found(404, failed('NoSuchEntity'))).toEqual({ state: 'missing' });
});

test('who may not look says so', async () => {
  expect(await found(403, failed('AccessDenied'))).toEqual({ state: 'unknown', reason: 'AccessDenied' });
});

test('the question is signed as AWS demands it', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', (await startFixture()).url);
  // The local SageMaker checks the signature first, and has no roles.
  expect(await executionRole(clients, 'R')).toEqual({ state: 'unknown', reason: 'AccessDenied' });
});

test('a wrong signature would be told', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', (await startFixture()).url);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
  const wrong = await executionRole(awsClients('us-east-1'), 'R');
  expect(wrong).toEqual({ state: 'unknown', reason: 'SignatureDoesNotMatch' });
});
