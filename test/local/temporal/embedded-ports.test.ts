import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { platform } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Connection } from '@temporalio/client';
import { freePort } from '../../../src/local/free-port.js';
import { startedTemporal } from '../../support/temporal/started-temporal.js';
import type { DevServer } from '../../../src/local/temporal/dev-server.js';

let server: DevServer;
let uiPort: number;

beforeAll(async () => {
  uiPort = await freePort();
  server = await startedTemporal({ uiPort });
}, 600_000);
afterAll(() => server.stop());

const start = {
  method: 'POST',
  path: '/api/v1/namespaces/default/workflows/from-a-page',
  body: JSON.stringify({ workflowType: { name: 'sweep' }, taskQueue: { name: 'tunewright' } }),
};

describe.runIf(platform() === 'linux')('on every port that the embedded Temporal listens on', () => {
  test('a page of another site starts nothing', async () => {
    const places = [...listeners(server.pid), { host: '127.0.0.1', port: uiPort }];
    expect(places.length).toBeGreaterThan(3);
    const fromPage = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' };
    const answers = await Promise.all(places.map((place) => send({ ...place, ...start, headers: fromPage })));
    expect(answers.filter((status) => status === 200)).toEqual([]);
    expect(await workflowCount()).toBe(0);
  });
});

test('the Web UI opens under the addresses of this machine, and under no other name', async () => {
  const page = { host: '127.0.0.1', port: uiPort, method: 'GET', path: '/' };
  const hosts = [`127.0.0.1:${uiPort}`, `localhost:${uiPort}`, `evil.example:${uiPort}`, '127.0.0.1.evil.example'];
  expect(await Promise.all(hosts.map((host) => send({ ...page, headers: { host } })))).toEqual([200, 200, 403, 403]);
});

test("a write through the Web UI's port comes only from its own pages", async () => {
  const place = { host: '127.0.0.1', port: uiPort, ...start };
  const origins = [`http://127.0.0.1:${uiPort}`, 'https://evil.example', 'null'];
  const statuses = await Promise.all(origins.map((origin) => send({ ...place, headers: { origin } })));
  // 400: the UI's own question for its token.
  expect(statuses).toEqual([400, 403, 403]);
});

test('the answers of Temporal reach the pages of the Web UI', async () => {
  const path = '/api/v1/namespaces/default/workflows';
  // The UI listens a little before it has reached the server behind it.
  await expect.poll(() => send({ host: '127.0.0.1', port: uiPort, method: 'GET', path, headers: {} })).toBe(200);
});

interface Sent {
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The status of the answer; null where what listens there does not speak HTTP. */
function send({ body, ...options }: Sent): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request({ ...options, timeout: 3000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? null);
    });
    sent.once('timeout', () => sent.destroy());
    sent.once('error', () => resolve(null));
    sent.end(body);
  });
}

async function workflowCount(): Promise<number> {
  const connection = await Connection.connect({ address: server.address });
  try {
    const { count } = await connection.workflowService.countWorkflowExecutions({ namespace: 'default' });
    return Number(count);
  } finally {
    await connection.close();
  }
}

/** Where a process listens, as Linux tells it. */
function listeners(pid: number): { host: string; port: number }[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`)
      .map((fd) => link(`/proc/${pid}/fd/${fd}`))
      .flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []),
  );
  const rows = ['tcp', 'tcp6'].flatMap((family) => readFileSync(`/proc/${pid}/net/${family}`, 'utf8').split('\n'));
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(inode ?? ''))
    .map(([, local = '']) => addressOf(local));
}

/** `0100007F:1C21`, bytes of an address in reverse, is 127.0.0.1:7201; all of IPv6 is tried at 127.0.0.1. */
function addressOf(local: string): { host: string; port: number } {
  const [address = '', port = ''] = local.split(':');
  const bytes = (address.length === 8 ? (address.match(/../g) ?? []) : []).reverse().map((byte) => parseInt(byte, 16));
  const host = bytes.length === 4 && bytes[0] === 127 ? bytes.join('.') : '127.0.0.1';
  return { host, port: parseInt(port, 16) };
}

function link(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
