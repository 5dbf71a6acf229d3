import { expect, test } from 'vitest';
import { bareEnvironment, command, run } from '../support/command.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const env = bareEnvironment(temporaryDirectory());

test('a token is told once, listed without its secret, and worth nothing once it is revoked', async () => {
  const created = await run(
    ['console', 'token', 'create', '--name', 'cron', '--role', 'operator', '--for', '90d'],
    env,
  );
  const token = created.stdout.trim();
  expect([created.code, token]).toEqual([0, expect.stringMatching(/^tunewright_[0-9a-f]{8}_[\w-]{43}$/)]);
  const { stdout } = await run(['console', 'token', 'list', '--json'], env);
  const [kept, ...others] = JSON.parse(stdout) as { id: string; name: string; role: string; expiresAt: string }[];
  expect([kept, others]).toMatchObject([
    { name: 'cron', role: 'operator', expiresAt: expect.any(String) as string },
    [],
  ]);
  expect(stdout).not.toContain(token.slice('tunewright_01234567_'.length));
  expect((await run(['console', 'token', 'revoke', kept?.id ?? ''], env)).code).toBe(0);
  expect((await run(['console', 'token', 'revoke', kept?.id ?? ''], env)).code).toBe(2);
});

test('a console without a Temporal server says what is missing', async () => {
  const { code, stderr } = await run(['console', '--port', '0'], { ...env, TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect([code, stderr]).toEqual([4, expect.stringContaining('no Temporal server answers')]);
});

test('with --json the first line tells address and token, by which a program comes in', async () => {
  const temporal = await startedTemporal();
  const console = command(['console', '--port', '0', '--json'], { ...env, TEMPORAL_ADDRESS: temporal.address });
  try {
    await expect.poll(console.stdout, { timeout: 60_000 }).toContain('\n');
    const { url, token, ...others } = JSON.parse(console.stdout().split('\n')[0] ?? '') as Record<string, string>;
    expect(others).toEqual({});
    const asked = await fetch(`${url}/api/v1/nothing`, { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(404);
  } finally {
    console.child.kill('SIGINT');
    await console.finished;
    await temporal.stop();
  }
});

test('up starts a console, and its link signs in', async () => {
  const up = command(['up'], env);
  try {
    await expect.poll(up.stdout, { timeout: 80_000 }).toMatch(/^Console: /m);
    const link = /^Console: .*?(\S+)$/m.exec(up.stdout())?.[1] ?? '';
    const { origin, hash } = new URL(link);
    const health = await fetch(`${origin}/api/v1/health`, {
      headers: { authorization: `Bearer ${hash.replace('#token=', '')}` },
    });
    expect(await health.json()).toMatchObject({ worker: true, standIn: true, user: { role: 'approver' } });
    const page = await fetch(`${origin}/runs`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id=')]);
  } finally {
    up.child.kill('SIGINT');
    await up.finished;
  }
  expect(up.child.exitCode).toBe(0);
});
