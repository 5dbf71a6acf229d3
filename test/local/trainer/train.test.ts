import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SharedThreads } from '../../../src/local/sagemaker/services/sagemaker/hosting/shared-threads.js';
import { Classifier } from '../../../src/local/trainer/serving/classifier.js';
import { encoderArchive } from '../../../src/local/trainer/artifact/encoder-archive.js';
import { packArchive, unpackArchive } from '../../../src/local/trainer/artifact/model-archive.js';
import type { ServeMessage } from '../../../src/local/trainer/serve.js';
import type { ComputeMessage } from '../../../src/local/trainer/serving/shared-encoder.js';
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

  it('trains other weights for another seed', async () => {
    await layOutJob(at('seeded'), { archive, hyperparameters });
    expect((await runTraining(at('seeded'), undefined, { TUNEWRIGHT_SEED: '7' })).code).toBe(0);
    const weights = (job: string): Promise<Buffer> => readFile(at(job, 'model', 'head.bin'));
    expect(await weights('seeded')).not.toEqual(await weights('first'));
  });

  it('encodes nothing that an earlier job has encoded, and trains the same weights', async () => {
    const environment = { TUNEWRIGHT_ENCODING_CACHE: at('encodings') };
    const encode = async (place: string): Promise<{ known: string | undefined; encoded: boolean }> => {
      await layOutJob(at(place), { archive, hyperparameters });
      const { lines } = await runTraining(at(place), undefined, environment);
      const known = lines.find((line) => line.includes('known from earlier jobs'));
      return { known, encoded: lines.includes('encoding: 24/24 texts') };
    };
    const knows = (texts: number): string => `encoding: ${texts} of 24 different texts are known from earlier jobs`;
    expect(await encode('filling')).toEqual({ known: knows(0), encoded: true });
    expect(await encode('filled')).toEqual({ known: knows(24), encoded: false });
    expect(await readFile(at('filled', 'model', 'head.bin'))).toEqual(await readFile(at('first', 'model', 'head.bin')));
  });

  it('goes on without a cache that can not be used', async () => {
    const environment = { TUNEWRIGHT_ENCODING_CACHE: archive };
    await layOutJob(at('uncached'), { archive, hyperparameters: { ...hyperparameters, epochs: '1' } });
    const { code, lines } = await runTraining(at('uncached'), undefined, environment);
    const warned = lines.some((line) => line.startsWith('warning: the cache of encodings can not be used: '));
    expect([code, warned]).toEqual([0, true]);
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
    await layOutJob(at('stopped'), { archive, hyperparameters: { ...hyperparameters, epochs: '1000000' } });
    const { code, lines } = await runTraining(at('stopped'), (line, child) => {
      if (line.startsWith('Epoch 2/')) child.kill('SIGTERM');
    });
    expect([code, ...lines.slice(-2)]).toEqual([
      0,
      expect.stringMatching(/^model saved after \d+ of 1000000 epochs$/),
      'Reporting training SUCCESS',
    ]);
    expect(await readdir(at('stopped', 'model'))).toContain('head.bin');
  });

  it('that is stopped before its first epoch saves nothing and reports no failure', async () => {
    await layOutJob(at('early'), { archive, hyperparameters, csv: SENTENCES_CSV.repeat(50) });
    const { code } = await runTraining(at('early'), (line, child) => {
      if (line.startsWith('data:')) child.kill('SIGTERM');
    });
    expect([code, await readdir(at('early'))]).toEqual([143, ['input']]);
  });
});

describe('a training job that trains everything', () => {
  const everything = { train_only_top_layer: 'False', epochs: '4', learning_rate: '0.0005', 'batch-size': '8' };
  const shard = 'encoder/group1-shard1of7';
  const lastLoss = ({ lines }: { lines: string[] }): number =>
    Number(/ loss: ([\d.]+)/.exec(lines.findLast((line) => line.startsWith('Epoch '))!)?.[1]);
  let trained: { code: number | null; lines: string[] };
  beforeAll(async () => {
    await layOutJob(at('everything'), { archive, hyperparameters: everything });
    trained = await runTraining(at('everything'));
  });

  it('learns', () => {
    expect([trained.code, lastLoss(trained) < 0.5]).toEqual([0, true]);
  });

  it('leaves a changed encoder in the model, which is served', async () => {
    expect(await readFile(at('everything', 'model', shard))).not.toEqual(await readFile(at('first', 'model', shard)));
    const classifier = await Classifier.load(at('everything', 'model'));
    expect((await classifier.predict('an excellent, lovely evening')).predictedLabel).toBe(1);
    expect((await classifier.predict('a horrible, boring evening')).predictedLabel).toBe(0);
  });

  it('trains the same weights again', async () => {
    await layOutJob(at('everything-again'), { archive, hyperparameters: everything });
    await runTraining(at('everything-again'));
    const weights = (job: string): Promise<Buffer> => readFile(at(job, 'model', shard));
    expect((await weights('everything-again')).equals(await weights('everything'))).toBe(true);
  });

  it('saves what it has when it is stopped in the middle of an epoch', async () => {
    const csv = SENTENCES_CSV.repeat(60);
    await layOutJob(at('midway'), { archive, hyperparameters: everything, csv });
    const { code, lines } = await runTraining(at('midway'), (line, child) => {
      if (line.startsWith('training: ')) child.kill('SIGTERM');
    });
    expect([code, lines.at(-2)]).toEqual([0, 'model saved after 0 of 4 epochs']);
  });

  it('warns of a learning rate at which the encoder may diverge', async () => {
    const hyperparameters = { ...everything, learning_rate: '0.01', epochs: '1' };
    await layOutJob(at('fast'), { archive, hyperparameters, csv: '0,bad\n1,good\n0,worse\n1,better\n' });
    expect((await runTraining(at('fast'))).lines).toContain(
      'warning: learning_rate 0.01 does not suit the training of the whole encoder; try 0.0002',
    );
  });
});

describe('a validation channel', () => {
  it('replaces the split: all rows train, and its rows are scored', async () => {
    await layOutJob(at('validated'), {
      archive,
      hyperparameters,
      validationCsv: '0,A horrible and boring evening\n1,An excellent and lovely evening\n',
    });
    const { lines } = await runTraining(at('validated'));
    expect(lines).toContain('data: 24 training rows, 2 validation rows, 2 classes');
    expect(lines.find((line) => line.startsWith('Epoch 15/'))).toContain('val_accuracy=1.0000');
  });

  it('may not have a label that the training data lacks', async () => {
    await layOutJob(at('strange'), { archive, hyperparameters, validationCsv: '2,A book\n' });
    expect((await runTraining(at('strange'))).code).toBe(1);
    expect(await readFile(at('strange', 'output', 'failure'), 'utf8')).toBe(
      'validation/data.csv: row 1 "2" has a label that the model does not know; give rows of the classes that it was trained on',
    );
  });
});

describe('honest words in the log', () => {
  const chinese = [
    ...['房间很干净', '早餐非常好吃', '服务态度很好', '位置方便', '下次还会来'].map((text) => `1,${text}`),
    ...['房间又脏又吵', '服务很差', '太贵了', '空调坏了', '再也不来了'].map((text) => `0,${text}`),
  ].join('\n');

  it('tell the share of the largest class, and how well the vocabulary fits', () => {
    expect(first.lines.join('\n')).toMatch(
      /largest class: \d+\.\d % of the training rows, \d+\.\d % of the validation rows\nvocabulary: 0\.0 % of the characters unknown, [34]\.\d characters a token/,
    );
  });

  it('warn, before the first epoch and after the last, of a language that the encoder does not know', async () => {
    await layOutJob(at('chinese'), { archive, hyperparameters: { ...hyperparameters, epochs: '1' }, csv: chinese });
    const { lines } = await runTraining(at('chinese'));
    const kinds = lines.map((line) => /^(Epoch|warning: the encoder knows English)/.exec(line)?.[0]);
    expect(kinds.filter((kind) => kind !== undefined)).toEqual([
      'warning: the encoder knows English',
      'Epoch',
      'warning: the encoder knows English',
    ]);
  });
});

describe('a model of other classes', () => {
  const csv = SENTENCES_CSV + '2,It is a table\n2,The train leaves at nine\n';

  it('is not continued, and the failure says what to do', async () => {
    await layOutJob(at('three'), {
      archive,
      hyperparameters: { ...hyperparameters, reinitialize_top_layer: 'False' },
      csv,
    });
    expect((await runTraining(at('three'))).code).toBe(1);
    expect(await readFile(at('three', 'output', 'failure'), 'utf8')).toBe(
      'the model to continue has 2 classes, the data has 3; set reinitialize_top_layer=True',
    );
  });

  it('is trained anew with a fresh top layer, and maps its classes to the labels', async () => {
    await layOutJob(at('fresh'), {
      archive,
      hyperparameters: { ...hyperparameters, reinitialize_top_layer: 'True' },
      csv,
    });
    expect((await runTraining(at('fresh'))).code).toBe(0);
    expect(await readFile(at('fresh', 'model', 'labels_info.json'), 'utf8')).toBe('{"labels":[0,1,2]}\n');
  });
});

describe('a training job that cannot be', () => {
  it('says why in output/failure and exits with 1', async () => {
    await layOutJob(at('bad'), { archive, csv: '0,dull\n1,\n' });
    expect((await runTraining(at('bad'))).code).toBe(1);
    expect(await readFile(at('bad', 'output', 'failure'), 'utf8')).toContain(
      'training/data.csv: row 2 has an empty text',
    );
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

/** The messages of a thread up to its first answer or its failure; what it has computed, the server's own threads compute. */
async function converse(
  modelDirectory: string,
  headers: { contentType: string | undefined; accept: string | undefined },
): Promise<ServeMessage[]> {
  const thread = new Worker(compiled('serve.js'), { workerData: { modelDirectory } });
  const messages: ServeMessage[] = [];
  const encoders = new SharedThreads();
  const compute = async ({ id, program, order }: ComputeMessage): Promise<void> => {
    const result = await encoders.run(thread, program, order);
    thread.postMessage({ type: 'computed', id, result });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('error', reject);
      thread.on('message', (message: ServeMessage | ComputeMessage) => {
        if (message.type === 'compute') return void compute(message).catch(reject);
        messages.push(message);
        if (message.type !== 'ready') return resolve();
        thread.postMessage({ type: 'invoke', id: 7, ...headers, body: new TextEncoder().encode('a text') });
      });
    });
  } finally {
    await thread.terminate();
    await encoders.close();
  }
  return messages;
}
