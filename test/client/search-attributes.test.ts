import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerSearchAttributes } from '../../src/client/search-attributes.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';

let server: DevServer;
let connection: Connection;

beforeAll(async () => {
  server = await startedTemporal();
  connection = await Connection.connect({ address: server.address });
});
afterAll(async () => {
  await connection?.close();
  await server?.stop();
});

const setUp = (): ReturnType<typeof registerSearchAttributes> => registerSearchAttributes(connection, 'default');

test('setting up registers what the namespace lacks, once', async () => {
  const first = await setUp();
  await expect.poll(async () => (await setUp()).registered).toEqual([]);
  expect(first).toEqual({ namespace: 'default', registered: [...searchAttributeNames], present: [] });
});

test('a search attribute of another type is refused', async () => {
  const { operatorService } = connection;
  await operatorService.removeSearchAttributes({ namespace: 'default', searchAttributes: ['TunewrightPhase'] });
  const add = { namespace: 'default', searchAttributes: { TunewrightPhase: 3 } };
  await expect.poll(() => operatorService.addSearchAttributes(add).then(() => true)).toBe(true);
  await expect.poll(() => setUp().catch((error: Error) => error.message)).toMatch(/another type/);
});
