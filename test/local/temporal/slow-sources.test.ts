import { access, mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../../src/local/free-port.js';
import { fromGo } from '../../../src/local/temporal/go-install.js';
import { fromMaven } from '../../support/temporal-servers/maven-server.js';
import { fromSdkDownload } from '../../../src/local/temporal/sdk-download.js';
import { shellScript, temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const log = (): undefined => undefined;
const target = (): string => join(directory(), 'cache', 'made', 'server');
/** The commands of the test first, then the system's, which their scripts need. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: `${directory()}/bin:/bin:/usr/bin` });

async function command(name: string, script: string): Promise<void> {
  await mkdir(join(directory(), 'bin'), { recursive: true });
  await shellScript(join(directory(), 'bin', name), script);
}

test('the build with Go puts the executable in its place in the cache', async () => {
  await command('go', 'echo "$@" > "$GOBIN/temporal"');
  await fromGo('example.org/cli@v1', target(), environment())(log);
  expect(await readFile(target(), 'utf8')).toBe('install example.org/cli@v1\n');
});

test('the build with Go has every module compared with the public checksums, whatever the environment says', async () => {
  await command('go', 'env > "$GOBIN/temporal"');
  const lax = { GOSUMDB: 'off', GONOSUMDB: '*', GOPRIVATE: '*', GOINSECURE: '*', GOFLAGS: '-insecure' };
  await fromGo('m@v1', target(), { ...environment(), ...lax })(log);
  const seen = (await readFile(target(), 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('GO') && !line.startsWith('GOBIN'));
  expect(seen.sort()).toEqual(['GOFLAGS=', 'GOINSECURE=', 'GONOSUMDB=', 'GOPRIVATE=', 'GOSUMDB=sum.golang.org']);
});

test('Maven takes nothing whose checksum is wrong', async () => {
  await command('java', '');
  await command('mvn', `echo "$@" > ${directory()}/arguments`);
  await fromMaven('1.0.0', target(), environment())(log);
  expect(await readFile(join(directory(), 'arguments'), 'utf8')).toContain('--strict-checksums');
});

test('the build with Go says how long it takes before it begins', async () => {
  await command('go', 'echo > "$GOBIN/temporal"');
  const lines: string[] = [];
  await fromGo('m@v1', target(), environment())((line) => lines.push(line));
  expect(lines[0]).toBe('Building the Temporal CLI with `go install m@v1`: about 4 minutes, once per machine');
});

test('a build that fails leaves nothing in the cache', async () => {
  await command('go', 'echo > "$GOBIN/half"; exit 2');
  await fromGo('m@v1', target(), environment())(log);
  expect(await readdir(join(directory(), 'cache'))).toEqual([]);
});

test('the reason of a failed build is the last of what Go printed', async () => {
  await command('go', 'echo module not found >&2; exit 2');
  expect(await fromGo('m@v1', target(), environment())(log)).toEqual({
    missing: expect.stringMatching(
      /^Build of the Temporal CLI failed \(exit code 2 after \d+ s\)\nmodule not found$/,
    ) as string,
  });
});

test('without Go nothing is built', async () => {
  expect(await fromGo('m@v1', target(), { PATH: directory() })(log)).toEqual({
    missing: 'no `go` on PATH to build it with',
  });
});

test('the script of the fetched time-skipping server runs Java in its own place, with the jars beside it', async () => {
  await command('java', '');
  await command('mvn', 'exit 0');
  await fromMaven('1.0.0', target(), environment())(log);
  expect(await readFile(target(), 'utf8')).toContain('exec java ');
});

test('the fetch with Maven asks for the version that is wanted', async () => {
  await command('java', '');
  await command('mvn', 'exit 0');
  await fromMaven('1.2.3', target(), environment())(log);
  expect(await readFile(join(dirname(target()), 'pom.xml'), 'utf8')).toContain('<version>1.2.3</version>');
});

test('without Java and Maven the reason names both', async () => {
  expect(await fromMaven('1.0.0', target(), { PATH: directory() })(log)).toEqual({
    missing: 'no `java` and no `mvn` on PATH to fetch and run it with',
  });
});

test('a download host that does not answer is a reason, and nothing is made', async () => {
  const probeUrl = `http://127.0.0.1:${await freePort()}`;
  const source = fromSdkDownload({ server: 'it', method: 'createLocal', version: 'v1', target: target(), probeUrl });
  expect(await source(log)).toEqual({ missing: `${probeUrl} can't be reached` });
  await expect(access(dirname(target()))).rejects.toThrow();
});
