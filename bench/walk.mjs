// Random sequences of what happens to runs and endpoints of one account, and what stands after each: test/end-to-end/walk.test.ts with more seeds.
//   node bench/walk.mjs [walks=300] [first seed=1]
// Prints {"walks","failed":[seeds],"seconds"}, on stderr what was wrong after which steps, and fails if anything was. A seed is walked again
// with: node bench/walk.mjs 1 SEED
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const [count = 300, first = 1] = process.argv.slice(2).map(Number);
const root = fileURLToPath(new URL('..', import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
const report = path.join(directory, 'report.json');
const began = performance.now();
try {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  spawnSync(process.execPath, [vitest, 'run', 'test/end-to-end/walk.test.ts', ...reporters], {
    cwd: root,
    env: { ...process.env, TUNEWRIGHT_WALK_SEEDS: `${first}-${first + count - 1}` },
    stdio: ['ignore', 2, 2],
  });
  /** @type {{ testResults: { assertionResults: { title: string, status: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const walks = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (walks.length !== count) throw new Error(`${walks.length} walks, not ${count}`);
  const failed = walks.filter(({ status }) => status !== 'passed').map(({ title }) => Number(/\d+$/.exec(title)?.[0]));
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(JSON.stringify({ walks: count, failed, seconds }));
  if (failed.length > 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
