import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import type { Command } from '../support/command.js';
import { bareEnvironment, command, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const secret = 'a-secret-of-more-than-32-characters';
const roles = path.join(directory, 'roles.json');
const wrongRoles = path.join(directory, 'wrong.json');
const env = bareEnvironment(directory, { TUNEWRIGHT_PROXY_SECRET: secret, TEMPORAL_ADDRESS: '127.0.0.1:1' });
const believed = ['console', '--port', '0', '--json', '--trust-proxy-user', 'X-Forwarded-User'];

beforeAll(() => {
  writeFileSync(roles, JSON.stringify({ ana: 'approver', '*': 'viewer' }));
  writeFileSync(wrongRoles, JSON.stringify({ ana: 'king' }));
});

test.each([
  ['--proxy without the header', ['console', '--proxy', '10.0.0.0/8'], '--trust-proxy-user: is missing'],
  ['the header without roles', [...believed, '--proxy', '10.0.0.0/8'], '--roles: is missing'],
  ['a role that there is not', [...believed, '--proxy', '10.0.0.0/8', '--roles', wrongRoles], 'ana must be one of'],
  ['the header without a proxy', [...believed, '--roles', roles], '--proxy'],
])('of the command line, %s is refused before anything is asked', async (_what, args, told) => {
  const { code, stderr } = await run(args, env);
  expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
});

describe('a console that the command line puts behind a proxy', () => {
  let temporal: DevServer;
  let console: Command;
  let url: string;
  beforeAll(async () => {
    temporal = await startedTemporal();
    console = command(
      [...believed, '--proxy', '127.0.0.0/8', '--roles', roles, '--listen', '127.0.0.1', '--host', 'console.example'],
      { ...env, TEMPORAL_ADDRESS: temporal.address },
    );
    await vi.waitFor(() => expect(console.stdout()).toMatch(/\n/), { timeout: 60_000 });
    ({ url } = JSON.parse(console.stdout()) as { url: string });
  }, 600_000);
  afterAll(async () => {
    console?.child.kill('SIGINT');
    await console?.finished;
    await temporal?.stop();
  });
  const ask = (headers: Record<string, string>): Promise<Response> => fetch(`${url}/api/v1/health`, { headers });

  test('prints no token: there is none that signs in', () => {
    expect(JSON.parse(console.stdout())).toEqual({ url, token: null });
  });
  test.each([
    ['ana', 'approver'],
    ['bo', 'viewer'],
  ])('gives %s the role %s of its file', async (name, role) => {
    const answer = await ask({ 'x-tunewright-proxy-secret': secret, 'x-forwarded-user': name });
    expect(((await answer.json()) as { user: unknown }).user).toEqual({ name, role });
  });
  test('believes nobody without the secret of its environment', async () => {
    expect((await ask({ 'x-forwarded-user': 'ana' })).status).toBe(401);
  });
});
