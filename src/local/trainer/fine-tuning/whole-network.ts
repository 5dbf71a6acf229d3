import { batchesByLength } from '../encoder/encode-texts.js';
import { indexOfLargest } from '../head/head.js';
import type { Head } from '../head/head.js';
import { crossEntropy, penalty } from '../head/head-training.js';
import type { HeadTrainingSettings, Scores } from '../head/head-training.js';
import { optimizers } from '../head/optimizers.js';
import { elementAt } from '../numbers/element-at.js';
import type { Random } from '../numbers/seeded-random.js';
import type { Network, Tokens } from './batch.js';
import type { EncoderWeights } from './encoder-weights.js';
import { bucketedBatches, partsOf } from './length-buckets.js';
import { NetworkThreads, trainingThreads, sharedFloats } from './network-threads.js';
import { layOut } from './weight-layout.js';

/** Texts as tokens with their labels, row by row. */
export interface TokenSamples {
  readonly tokens: Tokens;
  readonly labels: readonly number[];
}

const evaluationBatchSize = 16;

/** Encoder and top layer trained together, every weight by the same optimizer. */
export class WholeNetwork {
  readonly #network: Network;
  readonly #threads: NetworkThreads;
  readonly #encoder: EncoderWeights;
  readonly #head: Head;

  constructor(encoder: EncoderWeights, head: Head, featureScale: number) {
    const { dimension, classes } = head;
    const tensors = [
      ...encoder.layout,
      { name: 'head.kernel', shape: [dimension, classes] },
      { name: 'head.bias', shape: [classes] },
    ];
    const values = sharedFloats(encoder.values.length + head.weights.length);
    values.set(encoder.values);
    values.set(head.weights, encoder.values.length);
    this.#encoder = encoder;
    this.#head = head;
    this.#network = { layout: layOut(tensors), values, featureScale };
    this.#threads = new NetworkThreads(this.#network);
  }

  get encoder(): EncoderWeights {
    return { layout: this.#encoder.layout, values: this.#network.values.slice(0, this.#encoder.values.length) };
  }

  get head(): Head {
    return { ...this.#head, weights: this.#headWeights().slice() };
  }

  /**
   * Trains one epoch each time the generator is asked; yields the scores while training. Aborted, it ends in the middle
   * of an epoch, with the weights of that moment. `onProgress` is told the rows of the epoch that are done.
   */
  async *epochs(
    samples: TokenSamples,
    settings: HeadTrainingSettings,
    random: Random,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (rows: number) => void },
  ): AsyncGenerator<Scores, void> {
    const rows = samples.labels.length;
    const lengths = samples.tokens.map(({ length }) => length);
    const { values } = this.#network;
    const totalSteps = settings.epochs * Math.ceil(rows / settings.batch_size);
    const step = optimizers[settings.optimizer](settings, values.length, totalSteps);
    const gradient = new Float64Array(values.length);
    for (let epoch = 0; epoch < settings.epochs; epoch++) {
      const sum = { loss: 0, right: 0, done: 0 };
      for (const batch of bucketedBatches(lengths, settings.batch_size, random)) {
        const parts = partsOf(batch, lengths, trainingThreads);
        const { loss, right } = await this.#gradients(samples, parts, settings, random);
        this.#collect(gradient, settings.regularizers_l2);
        sum.loss += loss + penalty(this.#asHead(), settings.regularizers_l2) * batch.length;
        sum.right += right;
        sum.done += batch.length;
        if (!Number.isFinite(sum.loss)) break;
        step(values, gradient);
        onProgress(sum.done);
        if (signal.aborted) return;
      }
      yield { loss: sum.loss / sum.done, accuracy: sum.right / sum.done };
    }
  }

  /** The scores on samples, without dropout. */
  async evaluate(samples: TokenSamples, l2: number): Promise<Scores> {
    const batches = batchesByLength(samples.tokens, evaluationBatchSize);
    const answers = await this.#threads.run(batches.map((rows) => ({ tokens: pick(samples.tokens, rows) })));
    const { loss, right } = score(answers, batches, samples.labels);
    const rows = samples.labels.length;
    return { loss: loss / rows + penalty(this.#asHead(), l2), accuracy: right / rows };
  }

  async close(): Promise<void> {
    await this.#threads.close();
  }

  async #gradients(
    { tokens, labels }: TokenSamples,
    parts: readonly number[][],
    settings: HeadTrainingSettings,
    random: Random,
  ): Promise<{ loss: number; right: number }> {
    const stepSize = parts.reduce((sum, { length }) => sum + length, 0);
    const orders = parts.map((rows) => ({
      tokens: pick(tokens, rows),
      training: {
        labels: pick(labels, rows),
        dropoutRate: settings.dropout_rate,
        dropoutSeed: Math.floor(random() * 2 ** 31),
        stepSize,
      },
    }));
    return score(await this.#threads.run(orders), parts, labels);
  }

  /** Moves what the threads have summed into one gradient, and adds that of the penalty. */
  #collect(gradient: Float64Array, l2: number): void {
    const [first, ...others] = this.#threads.gradients;
    if (first !== undefined) gradient.set(first);
    for (const other of others) for (let i = 0; i < gradient.length; i++) gradient[i]! += other[i]!;
    for (const part of this.#threads.gradients) part.fill(0);
    const start = this.#encoder.values.length;
    const kernel = this.#head.dimension * this.#head.classes;
    for (let i = start; i < start + kernel; i++) gradient[i]! += 2 * l2 * this.#network.values[i]!;
  }

  #asHead(): Head {
    return { ...this.#head, weights: this.#headWeights() };
  }

  #headWeights(): Float32Array {
    return this.#network.values.subarray(this.#encoder.values.length);
  }
}

function pick<T>(from: readonly T[], rows: readonly number[]): T[] {
  return rows.map((row) => elementAt(from, row));
}

/** The summed cross-entropy and the number of right predictions of rows in batches. */
function score(
  answers: readonly Float32Array[],
  batches: readonly (readonly number[])[],
  labels: readonly number[],
): { loss: number; right: number } {
  let loss = 0;
  let right = 0;
  batches.forEach((rows, batch) => {
    const answer = elementAt(answers, batch);
    const classes = answer.length / rows.length;
    rows.forEach((row, place) => {
      const probabilities = answer.subarray(place * classes, (place + 1) * classes);
      const label = elementAt(labels, row);
      loss += crossEntropy(probabilities, label);
      if (indexOfLargest(probabilities) === label) right++;
    });
  });
  return { loss, right };
}
