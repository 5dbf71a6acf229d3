// Speed and accuracy of training jobs as the local SageMaker runs them:
//   node bench/trainer.mjs train.csv validation.csv [rows] [name=value…]
// takes the first rows (default all) of one file and the whole other one as the channel `validation`, trains with the
// hyperparameters given, twice on one cache of encodings, and prints a JSON line for each run. TUNEWRIGHT_SEED sets the
// seed; TUNEWRIGHT_ENCODING_CACHE a cache that is there already.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { cacheDirectory } from '../dist/catalog/user-directory.js';
import { encoderArchive } from '../dist/local/trainer/artifact/encoder-archive.js';

const [trainingFile, validationFile, ...options] = process.argv.slice(2);
if (validationFile === undefined) throw new Error('usage: trainer.mjs train.csv validation.csv [rows] [name=value…]');
const rows = options.find((option) => /^\d+$/.test(option));
const hyperparameters = Object.fromEntries(options.filter((option) => option.includes('=')).map((o) => o.split('=')));
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
try {
  const archive = await encoderArchive(cacheDirectory());
  for (const run of ['first', 'second']) {
    layOut(path.join(directory, run), archive.path);
    console.log(JSON.stringify({ run, ...(await train(path.join(directory, run))) }));
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/**
 * @param {string} root
 * @param {string} archive
 */
function layOut(root, archive) {
  const channels = ['training', 'validation', 'model'];
  for (const name of channels) mkdirSync(path.join(root, 'input/data', name), { recursive: true });
  mkdirSync(path.join(root, 'input/config'));
  const configuration = {
    hyperparameters,
    inputdataconfig: Object.fromEntries(channels.map((name) => [name, {}])),
    resourceconfig: { current_host: 'algo-1' },
  };
  for (const [name, content] of Object.entries(configuration)) {
    writeFileSync(path.join(root, `input/config/${name}.json`), JSON.stringify(content));
  }
  const { data } = Papa.parse(readFileSync(trainingFile, 'utf8').trimEnd());
  const kept = rows === undefined ? data : data.slice(0, Number(rows));
  writeFileSync(path.join(root, 'input/data/training/data.csv'), Papa.unparse(kept, { newline: '\n' }));
  copyFileSync(validationFile, path.join(root, 'input/data/validation/data.csv'));
  copyFileSync(archive, path.join(root, 'input/data/model/model.tar.gz'));
}

/** @param {string} root */
async function train(root) {
  const started = performance.now();
  const trainer = fileURLToPath(new URL('../dist/local/trainer/train.js', import.meta.url));
  const child = spawn(process.execPath, [trainer, '--opt-ml', root], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { TUNEWRIGHT_ENCODING_CACHE: path.join(directory, 'encodings'), ...process.env },
  });
  const exited = once(child, 'exit');
  const accuracies = [];
  let firstEpoch;
  for await (const line of createInterface({ input: child.stdout })) {
    process.stderr.write(`${line}\n`);
    const accuracy = /val_accuracy=([\d.]+)/.exec(line)?.[1];
    if (accuracy === undefined) continue;
    accuracies.push(Number(accuracy));
    firstEpoch ??= performance.now();
  }
  const [code] = await exited;
  if (code !== 0 || firstEpoch === undefined) throw new Error(`the trainer ended with ${code}`);
  const seconds = (/** @type {number} */ until) => Math.round((until - started) / 100) / 10;
  return {
    rows: rows ?? 'all',
    hyperparameters,
    seconds: seconds(performance.now()),
    secondsToFirstEpoch: seconds(firstEpoch),
    lastAccuracy: accuracies.at(-1),
    bestAccuracy: Math.max(...accuracies),
  };
}
