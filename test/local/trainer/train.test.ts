import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Classifier } from '../../../src/local/trainer/classifier.js';
import { encoderArchive } from '../../../src/local/trainer/encoder-archive.js';
import { packArchive, unpackArchive } from '../../../src/local/trainer/model-archive.js';
import type { ServeMessage } from '../../../src/local/trainer/serve.js';
import { SENTENCES_CSV, compiled, layOutJob, runTraining } from './training-container.js';

const hyperparameters = { epochs: '"15"', learning_rate: '"0.003"', train_only_top_layer: '"True"' };
let root: string;
let archive: string;
let first: { code: number | null; lines: string[] };
const at = (...names: string[]): string => join(root, ...names);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tunewright-train-'));
  archive = (await encoderArchive(at('cache'))).path;
  await layOutJob(at('first'), { archive, hyperparameters });
  first = await runTraining(at('first'));
});
afterAll(() => rm(root, { recursive: true }));

describe('a training job', () => {
  it('ends well and logs one line an epoch', () => {
    expect([first.code, first.lines.filter((line) => line.startsWith('Epoch ')).length]).toEqual([0, 15]);
  });

  it('says first that it is a stand-in', () => {
    expect(first.lines[0]).toContain('local stand-in: universal-sentence-encoder-lite');
  });

  it('leaves a model that stands alone', async () => {
    const files = await readdir(at('first', 'model'));
    expect(files.sort()).toEqual(['classifier.json', 'encoder', 'head.bin', 'labels_info.json']);
    expect(await readFile(at('first', 'model', 'labels_info.json'), 'utf8')).toBe('{"labels":[0,1]}\n');
  });

  it('leaves a model that knows praise from complaint', async () => {
    const classifier = await Classifier.load(at('first', 'model'));
    const praise = await classifier.predict('an excellent, lovely evening');
    expect(praise).toMatchObject({ labels: [0, 1], predictedLabel: 1 });
    expect(praise.probabilities).toHaveLength(2);
    expect(praise.probabilities[0]! + praise.probabilities[1]!).toBeCloseTo(1, 6);
    expect((await classifier.predict('a horrible, boring evening')).predictedLabel).toBe(0);
  });

  it('trains the same weights again', async () => {
    await layOutJob(at('again'), { archive, hyperparameters });
    await runTraining(at('again'));
    expect(await readFile(at('again', 'model', 'head.bin'))).toEqual(await readFile(at('first', 'model', 'head.bin')));
  });

  it('continues an earlier model', async () => {
    const names = (await readdir(at('first', 'model'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const members = names.map((path) => ({ name: path.slice(at('first', 'model').length + 1), path }));
    await packArchive(members, at('first.tar.gz'));
    await layOutJob(at('continued'), { archive: at('first.tar.gz'), hyperparameters });
    const { lines } = await runTraining(at('continued'));
    const loss = (of: string[]): number =>
      Number(/ loss: ([\d.]+)/.exec(of.find((line) => line.startsWith('Epoch 1/'))!)?.[1]);
    expect(loss(lines)).toBeLessThan(loss(first.lines));
  });

  it('that is stopped saves the epochs it has', async () => {
    await layOutJob(at('stopped'), { archive, hyperparameters: { epochs: '1000000' } });
    const { code, lines } = await runTraining(at('stopped'), (line, child) => {
      if (line.startsWith('Epoch 2/')) child.kill('SIGTERM');
    });
    expect([code, lines.at(-1)]).toEqual([0, expect.stringMatching(/^model saved after \d+ of 1000000 epochs$/)]);
    expect(await readdir(at('stopped', 'model'))).toContain('head.bin');
  });

  it('that is stopped before its first epoch saves nothing and reports no failure', async () => {
    await layOutJob(at('early'), { archive, csv: SENTENCES_CSV.repeat(50) });
    const { code } = await runTraining(at('early'), (line, child) => {
      if (line.startsWith('data:')) child.kill('SIGTERM');
    });
    expect([code, await readdir(at('early'))]).toEqual([143, ['input']]);
  });
});

describe('a training job that cannot be', () => {
  it('says why in output/failure and exits with 1', async () => {
    await layOutJob(at('bad'), { archive, csv: '0,dull\n1,\n' });
    expect((await runTraining(at('bad'))).code).toBe(1);
    expect(await readFile(at('bad', 'output', 'failure'), 'utf8')).toBe('training/data.csv row 2: the text is empty');
  });

  it('refuses an archive that is not a model of the stand-in', async () => {
    await packArchive([{ name: 'saved_model.pb', path: archive }], at('foreign.tar.gz'));
    await layOutJob(at('foreign'), { archive: at('foreign.tar.gz') });
    await runTraining(at('foreign'));
    expect(await readFile(at('foreign', 'output', 'failure'), 'utf8')).toContain('it holds no classifier.json');
  });
});

describe('the inference thread', () => {
  it('serves the pretrained archive as it is, with its untrained head', async () => {
    await unpackArchive(archive, at('pretrained'));
    const messages = await converse(at('pretrained'), {
      contentType: 'application/x-text',
      accept: 'application/json',
    });
    expect(messages).toEqual([
      { type: 'ready' },
      {
        type: 'answer',
        id: 7,
        status: 200,
        contentType: 'application/json',
        body: expect.stringMatching(/^{"probabilities":\[[\d.]+,[\d.]+]}$/) as string,
      },
    ]);
  });

  it('says why it cannot load a directory', async () => {
    expect(await converse(at('first', 'input'), { contentType: undefined, accept: undefined })).toEqual([
      { type: 'failed', message: expect.stringContaining('it holds no classifier.json') as string },
    ]);
  });
});

/** The messages of a thread up to its first answer or its failure. */
async function converse(
  modelDirectory: string,
  headers: { contentType: string | undefined; accept: string | undefined },
): Promise<ServeMessage[]> {
  const thread = new Worker(compiled('serve.js'), { workerData: { modelDirectory } });
  const messages: ServeMessage[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('error', reject);
      thread.on('message', (message: ServeMessage) => {
        messages.push(message);
        if (message.type !== 'ready') return resolve();
        thread.postMessage({ type: 'invoke', id: 7, ...headers, body: new TextEncoder().encode('a text') });
      });
    });
  } finally {
    await thread.terminate();
  }
  return messages;
}
