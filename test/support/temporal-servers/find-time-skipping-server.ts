import { join } from 'node:path';
import { findOnPath } from '../../../src/local/temporal/executable.js';
import { fromMaven } from './maven-server.js';
import { fromSdkDownload } from '../../../src/local/temporal/sdk-download.js';
import { firstFound, fromCache, fromVariable } from '../../../src/local/temporal/server-source.js';
import type { FindServer } from '../../../src/local/temporal/find-temporal-cli.js';

const version = '1.32.1';
const file = 'temporal-test-server';
const variable = 'TUNEWRIGHT_TEMPORAL_TEST_SERVER';
const remedy = [
  'Do one of these:',
  '  install Java 11 or newer and Maven (Debian: apt-get install default-jre-headless maven), and Tunewright fetches it;',
  `  set ${variable} to the path of a \`temporal-test-server\` executable.`,
].join('\n');

/**
 * The path of a time-skipping test server, called as `PATH PORT`: `TUNEWRIGHT_TEMPORAL_TEST_SERVER`, else a copy in the
 * cache, else the SDK's download, else the Java one from Maven Central. The last two take time, say so through `log`,
 * and happen once per machine. For tests only: it knows no lists, no Schedules and no custom search attributes.
 */
export function findTimeSkippingServer({
  log,
  cacheDirectory,
  environment = process.env,
}: FindServer): Promise<string> {
  const downloaded = join(cacheDirectory, 'temporal-test-server-download', file);
  const fetched = join(cacheDirectory, `temporal-test-server-${version}`, file);
  // The Java server's script is of no use on a machine that has lost its Java.
  const usable = findOnPath('java', environment) ? [downloaded, fetched] : [downloaded];
  const sources = [
    fromVariable(variable, environment),
    fromCache(usable, cacheDirectory),
    fromMaven(version, fetched, environment),
    fromSdkDownload({
      server: 'the time-skipping server',
      method: 'createTimeSkipping',
      version: `v${version}`,
      target: downloaded,
    }),
  ];
  return firstFound('The time-skipping Temporal server', sources, remedy, log);
}
