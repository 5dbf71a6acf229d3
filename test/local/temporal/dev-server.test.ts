import { createServer } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { freePort, isPortFree } from '../../../src/local/free-port.js';
import { devServerArguments, startTemporalDevServer } from '../../../src/local/temporal/dev-server.js';
import { cacheDirectory } from '../../../src/catalog/user-directory.js';
import { findTemporalCli } from '../../../src/local/temporal/find-temporal-cli.js';
import { shellScript, temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const log = (): undefined => undefined;

test('the server listens on 127.0.0.1 only, without a Web UI unless there is a port for it', () => {
  const args = devServerArguments({ port: 7233 });
  expect([args.slice(0, 6).join(' '), args.includes('--headless'), args.includes('--ui-port')]).toEqual([
    'server start-dev --ip 127.0.0.1 --port 7233',
    true,
    false,
  ]);
});

test('the options of the server become its arguments', () => {
  const options = { port: 1, dbFilename: 'f.db', searchAttributes: { A: 'Keyword', B: 'Keyword' } } as const;
  expect(devServerArguments(options, { host: '127.1.2.3', port: 2 }).slice(-10).join(' ')).toBe(
    '--ui-ip 127.1.2.3 --ui-port 2 --db-filename f.db --search-attribute A=Keyword --search-attribute B=Keyword',
  );
});

test('a port that is in use is an error before anything is started', async () => {
  const port = await freePort();
  const squatter = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const start = startTemporalDevServer({ executable: '/no/such/temporal', port, log });
  await expect(start).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use`);
  squatter.close();
});

test('a server that ends while it starts is an error with its last words', async () => {
  const executable = await shellScript(join(directory(), 'temporal'), 'echo unknown flag; exit 1');
  const start = startTemporalDevServer({ executable, port: await freePort(), log });
  await expect(start).rejects.toThrow('The Temporal server ended while it started\nunknown flag');
});

test('a server from which another process took a port of its own is started again', async () => {
  const words = 'panic: listen tcp 127.0.0.1:41234: bind: address already in use';
  const seen = join(directory(), 'tried');
  const executable = await shellScript(
    join(directory(), 'temporal'),
    `if [ -e ${seen} ]; then echo second try; exit 1; fi; touch ${seen}; echo "${words}"; exit 2`,
  );
  const start = startTemporalDevServer({ executable, port: await freePort(), log });
  await expect(start).rejects.toThrow('The Temporal server ended while it started\nsecond try');
});

test('a server that loses a port each time is an error that begins with what was said of the port', async () => {
  const words = 'listen tcp 127.0.0.1:41234: bind: address already in use';
  const executable = await shellScript(join(directory(), 'temporal'), `echo "${words}"; seq 1 60; exit 2`);
  const lines: string[] = [];
  const start = startTemporalDevServer({ executable, port: await freePort(), log: (line) => lines.push(line) });
  await expect(start).rejects.toThrow(`The Temporal server ended while it started\ntemporal: ${words}`);
  expect(lines.filter((line) => line.includes(words))).toHaveLength(3);
});

test('a started server has the search attributes, and frees its port when it is stopped', async () => {
  const executable = await findTemporalCli({ log: console.log, cacheDirectory: cacheDirectory() });
  const port = await freePort();
  const server = await startTemporalDevServer({ executable, port, searchAttributes: { Mine: 'Keyword' }, log });
  const connection = await Connection.connect({ address: server.address });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  await connection.close();
  await server.stop();
  expect([Object.keys(customAttributes ?? {}).includes('Mine'), await isPortFree(port)]).toEqual([true, true]);
}, 600_000);
