import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findTemporalCli } from '../../../src/local/temporal/find-temporal-cli.js';
import { shellScript, temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const log = (): undefined => undefined;
const version = 'echo temporal version 1.5.1';

async function cachedCli(): Promise<string> {
  await mkdir(join(directory(), 'temporal-cli-v1.5.1'));
  return shellScript(join(directory(), 'temporal-cli-v1.5.1', 'temporal'), version);
}

async function cliOnPath(script: string): Promise<string> {
  await mkdir(join(directory(), 'bin'));
  return shellScript(join(directory(), 'bin', 'temporal'), script);
}

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: join(directory(), 'bin'),
  ...more,
});

test('the path in TUNEWRIGHT_TEMPORAL_CLI comes before `temporal` on PATH', async () => {
  await cliOnPath(version);
  const mine = await shellScript(join(directory(), 'mine'), version);
  expect(
    await findTemporalCli({
      log,
      cacheDirectory: directory(),
      environment: environment({ TUNEWRIGHT_TEMPORAL_CLI: mine }),
    }),
  ).toBe(mine);
});

test('a wrong path in TUNEWRIGHT_TEMPORAL_CLI is an error, whatever else there is', async () => {
  await cachedCli();
  const wrong = environment({ TUNEWRIGHT_TEMPORAL_CLI: '/no/such/temporal' });
  await expect(findTemporalCli({ log, cacheDirectory: directory(), environment: wrong })).rejects.toThrow(
    'TUNEWRIGHT_TEMPORAL_CLI is /no/such/temporal, which is not an executable file',
  );
});

test('`temporal` on PATH comes before the cached copy', async () => {
  await cachedCli();
  const installed = await cliOnPath(version);
  expect(await findTemporalCli({ log, cacheDirectory: directory(), environment: environment() })).toBe(installed);
});

test.each(['exit 1', 'echo some other program'])(
  'a `temporal` on PATH that does "%s" is passed over',
  async (script) => {
    const cached = await cachedCli();
    await cliOnPath(script);
    expect(await findTemporalCli({ log, cacheDirectory: directory(), environment: environment() })).toBe(cached);
  },
);

test.each(['the file', 'its folder', 'the cache'])(
  'a cached copy is not run where %s may be written by any user',
  async (what) => {
    const cached = await cachedCli();
    const paths: Record<string, string> = {
      'the file': cached,
      'its folder': dirname(cached),
      'the cache': directory(),
    };
    await chmod(paths[what]!, 0o777);
    const found = findTemporalCli({ log, cacheDirectory: directory(), environment: environment() });
    await expect(found).rejects.toThrow(`${paths[what]} belongs to another user, or any user may write it`);
  },
);

test('a cached copy is found without a word', async () => {
  const cached = await cachedCli();
  const lines: string[] = [];
  const found = await findTemporalCli({
    log: (line) => lines.push(line),
    cacheDirectory: directory(),
    environment: environment(),
  });
  expect([found, lines]).toEqual([cached, []]);
});
