// Speed and memory of the checks of data.csv: writes a file of the given number of rows (default one million, about 100 MB),
// checks it in a process of its own, and prints {"rows","megabytes","seconds","cpuSeconds","megabytesPerSecond","peakMegabytes"}.
//   node bench/data-check.mjs [rows] [file]
// leaves the file there for bench/data-check-peers.py. Seconds of the processor are those of the user, which other work disturbs least.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const rows = Number(process.argv[2] ?? 1_000_000);
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
const file = process.argv[3] ?? path.join(directory, 'data.csv');
try {
  write(file, rows);
  const program = `
    const { inspectLocalDataset } = await import(${JSON.stringify(new URL('../dist/dataset/index.js', import.meta.url).href)});
    const started = performance.now();
    const cpu = process.cpuUsage();
    const report = await inspectLocalDataset(${JSON.stringify(file)});
    if (report.rows !== ${rows} || report.problems.length > 0) throw new Error(JSON.stringify(report));
    const seconds = (performance.now() - started) / 1000;
    const cpuSeconds = process.cpuUsage(cpu).user / 1e6;
    console.log(JSON.stringify({ seconds, cpuSeconds, peak: process.resourceUsage().maxRSS / 1024, warnings: report.warnings }));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const { seconds, cpuSeconds, peak, warnings } = JSON.parse(stdout);
  const megabytes = statSync(file).size / 1e6;
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  console.log(
    JSON.stringify({
      rows,
      megabytes: round(megabytes),
      seconds: round(seconds),
      cpuSeconds: round(cpuSeconds),
      megabytesPerSecond: round(megabytes / seconds),
      megabytesPerCpuSecond: round(megabytes / cpuSeconds),
      peakMegabytes: round(peak),
      warnings,
    }),
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/**
 * Rows of about 100 bytes, a third of them quoted, nearly all different.
 * @param {string} target
 * @param {number} count
 */
function write(target, count) {
  const words = 'a quiet honest film about two sisters who never quite say what they mean and are loved for it'.split(
    ' ',
  );
  const descriptor = openSync(target, 'w');
  let block = '';
  for (let row = 0; row < count; row++) {
    const text = `${row} ${words.slice(row % 5).join(' ')}`;
    block += row % 3 === 0 ? `${row % 2},"${text}, they ""said"""\n` : `${row % 2},${text}\n`;
    if (block.length > 1 << 20) {
      writeSync(descriptor, block);
      block = '';
    }
  }
  writeSync(descriptor, block);
  closeSync(descriptor);
}
