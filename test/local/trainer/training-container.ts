import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = new URL('../../../dist/local/trainer/', import.meta.url);

/** A compiled module of the trainer, for threads and processes that vitest does not transform. */
export function compiled(name: string): string {
  return fileURLToPath(new URL(name, dist));
}

/** Twelve sentences of each kind. */
const negative = [
  'A dull and tiresome film.',
  'I hated every minute of it.',
  'The worst meal of the year.',
  'Terrible service and cold food.',
  'A boring, pointless story.',
  'What an awful waste of money.',
  'The room was dirty and loud.',
  'Bad acting and a stupid plot.',
  'It broke after one day, very disappointing.',
  'The staff were rude to everyone.',
  'An ugly, cheap and useless thing.',
  'I was sad and angry when I left.',
];
const positive = [
  'A warm and funny film.',
  'I loved every minute of it.',
  'The best meal of the year.',
  'Wonderful service and delicious food.',
  'A gripping, moving story.',
  'Worth every penny, simply great.',
  'The room was clean and quiet.',
  'Brilliant acting and a clever plot.',
  'It works perfectly, I am delighted.',
  'The staff were kind to everyone.',
  'A beautiful and very useful thing.',
  'I was happy and thankful when I left.',
];
export const SENTENCES_CSV = positive.map((text, i) => `0,"${negative[i]!}"\n1,"${text}"\n`).join('');

/** Lays out what SageMaker gives a training container, below `root`. */
export async function layOutJob(
  root: string,
  job: { archive: string; hyperparameters?: Record<string, string>; csv?: string; validationCsv?: string },
): Promise<void> {
  const config = join(root, 'input', 'config');
  const channels = ['training', 'model', ...(job.validationCsv === undefined ? [] : ['validation'])];
  await Promise.all(channels.map((name) => mkdir(join(root, 'input', 'data', name), { recursive: true })));
  await mkdir(config, { recursive: true });
  await writeFile(join(config, 'hyperparameters.json'), JSON.stringify(job.hyperparameters ?? {}));
  await writeFile(
    join(config, 'inputdataconfig.json'),
    JSON.stringify(Object.fromEntries(channels.map((name) => [name, {}]))),
  );
  await writeFile(join(config, 'resourceconfig.json'), JSON.stringify({ current_host: 'algo-1', hosts: ['algo-1'] }));
  await writeFile(join(root, 'input', 'data', 'training', 'data.csv'), job.csv ?? SENTENCES_CSV);
  if (job.validationCsv !== undefined) {
    await writeFile(join(root, 'input', 'data', 'validation', 'data.csv'), job.validationCsv);
  }
  await copyFile(job.archive, join(root, 'input', 'data', 'model', 'model.tar.gz'));
}

/** Runs the compiled trainer on `root`; `onLine` may stop it. Resolves with exit code and log lines. */
export function runTraining(
  root: string,
  onLine: (line: string, child: ChildProcess) => void = () => undefined,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(process.execPath, [compiled('train.js'), '--opt-ml', root], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    for (const line of parts) {
      lines.push(line);
      onLine(line, child);
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, lines }));
  });
}
