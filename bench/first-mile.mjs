// From the files that somebody has to an evaluated endpoint: `data prepare`, then `quickstart` on what came out.
//   node bench/first-mile.mjs FILE [...] [--keep=DIR] [--prepare="--label kind"]
// Prints one JSON line for each file: rows, classes, seconds, and the scores of the rows that were held out (a fifth of them). --keep leaves the
// prepared data sets in DIR, for bench/tf-idf.py.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, prepare: { type: 'string', default: '' } },
});
const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
const place = values.keep ?? directory;
mkdirSync(place, { recursive: true });

try {
  for (const file of positionals) {
    const out = path.join(place, path.parse(file).name);
    const options = values.prepare.split(' ').filter(Boolean);
    const prepared = timed('data', 'prepare', file, '--out', out, '--split', 'test=0.2', '--drop-empty', ...options);
    const heldOut = path.join(out, 'test', 'data.csv');
    const run = timed('quickstart', '--data', out, '--evaluate', heldOut, '--yes');
    const { rows, accuracy, macroF1, largestClassShare } = run.answer.evaluation;
    const training = prepared.answer.parts[0].rows;
    console.log(
      JSON.stringify({
        file: path.basename(file),
        rows: training,
        classes: prepared.answer.labels.length,
        prepareSeconds: prepared.seconds,
        runSeconds: run.seconds,
        heldOut: rows,
        accuracy,
        macroF1,
        largestClassShare,
      }),
    );
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** @param {string[]} words */
function timed(...words) {
  const began = performance.now();
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'pipe', 'inherit'];
  const options = { maxBuffer: 64 << 20, stdio };
  const answer = JSON.parse(execFileSync(process.execPath, [cli, ...words, '--json'], options).toString());
  return { answer, seconds: Number(((performance.now() - began) / 1000).toFixed(1)) };
}
