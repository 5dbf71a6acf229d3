import { readFile, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { TokenStore } from '../../../src/console/server/security/token-store.js';
import type { Call } from './fake-console.js';
import { fakeConsole, noLibrary } from './fake-console.js';

let cancelled: string[] = [];
const library = {
  ...noLibrary,
  endpoint: () => ({}),
  run: (id: string) => ({ cancel: () => Promise.resolve(void cancelled.push(id)) }),
};
const console = fakeConsole(library as never, { uploadLimit: 1_000 });
const json = { 'content-type': 'application/json' };
const bearer = (token = console.token): Record<string, string> => ({ authorization: `Bearer ${token}` });
const cancel = (headers: Record<string, string>, more: Call = {}) =>
  console.call('/api/v1/runs/r/cancel', { method: 'POST', headers: { ...json, ...headers }, body: '{}', ...more });

describe('another name', () => {
  test.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example:80'])(
    'a request for the host "%s" is answered by nothing but 421',
    async (host) => {
      for (const path of ['/', '/api/openapi.json', '/api/v1/health']) {
        const { status, headers } = await console.call(path, { headers: { host, ...bearer() } });
        expect([path, status]).toEqual([path, 421]);
        expect(headers['content-type'] ?? '').not.toMatch('html');
      }
    },
  );
  test('localhost with the port is a name of it too', async () => {
    const { port } = new URL(console.url);
    expect((await console.call('/api/openapi.json', { headers: { host: `localhost:${port}` } })).status).toBe(200);
  });
});

describe('another origin', () => {
  test.each(['same-site', 'cross-site', 'none'])(
    'a call from a page of %s is refused, whatever cookie it carries',
    async (site) => {
      cancelled = [];
      const cookie = await console.signIn();
      expect((await cancel({ cookie, 'sec-fetch-site': site, origin: console.url })).status).toBe(403);
      expect((await cancel({ ...bearer(), 'sec-fetch-site': site })).status).toBe(403);
      expect(cancelled).toEqual([]);
    },
  );
  test.each(['https://trusted.example', 'http://127.0.0.1:1', 'null', 'http://127.0.0.1.evil.example'])(
    'an Origin of %s is refused',
    async (origin) => {
      const cookie = await console.signIn();
      expect((await cancel({ cookie, origin })).status).toBe(403);
    },
  );
  test('a cookie alone, without a word on where the call comes from, starts nothing', async () => {
    expect((await cancel({ cookie: await console.signIn() })).status).toBe(403);
  });
  test('how a call was made tells nothing of where it comes from', async () => {
    const cookie = await console.signIn();
    for (const mode of ['no-cors', 'same-origin', 'navigate']) {
      expect((await cancel({ cookie, 'sec-fetch-mode': mode, 'sec-fetch-dest': 'empty' })).status).toBe(403);
    }
  });
  test.each(['GET', 'DELETE', 'PUT', 'PATCH'])('%s of the API is refused to a page of another port', async (method) => {
    const cookie = await console.signIn();
    const headers = { cookie, 'sec-fetch-site': 'same-site' };
    expect((await console.call('/api/v1/endpoints/reviews', { method, headers })).status).toBe(403);
  });
  test('the page itself may be opened by a link from anywhere', async () => {
    const { status } = await console.call('/runs', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect([200, 503]).toContain(status);
  });
  test('no answer allows another origin to read it', async () => {
    const { headers } = await console.call('/api/v1/health', {
      headers: { ...bearer(), origin: 'https://evil.example' },
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
  test('JSON that says it is text is not taken', async () => {
    const sent = await cancel({ ...bearer(), 'content-type': 'text/plain' });
    expect(sent.status).toBe(415);
  });
});

describe('nobody', () => {
  test.each([
    '/api/v1/health',
    '/api/v1/runs',
    '/api/v1/events?watch=health',
    '/api/v1/health/ready',
    '/api/v1//health',
    '/api/nothing',
    '/api',
  ])('%s needs somebody who is signed in', async (path) => {
    expect((await console.call(path)).status).toBe(401);
  });
  test('a session that was signed out is worth nothing', async () => {
    const cookie = await console.signIn();
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    expect((await console.call('/api/nothing', { headers })).status).toBe(404);
    expect((await console.call('/api/session', { method: 'DELETE', headers })).status).toBe(200);
    expect((await console.call('/api/nothing', { headers })).status).toBe(401);
  });
  test('the cookie is of this port, and no script sees it', async () => {
    const { headers } = await console.call('/api/session', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ token: console.token }),
    });
    const { port } = new URL(console.url);
    expect(String(headers['set-cookie'])).toMatch(
      new RegExp(`^tunewright-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
  });
  test('the sixth wrong token of a minute is not looked at, and the right one still counts', async () => {
    const tries = [];
    for (let count = 0; count < 6; count++)
      tries.push((await console.call('/api/nothing', { headers: bearer(`wrong${count}`) })).status);
    expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await console.call('/api/nothing', { headers: bearer() })).status).toBe(404);
  });
});

describe('a token', () => {
  const store = () => new TokenStore(console.tokensFile);
  test('lets its role do what it may and nothing more', async () => {
    cancelled = [];
    const of = async (role: 'viewer' | 'operator') =>
      (await store().create({ name: 'cron', role, expiresAt: null })).token;
    expect((await cancel(bearer(await of('viewer')))).status).toBe(403);
    expect(cancelled).toEqual([]);
    const operator = await of('operator');
    expect((await cancel(bearer(operator))).status).toBe(202);
    const decision = { method: 'POST', headers: { ...json, ...bearer(operator) }, body: '{}' };
    expect((await console.call('/api/v1/runs/r/decisions', decision)).status).toBe(403);
  });
  test('of a viewer has data checked, and keeps none', async () => {
    const { token } = await store().create({ name: 'bo', role: 'viewer', expiresAt: null });
    const headers = { ...bearer(token), 'content-type': 'text/csv' };
    const sent = { method: 'POST', headers, body: '0,good film\n1,bad film\n' };
    expect((await console.call('/api/v1/data', sent)).status).toBe(403);
    const { status, body } = await console.call('/api/v1/data?keep=false', sent);
    expect([status, JSON.parse(body)]).toMatchObject([200, { uri: null, report: { rows: 2, problems: [] } }]);
  });
  test('counts neither after its time nor after it was revoked', async () => {
    const late = await store().create({ name: 'cron', role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' });
    const gone = await store().create({ name: 'cron', role: 'viewer', expiresAt: null });
    await store().revoke(gone.kept.id);
    for (const { token } of [late, gone]) expect(await store().user(token)).toBeNull();
  });
  test('is kept as a digest, in a file of this user alone', async () => {
    const { token } = await store().create({ name: 'cron', role: 'viewer', expiresAt: null });
    expect(await readFile(console.tokensFile, 'utf8')).not.toContain(token.split('_').slice(2).join('_'));
    expect((await stat(console.tokensFile)).mode & 0o777).toBe(0o600);
  });
});

describe('what is answered', () => {
  test('nothing inline is allowed on any page', async () => {
    const policy = String((await console.call('/')).headers['content-security-policy']);
    expect(policy).not.toMatch(/unsafe|data:|https?:|\*/);
    expect(policy).toMatch("default-src 'none'");
  });
  test('the API is kept by no cache', async () => {
    expect((await console.call('/api/nothing', { headers: bearer() })).headers['cache-control']).toBe('no-store');
  });
  test.each(['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/..%2f..%2fpackage.json'])(
    '%s leads to no file',
    async (path) => {
      expect((await console.call(path)).body).not.toMatch('"dependencies"');
    },
  );
  test('a part of the page that there is not is no failure of the console', async () => {
    expect((await console.call('/', { headers: { range: 'bytes=9-1' } })).status).toBeLessThan(500);
  });
  test('the page is there for who asks for its head alone', async () => {
    const asked = ['GET', 'HEAD'].map((method) => console.call('/runs', { method }));
    const [page, head] = (await Promise.all(asked)).map(({ status, headers }) => [status, headers['content-type']]);
    expect(head).toEqual(page);
  });
  test('a filter that there is not is told, and not passed over', async () => {
    const { status, body } = await console.call('/api/v1/runs?phse=failed', { headers: bearer() });
    expect([status, JSON.parse(body)]).toMatchObject([
      422,
      { detail: expect.stringContaining('did you mean phase') as string },
    ]);
  });
  test('every error is one form, also of what can not be read', async () => {
    const broken = await console.call('/api/v1/plans', {
      method: 'POST',
      headers: { ...json, ...bearer() },
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect(broken.headers['content-type']).toMatch('application/problem+json');
    expect(JSON.parse(broken.body)).toMatchObject({ type: 'urn:tunewright:bad-request', status: 400, problems: [] });
  });
  test('a head of a request that is too long is told in the one form too', async () => {
    const { status, headers, body } = await console.call(`/api/v1/runs?cursor=${'x'.repeat(20_000)}`, {
      headers: bearer(),
    });
    expect([status, headers['content-type']]).toEqual([431, 'application/problem+json']);
    expect(JSON.parse(body)).toMatchObject({ type: 'urn:tunewright:bad-request', status: 431 });
  });
  test('a form without a boundary is the fault of its sender', async () => {
    const headers = { ...bearer(), 'content-type': 'multipart/form-data' };
    expect((await console.call('/api/v1/data', { method: 'POST', headers, body: 'x' })).status).toBe(400);
  });
  test('a note on a schedule that Temporal would not keep is refused before it is asked', async () => {
    const body = JSON.stringify({ change: 'pause', note: 'x'.repeat(701) });
    const sent = { method: 'POST', headers: { ...json, ...bearer() }, body };
    expect((await console.call('/api/v1/schedules/nightly/changes', sent)).status).toBe(422);
  });
  test.each([999_999_999_999, 1_000])('a label of %d is refused before a matrix is made for it', async (label) => {
    const sent = {
      method: 'POST',
      headers: { ...json, ...bearer() },
      body: JSON.stringify({ rows: [{ text: 'x', label }] }),
    };
    expect((await console.call('/api/v1/endpoints/reviews/evaluations', sent)).status).toBe(422);
  });
  test('what somebody typed comes back as data, and never as a page of this origin', async () => {
    const { headers, body } = await console.call('/api/v1/<script>alert(1)</script>', { headers: bearer() });
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.parse(body)).toMatchObject({ status: 404 });
  });
  test('all problems of a body come at once', async () => {
    const body = JSON.stringify({ type: 'train', requst: {} });
    const { status, body: text } = await console.call('/api/v1/plans', {
      method: 'POST',
      headers: { ...json, ...bearer() },
      body,
    });
    const { problems } = JSON.parse(text) as { problems: { field: string }[] };
    expect([status, problems.map(({ field }) => field).sort()]).toEqual([422, ['request', 'request', 'type']]);
  });
  test('a file of this machine is not read for anybody', async () => {
    const here = { data: '/etc/', validationData: '/etc/passwd', evaluationData: 'x' };
    const { status, body } = await console.call('/api/v1/runs', {
      method: 'POST',
      headers: { ...json, ...bearer() },
      body: JSON.stringify({ type: 'fineTune', request: { model: { id: 'm' }, ...here } }),
    });
    const { problems } = JSON.parse(body) as { problems: { field: string; message: string }[] };
    expect([status, problems.map(({ field }) => field)]).toEqual([422, Object.keys(here)]);
    expect(problems[0]?.message).toContain('must be an s3:// URI');
  });
  test.each([{ 'content-length': '2000' }, { 'transfer-encoding': 'chunked' }])(
    'a file beyond the limit is refused, told by %j',
    async (length) => {
      const headers: Record<string, string> = { ...bearer(), 'content-type': 'text/csv', ...length };
      const sent = await console.call('/api/v1/data', { method: 'POST', headers, body: 'x'.repeat(2_000) });
      expect([sent.status, JSON.parse(sent.body)]).toMatchObject([413, { type: 'urn:tunewright:too-large' }]);
    },
  );
});
