import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findOnPath } from '../../../src/local/temporal/executable.js';
import { makeOnce } from '../../../src/local/temporal/make-once.js';
import { runSlowly } from '../../../src/local/temporal/run-slowly.js';
import { attempt } from '../../../src/local/temporal/server-source.js';
import type { ServerSource } from '../../../src/local/temporal/server-source.js';

const limitMilliseconds = 10 * 60_000;

/** A project that consists of the server, and of a logger that keeps quiet: without one, SLF4J complains at every start. */
const pom = (version: string): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tunewright</groupId>
  <artifactId>time-skipping-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${version}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;

/**
 * The SDK kills the direct child and gives it five seconds to answer: hence `exec`, or the JVM would be orphaned, and
 * the settings that make a JVM start fast.
 */
const wrapper = `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "\${0%/*}/lib/*" io.temporal.testserver.TestServer "$@"
`;

/** The time-skipping server out of Maven Central, with a script that starts it. */
export function fromMaven(version: string, target: string, environment: NodeJS.ProcessEnv): ServerSource {
  return attempt(async (log) => {
    const maven = findOnPath('mvn', environment);
    const absent = [findOnPath('java', environment) ? [] : ['java'], maven ? [] : ['mvn']].flat();
    if (maven === undefined || absent.length > 0) {
      return { missing: `no \`${absent.join('` and no `')}\` on PATH to fetch and run it with` };
    }
    await makeOnce(dirname(target), log, async (folder) => {
      log(`Fetching io.temporal:temporal-test-server:${version} with Maven: about 15 seconds, once per machine`);
      await writeFile(join(folder, 'pom.xml'), pom(version));
      await runSlowly({
        name: 'Fetch of the time-skipping server',
        command: maven,
        args: [
          '-B',
          '--strict-checksums',
          'dependency:copy-dependencies',
          '-DincludeScope=runtime',
          `-DoutputDirectory=${folder}/lib`,
        ],
        env: environment,
        cwd: folder,
        limitMilliseconds,
        log,
      });
      await writeFile(join(folder, basename(target)), wrapper, { mode: 0o755 });
      log('The time-skipping server is there');
    });
    return { path: target };
  });
}
