import { indexOfLargest, probabilities } from './head.js';
import type { Head } from './head.js';
import { optimizers } from './optimizers.js';
import type { OptimizerName, OptimizerSettings } from './optimizers.js';
import { shuffledIndexes } from '../numbers/seeded-random.js';
import type { Random } from '../numbers/seeded-random.js';

/** Encoded texts with their labels, row by row. */
export interface Samples {
  readonly features: readonly Float32Array[];
  readonly labels: readonly number[];
}

export interface HeadTrainingSettings extends OptimizerSettings {
  readonly optimizer: OptimizerName;
  readonly epochs: number;
  readonly batch_size: number;
  readonly dropout_rate: number;
  readonly regularizers_l2: number;
}

/** Mean cross-entropy with the L2 penalty, as Keras reports it, and the share of right predictions. */
export interface Scores {
  readonly loss: number;
  readonly accuracy: number;
}

/**
 * Trains `head` in place, one epoch each time the generator is asked; yields the scores while training, with dropout.
 * Who asks decides when to stop. Dropout sits behind the encoder, so on stored features it is exact.
 */
export function* trainingEpochs(
  head: Head,
  samples: Samples,
  settings: HeadTrainingSettings,
  random: Random,
): Generator<Scores, void> {
  const rows = samples.labels.length;
  const gradient = new Float64Array(head.weights.length);
  const inputs = new Float32Array(head.dimension);
  const outputs = new Float64Array(head.classes);
  const totalSteps = settings.epochs * Math.ceil(rows / settings.batch_size);
  const step = optimizers[settings.optimizer](settings, head.weights.length, totalSteps);

  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const order = shuffledIndexes(rows, random);
    let loss = 0;
    let right = 0;
    for (let start = 0; start < rows; start += settings.batch_size) {
      const batch = order.subarray(start, start + settings.batch_size);
      loss += addPenalty(head, settings.regularizers_l2, gradient) * batch.length;
      for (const row of batch) {
        dropOut(samples.features[row]!, settings.dropout_rate, random, inputs);
        probabilities(head, inputs, outputs);
        const label = samples.labels[row]!;
        loss += crossEntropy(outputs, label);
        if (indexOfLargest(outputs) === label) right++;
        addGradient(head, inputs, outputs, label, batch.length, gradient);
      }
      step(head.weights, gradient);
    }
    yield { loss: loss / rows, accuracy: right / rows };
  }
}

/** The scores of a head on samples, without dropout. */
export function evaluate(head: Head, samples: Samples, l2: number): Scores {
  const outputs = new Float64Array(head.classes);
  let loss = 0;
  let right = 0;
  samples.features.forEach((features, row) => {
    probabilities(head, features, outputs);
    loss += crossEntropy(outputs, samples.labels[row]!);
    if (indexOfLargest(outputs) === samples.labels[row]) right++;
  });
  const rows = samples.labels.length;
  return { loss: loss / rows + penalty(head, l2), accuracy: right / rows };
}

/** Copies `features` with a random part set to zero, the others enlarged so that the expected sum stays. */
export function dropOut(features: Float32Array, rate: number, random: Random, out: Float32Array): void {
  if (rate === 0) {
    out.set(features);
    return;
  }
  const scale = rate < 1 ? 1 / (1 - rate) : 0;
  for (let index = 0; index < features.length; index++) out[index] = random() < rate ? 0 : features[index]! * scale;
}

/** The loss of one row. */
export function crossEntropy(outputs: ArrayLike<number>, label: number): number {
  // Keras clips the same way: a certain and wrong prediction costs much, not infinitely much.
  return -Math.log(Math.max(outputs[label]!, 1e-7));
}

/** The gradient of softmax and cross-entropy: probability minus truth. Changes `outputs`. */
function addGradient(
  head: Head,
  inputs: Float32Array,
  outputs: Float64Array,
  label: number,
  batchSize: number,
  gradient: Float64Array,
): void {
  const { dimension, classes } = head;
  outputs[label]! -= 1;
  for (let c = 0; c < classes; c++) {
    const error = (outputs[c]! /= batchSize);
    gradient[dimension * classes + c]! += error;
  }
  for (let row = 0; row < dimension; row++) {
    const input = inputs[row]!;
    if (input === 0) continue;
    for (let c = 0; c < classes; c++) gradient[row * classes + c]! += input * outputs[c]!;
  }
}

/** Starts a batch: the gradient becomes that of the penalty. Returns the penalty. */
function addPenalty(head: Head, l2: number, gradient: Float64Array): number {
  const kernel = head.dimension * head.classes;
  gradient.fill(0, kernel);
  for (let index = 0; index < kernel; index++) gradient[index] = 2 * l2 * head.weights[index]!;
  return penalty(head, l2);
}

/** The L2 penalty of the top layer; the bias is not penalised. */
export function penalty(head: Head, l2: number): number {
  const kernel = head.dimension * head.classes;
  let sum = 0;
  for (let index = 0; index < kernel; index++) sum += head.weights[index]! ** 2;
  return l2 * sum;
}
