import { createServer } from 'node:net';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Embedded } from '../../src/cli/embedded/embedded.js';
import { keptPorts } from '../../src/cli/embedded/kept-ports.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

test('a later start has the ports of the one before', async () => {
  const directory = temporaryDirectory();
  expect(await keptPorts(directory)).toEqual(await keptPorts(directory));
});

test('a port that something else has taken is replaced, and the others stay', async () => {
  const directory = temporaryDirectory();
  const before = await keptPorts(directory);
  const other = createServer().listen(before.ui, '127.0.0.1');
  await once(other, 'listening');
  const after = await keptPorts(directory);
  other.close();
  expect({ ...after, ui: 0 }).toEqual({ ...before, ui: 0 });
  expect(after.ui).not.toBe(before.ui);
});

test('a file of ports that is broken is as none', async () => {
  const directory = temporaryDirectory();
  writeFileSync(path.join(directory, 'ports.json'), '{"temporal": "x"');
  expect((await keptPorts(directory)).temporal).toBeGreaterThan(0);
});

test('a second start on the same data directory says at once that one runs', async () => {
  const dataDirectory = temporaryDirectory();
  const options = { stateDirectory: path.join(dataDirectory, 'processes'), dataDirectory, log: () => undefined };
  const first = await Embedded.open(options);
  await expect(Embedded.open(options)).rejects.toThrow(`runs already on ${dataDirectory} (process ${process.pid})`);
  await first.stop();
});
