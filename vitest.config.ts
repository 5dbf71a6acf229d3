import { defineConfig } from 'vitest/config';

/** Their tests share processes, which load the SDKs once: Temporal's runtime they have none, and of what they share they leave nothing changed. */
const shared = [
  'activities',
  'aws',
  'catalog',
  'client',
  'contract',
  'dataset',
  'deployment',
  'docs',
  'doctor',
  'lint',
  'plan',
  'temporal',
  'view',
].map((room) => `test/${room}/**/*.test.ts`);
/** This one replaces a module of Node.js. */
const alone = ['test/client/endpoints/endpoint.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/servers.ts'],
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'shared', include: shared, exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
      { extends: true, test: { name: 'each', include: ['test/**/*.test.ts'], exclude: shared } },
    ],
    setupFiles: ['test/support/left-behind.ts'],
    // Said by the AWS SDK in each worker on Node.js 20; the README says it once.
    // AWS's price list is read from a server of the test's own, or not at all.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', TUNEWRIGHT_PRICE_LIST: 'off' },
    // The Temporal core, the WASM encoder and the real server share two cores in CI.
    maxWorkers: 2,
    // What comes, comes within these on a machine that is busy with other things too; a test that waits in vain is the exception.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
