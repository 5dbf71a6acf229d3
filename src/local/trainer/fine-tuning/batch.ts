import { dropOut } from '../head/head-training.js';
import { seededRandom } from '../numbers/seeded-random.js';
import type { Padding } from './attention.js';
import { chain, linear, times } from './blocks.js';
import type { Block, Weights } from './blocks.js';
import { tokenWidth, encoderNetwork } from './encoder-network.js';
import type { Tensor, Tensors } from './tensors.js';
import { tokenTable, slotOf } from './weight-layout.js';
import type { Slot } from './weight-layout.js';

/** Texts as token numbers; not one is empty. */
export type Tokens = readonly (readonly number[])[];

/** A whole network, encoder and top layer (`head.kernel`, `head.bias`), as one vector. */
export interface Network {
  readonly layout: readonly Slot[];
  readonly values: Float32Array;
  /** Unit vectors are multiplied by this before the top layer. */
  readonly featureScale: number;
}

export interface BatchTraining {
  readonly labels: readonly number[];
  readonly dropoutRate: number;
  readonly dropoutSeed: number;
  /** The size of the whole step that this is a part of: gradients are divided by it. */
  readonly stepSize: number;
  /** The gradient is added to it, laid out like the network. */
  readonly gradient: Float32Array;
}

/** The vectors of texts, [texts, 512]. @internal */
export function encodeBatch(tf: Tensors, network: Network, tokens: Tokens): Float32Array {
  return tf.tidy(() => {
    const padding = padded(tokens);
    const run = encoderNetwork(tf, weightsOf(tf, network), padding);
    return run(lookUp(tf, network, tokens, padding))
      .output.dataSync()
      .slice();
  });
}

/** The probabilities of texts, [texts, classes]; with `training` also the gradient of the cross-entropy. */
export function runBatch(tf: Tensors, network: Network, tokens: Tokens, training?: BatchTraining): Float32Array {
  return tf.tidy(() => {
    const padding = padded(tokens);
    const weights = weightsOf(tf, network, training?.gradient);
    const classifier = chain(lookUp(tf, network, tokens, padding), [
      encoderNetwork(tf, weights, padding),
      times(tf, network.featureScale),
      ...(training === undefined ? [] : [dropout(tf, training)]),
      linear(tf, weights, 'head'),
    ]);
    const probabilities = tf.softmax(classifier.output).dataSync().slice();
    if (training !== undefined) {
      const byLogit = gradientByLogit(probabilities, training);
      const byToken = classifier.back(tf.tensor(byLogit, classifier.output.shape));
      addToTable(byToken.dataSync(), network, tokens, padding, training.gradient);
    }
    return probabilities;
  });
}

function padded(tokens: Tokens): Padding {
  const length = Math.max(...tokens.map((text) => text.length));
  const mask = new Float32Array(tokens.length * length);
  tokens.forEach((text, row) => mask.fill(1, row * length, row * length + text.length));
  return { rows: tokens.length, length, mask };
}

function weightsOf(tf: Tensors, { layout, values }: Network, gradient?: Float32Array): Weights {
  return {
    get(name) {
      const { offset, size, shape } = slotOf(layout, name);
      return tf.tensor(values.slice(offset, offset + size), [...shape]);
    },
    give(name, tensor) {
      if (gradient === undefined) return;
      const { offset } = slotOf(layout, name);
      const part = tensor.dataSync();
      for (let i = 0; i < part.length; i++) gradient[offset + i]! += part[i]!;
    },
  };
}

/** The table stays outside of the network: WebAssembly can gather, but not scatter a gradient. */
function lookUp(tf: Tensors, network: Network, tokens: Tokens, { rows, length }: Padding): Tensor {
  const { offset } = slotOf(network.layout, tokenTable);
  const looked = new Float32Array(rows * length * tokenWidth);
  tokens.forEach((text, row) =>
    text.forEach((token, place) => {
      const from = offset + token * tokenWidth;
      looked.set(network.values.subarray(from, from + tokenWidth), (row * length + place) * tokenWidth);
    }),
  );
  return tf.tensor(looked, [rows * length, tokenWidth]);
}

function addToTable(
  byToken: Float32Array,
  network: Network,
  tokens: Tokens,
  { length }: Padding,
  gradient: Float32Array,
): void {
  const { offset } = slotOf(network.layout, tokenTable);
  tokens.forEach((text, row) =>
    text.forEach((token, place) => {
      const from = (row * length + place) * tokenWidth;
      const to = offset + token * tokenWidth;
      for (let column = 0; column < tokenWidth; column++) gradient[to + column]! += byToken[from + column]!;
    }),
  );
}

function dropout(tf: Tensors, { dropoutRate, dropoutSeed }: BatchTraining): (input: Tensor) => Block {
  return (input) => {
    const size = input.shape.reduce((product, length) => product * length, 1);
    const kept = new Float32Array(size);
    dropOut(new Float32Array(size).fill(1), dropoutRate, seededRandom(dropoutSeed), kept);
    return times(tf, tf.tensor(kept, input.shape))(input);
  };
}

/** Of softmax and cross-entropy: probability minus truth. */
function gradientByLogit(probabilities: Float32Array, { labels, stepSize }: BatchTraining): Float32Array {
  const classes = probabilities.length / labels.length;
  return probabilities.map((probability, place) => {
    const truth = place % classes === labels[Math.floor(place / classes)] ? 1 : 0;
    return (probability - truth) / stepSize;
  });
}
