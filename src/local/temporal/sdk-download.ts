import { readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, basename, join } from 'node:path';
import { makeOnce } from './make-once.js';
import { isExecutable } from './executable.js';
import { runSlowly } from './run-slowly.js';
import { attempt } from './server-source.js';
import type { ServerSource } from './server-source.js';

const downloadHost = 'https://temporal.download';
const probeMilliseconds = 3000;
const limitMilliseconds = 5 * 60_000;

/**
 * Starts and ends a test environment, which downloads its server first. In a process of its own, because the SDK has one
 * runtime in a process and the caller may want to install another.
 */
const script = `
const [testing, method, downloadDir, version] = process.argv.slice(1);
const { TestWorkflowEnvironment } = require(testing);
TestWorkflowEnvironment[method]({ server: { executable: { type: 'cached-download', downloadDir, version } } })
  .then((environment) => environment.teardown())
  .catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

export interface SdkDownload {
  /** What is downloaded, for humans. */
  readonly server: string;
  readonly method: 'createLocal' | 'createTimeSkipping';
  /** `v1.5.1`; of the time-skipping server `1.32.1`. */
  readonly version: string;
  /** Where the executable is to be; its folder is made by this source. */
  readonly target: string;
  readonly probeUrl?: string;
}

/** The download of Temporal's own SDK, if its host can be reached: many networks block it. */
export function fromSdkDownload({
  server,
  method,
  version,
  target,
  probeUrl = downloadHost,
}: SdkDownload): ServerSource {
  return attempt(async (log) => {
    const testing = testingPackage();
    if (testing === undefined) return { missing: 'the package @temporalio/testing is not installed' };
    if (!(await answers(probeUrl))) return { missing: `${probeUrl} can't be reached` };
    log(`Downloading ${server} from ${probeUrl}: usually less than a minute, once per machine`);
    await makeOnce(dirname(target), log, async (folder) => {
      const args = ['-e', script, testing, method, folder, version];
      await runSlowly({ name: `Download of ${server}`, command: process.execPath, args, limitMilliseconds, log });
      await keepOnly(folder, basename(target));
    });
    return { path: target };
  });
}

function testingPackage(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@temporalio/testing');
  } catch {
    return undefined;
  }
}

/** Any answer counts: what matters is that names resolve and packets return. */
async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeMilliseconds) });
    return true;
  } catch {
    return false;
  }
}

/** The SDK puts its own version into the file's name; the cache knows the file under one name. */
async function keepOnly(folder: string, name: string): Promise<void> {
  const files = await readdir(folder);
  const executable = files.find((file) => isExecutable(join(folder, file)));
  if (executable === undefined) throw new Error('The SDK reported success, but downloaded no executable file');
  await rename(join(folder, executable), join(folder, name));
  await Promise.all(files.filter((file) => file !== executable).map((file) => rm(join(folder, file), { force: true })));
}
