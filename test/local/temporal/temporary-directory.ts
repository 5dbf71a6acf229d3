import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A directory for each test of the file, as a function because it changes from test to test. */
export function temporaryDirectory(): () => string {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tunewright-temporal-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  return () => directory;
}

/** Writes a shell script that may be executed. */
export async function shellScript(path: string, body: string): Promise<string> {
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}
