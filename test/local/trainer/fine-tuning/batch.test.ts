import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encoderArchive } from '../../../../src/local/trainer/artifact/encoder-archive.js';
import { loadEncoder } from '../../../../src/local/trainer/encoder/encoder.js';
import { encodeBatch, runBatch } from '../../../../src/local/trainer/fine-tuning/batch.js';
import type { Network, Tokens } from '../../../../src/local/trainer/fine-tuning/batch.js';
import { readEncoderWeights } from '../../../../src/local/trainer/fine-tuning/encoder-weights.js';
import { loadTensors } from '../../../../src/local/trainer/fine-tuning/tensors.js';
import type { Tensors } from '../../../../src/local/trainer/fine-tuning/tensors.js';
import { loadTokenizer } from '../../../../src/local/trainer/fine-tuning/tokenizer.js';
import { layOut, totalSize } from '../../../../src/local/trainer/fine-tuning/weight-layout.js';
import { untrainedHead } from '../../../../src/local/trainer/head/head.js';
import { unpackArchive } from '../../../../src/local/trainer/artifact/model-archive.js';

const texts = [
  'A dull film.',
  'I loved every minute of it, and so did everyone around me!',
  'naïve  ☃ text',
  `very ${'long '.repeat(200)}`,
];
const labels = [0, 2, 1];
const model = mkdtemp(join(tmpdir(), 'tunewright-network-'));
let tf: Tensors;
let network: Network;
let tokens: Tokens;
/** Without the long one: each difference costs two runs. */
let short: Tokens;

beforeAll(async () => {
  await unpackArchive((await encoderArchive(join(await model, 'cache'))).path, await model);
  tf = await loadTensors();
  tokens = texts.map(await loadTokenizer(await model));
  short = tokens.slice(0, labels.length);
  const encoder = await readEncoderWeights(await model);
  const head = untrainedHead(512, 3, 1);
  const tensors = [...encoder.layout, { name: 'head.kernel', shape: [512, 3] }, { name: 'head.bias', shape: [3] }];
  const values = new Float32Array(totalSize(layOut(tensors)));
  values.set(encoder.values);
  values.set(head.weights, encoder.values.length);
  network = { layout: layOut(tensors), values, featureScale: 22.6 };
});
afterAll(async () => rm(await model, { recursive: true }));

const lossOf = (of: Network): number => {
  const probabilities = runBatch(tf, of, short);
  return labels.reduce((sum, label, row) => sum - Math.log(probabilities[row * 3 + label]!), 0) / labels.length;
};

describe('the network of the encoder', () => {
  it('encodes as the graph of the npm package does', async () => {
    const expected = (await (await loadEncoder(await model)).embed(texts)).flat();
    const actual = encodeBatch(tf, network, tokens);
    expect(Math.max(...actual.map((value, place) => Math.abs(value - expected[place]!)))).toBeLessThan(1e-5);
  });

  it('has gradients that agree with central differences of the loss, in every tensor', () => {
    const gradient = new Float32Array(network.values.length);
    const training = { labels, dropoutRate: 0, dropoutSeed: 1, stepSize: labels.length, gradient };
    runBatch(tf, network, short, training);
    for (const { name, offset, size } of network.layout) {
      // Along the gradient itself the difference is far above the noise of 32-bit numbers.
      const own = gradient.subarray(offset, offset + size);
      const norm = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
      const step = 0.01 / norm;
      const lossAt = (direction: number): number => {
        const values = network.values.slice();
        for (let i = 0; i < size; i++) values[offset + i]! += (direction * step * own[i]!) / norm;
        return lossOf({ ...network, values });
      };
      expect((lossAt(1) - lossAt(-1)) / (2 * step) / norm, name).toBeCloseTo(1, 1);
    }
  });

  it('leaves no tensor behind', () => {
    const gradient = new Float32Array(network.values.length);
    const training = { labels, dropoutRate: 0.5, dropoutSeed: 1, stepSize: labels.length, gradient };
    const memory = (): number => (tf as Tensors & { memory(): { numTensors: number } }).memory().numTensors;
    runBatch(tf, network, short, training);
    const before = memory();
    runBatch(tf, network, short, training);
    expect(memory()).toBe(before);
  });
});
