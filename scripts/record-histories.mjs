// Records the histories that are missing under test/histories: `node scripts/record-histories.mjs`, when a path is new. Those that are
// there are what a change has to be compatible with: delete one only when the workflow is meant to break with runs that are under way.
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
// Not by vitest.config.ts: its projects are the tests.
const vitest = await startVitest('test', [], {
  root,
  run: true,
  watch: false,
  config: false,
  include: ['test/histories/record.ts'],
  globalSetup: ['test/support/servers.ts'],
  testTimeout: 90_000,
  hookTimeout: 120_000,
});
await vitest.close();
