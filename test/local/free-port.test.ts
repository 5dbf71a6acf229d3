import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, isPortFree } from '../../src/local/free-port.js';

test('a free port can be listened on', async () => {
  expect(await isPortFree(await freePort())).toBe(true);
});

test('a port that someone listens on is not free', async () => {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const free = await isPortFree(port);
  server.close();
  expect(free).toBe(false);
});
