import { seededRandom } from '../numbers/seeded-random.js';

/** The top layer: one dense layer with softmax over the classes. */
export interface Head {
  readonly dimension: number;
  readonly classes: number;
  /** `dimension` rows of `classes` numbers, then one bias a class: one array, so that an optimizer sees one vector. */
  readonly weights: Float32Array;
}

/** A head as Keras starts one: Glorot-uniform kernel, zero bias. The same seed gives the same head. */
export function untrainedHead(dimension: number, classes: number, seed: number): Head {
  const random = seededRandom(seed);
  const limit = Math.sqrt(6 / (dimension + classes));
  const kernel = dimension * classes;
  const weights = new Float32Array(kernel + classes);
  for (let index = 0; index < kernel; index++) weights[index] = (2 * random() - 1) * limit;
  return { dimension, classes, weights };
}

/** Writes softmax(features · kernel + bias) of one row into `out`, which has one place a class. */
export function probabilities(head: Head, features: Float32Array, out: Float64Array): void {
  const { dimension, classes, weights } = head;
  for (let label = 0; label < classes; label++) out[label] = weights[dimension * classes + label]!;
  for (let row = 0; row < dimension; row++) {
    const feature = features[row]!;
    // Dropout leaves many zeros in training.
    if (feature === 0) continue;
    const start = row * classes;
    for (let label = 0; label < classes; label++) out[label]! += feature * weights[start + label]!;
  }
  softmaxInPlace(out);
}

function softmaxInPlace(logits: Float64Array): void {
  // Subtracting the largest keeps exp from overflowing.
  const largest = logits.reduce((max, logit) => Math.max(max, logit), -Infinity);
  let sum = 0;
  for (let index = 0; index < logits.length; index++) sum += logits[index] = Math.exp(logits[index]! - largest);
  for (let index = 0; index < logits.length; index++) logits[index]! /= sum;
}

/** The place of the largest value; the first of equals. */
export function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}
