// Runs each benchmark at its smallest, for about a second: it still runs, and prints its figures. The figures themselves say nothing here.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const bench = fileURLToPath(new URL('../bench/', import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
const reviews = path.join(directory, 'reviews.csv');
writeFileSync(reviews, Array.from({ length: 16 }, (_, row) => `${row % 2},"review number ${row}"\n`).join(''));

/**
 * Its smallest arguments.
 * @type {Record<string, string[]>}
 */
const smallest = {
  'concurrent-runs': ['2', '--jobs=1-1', '--endpoint=100'],
  console: ['4', '20', '1'],
  'data-check': ['1000'],
  fleet: ['3', '--held=1', '--minutes=0.1', '--train=8'],
  'fuzz-local': ['2000'],
  'fuzz-ports': ['500'],
  'first-mile': [reviews, '--prepare=--no-header'],
  'history-sizes': [],
  'killed-workers': ['4', '--jobs=1-2', '--seed=1'],
  'trainer-serving': ['40'],
  trainer: [reviews, reviews, 'epochs=1'],
  'waiting-jobs': ['10', '1'],
  'waiting-runs': ['2', '1'],
  mutants: ['1', '1', 'plan'],
  upload: ['20', '2'],
  walk: ['1'],
};

const scripts = readdirSync(bench)
  .filter((name) => name.endsWith('.mjs') && name !== 'stack.mjs')
  .map((name) => name.slice(0, -'.mjs'.length));
try {
  // Two at a time: each waits more than it works.
  await Promise.all([runNext(), runNext()]);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function runNext() {
  for (let script = scripts.shift(); script !== undefined; script = scripts.shift()) {
    const began = performance.now();
    const lines = await linesOf(script);
    if (lines.length === 0) throw new Error(`${script} printed no figures`);
    for (const line of lines) JSON.parse(line);
    console.log(`${script}: ${((performance.now() - began) / 1000).toFixed(1)} s, ${lines.length} line(s) of figures`);
  }
}

/** @param {string} script */
async function linesOf(script) {
  const args = smallest[script];
  if (args === undefined) throw new Error(`${script} has no smallest arguments in scripts/bench-smoke.mjs`);
  const program = [path.join(bench, `${script}.mjs`), ...args];
  const { stdout } = await promisify(execFile)(process.execPath, program, { timeout: 120_000, maxBuffer: 64 << 20 });
  return stdout.trim().split('\n').filter(Boolean);
}
