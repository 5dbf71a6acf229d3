import { describe, expect, test } from 'vitest';
import { proxyFaults } from '../../../src/console/server/security/proxy.js';
import { TokenStore } from '../../../src/console/server/security/token-store.js';
import { startConsole } from '../../../src/console/server/server.js';
import { fakeConsole, noLibrary } from './fake-console.js';

const secret = 'a-secret-of-more-than-32-characters';
const roles = { ana: 'approver', bo: 'viewer' } as const;
const of = (peers: readonly string[]) => ({ proxy: { header: 'X-Forwarded-User', peers, secret, roles } });
const console = fakeConsole(noLibrary, of(['127.0.0.0/8']));
const elsewhere = fakeConsole(noLibrary, of(['10.0.0.0/8']));

const told = { 'x-tunewright-proxy-secret': secret };
const status = async (headers: Record<string, string>, where = console): Promise<number> =>
  (await where.call('/api/nothing', { headers })).status;

describe('behind a proxy', () => {
  test('whom it names is signed in', async () => {
    expect(await status({ ...told, 'x-forwarded-user': 'ana' })).toBe(404);
  });
  test('nobody is believed who comes from elsewhere', async () => {
    expect(await status({ ...told, 'x-forwarded-user': 'ana' }, elsewhere)).toBe(401);
  });
  test.each([{}, { 'x-tunewright-proxy-secret': 'guessed' }])(
    'nobody is believed with the secret %j',
    async (wrong) => {
      expect(await status({ ...(wrong as Record<string, string>), 'x-forwarded-user': 'ana' })).toBe(401);
    },
  );
  test.each(['evil, ana', 'ana\tevil', ' ', ''])('a name of "%s" is nobody', async (name) => {
    expect(await status({ ...told, 'x-forwarded-user': name })).toBe(401);
  });
  test('a second spelling of the header beside the right one is refused: a browser has sent it', async () => {
    expect(await status({ ...told, 'x-forwarded-user': 'ana', x_forwarded_user: 'eve' })).toBe(401);
  });
  test('a header under another spelling is no name', async () => {
    expect(await status({ ...told, x_forwarded_user: 'ana' })).toBe(401);
  });
  test('where the proxy names nobody, nobody is signed in, and no anonymous user stands in', async () => {
    expect(await status(told)).toBe(401);
  });
  test.each(['eve', 'ANA', 'ana@example.com', 'toString', '__proto__'])(
    '%s, who has no role, may do nothing',
    async (name) => {
      expect(await status({ ...told, 'x-forwarded-user': name })).toBe(403);
    },
  );
  test('a role lets its user do what it may and nothing more', async () => {
    const call = { method: 'POST', body: '{}' };
    const headers = { ...told, 'x-forwarded-user': 'bo', origin: console.url, 'content-type': 'application/json' };
    expect((await console.call('/api/v1/runs/r/cancel', { ...call, headers })).status).toBe(403);
  });
  test('a page of another origin starts nothing with the user of the proxy', async () => {
    const headers = { ...told, 'x-forwarded-user': 'ana', 'sec-fetch-site': 'cross-site' };
    expect((await console.call('/api/v1/runs/r/cancel', { method: 'POST', headers })).status).toBe(403);
  });
  test.each(['x-forwarded-uri', 'x-original-url', 'x-forwarded-host'])('%s decides nothing', async (header) => {
    expect(await status({ ...told, [header]: '/api/openapi.json' })).toBe(401);
  });
  test('the token of the start signs nobody in, and is no bearer token', async () => {
    const headers = { ...told, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const body = JSON.stringify({ token: console.token });
    expect((await console.call('/api/session', { method: 'POST', headers, body })).status).toBe(403);
    expect(await status({ ...told, authorization: `Bearer ${console.token}` })).toBe(401);
  });
  test('a program comes with its token, and through the proxy', async () => {
    const { token } = await new TokenStore(console.tokensFile).create({
      name: 'cron',
      role: 'viewer',
      expiresAt: null,
    });
    expect(await status({ ...told, authorization: `Bearer ${token}` })).toBe(404);
    expect(await status({ authorization: `Bearer ${token}` })).toBe(401);
  });
});

test('without a proxy nothing listens where others reach it', async () => {
  const owner = { name: 'ana', role: 'approver' } as const;
  const options = {
    tunewright: noLibrary,
    owner,
    token: 't',
    tokensFile: '/dev/null',
    version: '0',
    listen: '0.0.0.0',
  };
  await expect(startConsole(options, 0)).rejects.toThrow('0.0.0.0 is reached by others: only with --trust-proxy-user');
});

test.each([['0.0.0.0/0'], ['proxy.example'], ['10.0.0.0/33'], ['10.0.0.0/8/8'], ['10.0.0.0/']])(
  'a proxy at "%s" is not taken',
  (peer) => {
    expect(proxyFaults({ header: 'X-Forwarded-User', peers: [peer], secret, roles }).map(([field]) => field)).toEqual([
      '--proxy',
    ]);
  },
);

test('a secret that can be guessed is not taken', () => {
  const faults = proxyFaults({ header: 'X-Forwarded-User', peers: ['10.0.0.1'], secret: 'secret', roles });
  expect(faults.map(([field]) => field)).toEqual(['TUNEWRIGHT_PROXY_SECRET']);
});
