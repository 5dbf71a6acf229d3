import type { Tensor, Tensors } from './tensors.js';

/**
 * A step of a network that remembers what its gradient needs: `back` takes the gradient of the loss by `output` and
 * returns the one by the input. TensorFlow.js in WebAssembly has no gradients of its own, and multiplies with a
 * transposed argument ten times slower than with a matrix that was transposed before.
 */
export interface Block {
  readonly output: Tensor;
  readonly back: (gradient: Tensor) => Tensor;
}

/** The weights of a network by name, and a place for their gradients. */
export interface Weights {
  get(name: string): Tensor;
  give(name: string, gradient: Tensor): void;
}

/** Runs blocks one after the other. */
export function chain(input: Tensor, steps: readonly ((input: Tensor) => Block)[]): Block {
  const blocks: Block[] = [];
  for (const step of steps) blocks.push(step(blocks.at(-1)?.output ?? input));
  return {
    output: blocks.at(-1)?.output ?? input,
    back: (gradient) => blocks.reduceRight((passed, block) => block.back(passed), gradient),
  };
}

/** The sum of two ways from one input. */
export function sumOf(tf: Tensors, one: Block, other: Block): Block {
  return {
    output: tf.add(one.output, other.output),
    back: (gradient) => tf.add(one.back(gradient), other.back(gradient)),
  };
}

export function identity(input: Tensor): Block {
  return { output: input, back: (gradient) => gradient };
}

/** input · NAME.kernel + NAME.bias, rows by columns. */
export function linear(tf: Tensors, weights: Weights, name: string): (input: Tensor) => Block {
  return (input) => {
    const kernel = weights.get(`${name}.kernel`);
    return {
      output: tf.add(tf.matMul(input, kernel), weights.get(`${name}.bias`)),
      back: (gradient) => {
        weights.give(`${name}.kernel`, tf.matMul(tf.transpose(input), gradient));
        weights.give(`${name}.bias`, tf.sum(gradient, 0));
        return tf.matMul(gradient, tf.transpose(kernel));
      },
    };
  };
}

/** Each row with mean 0 and variance 1, times NAME.scale plus NAME.bias. */
export function layerNorm(tf: Tensors, weights: Weights, name: string): (input: Tensor) => Block {
  return (input) => {
    const scale = weights.get(`${name}.scale`);
    const centred = tf.sub(input, tf.mean(input, 1, true));
    const epsilon = tf.tensor(Float32Array.of(1e-6), [1, 1]);
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), epsilon));
    const normal = tf.mul(centred, inverse);
    return {
      output: tf.add(tf.mul(normal, scale), weights.get(`${name}.bias`)),
      back: (gradient) => {
        weights.give(`${name}.scale`, tf.sum(tf.mul(gradient, normal), 0));
        weights.give(`${name}.bias`, tf.sum(gradient, 0));
        const scaled = tf.mul(gradient, scale);
        const along = tf.mul(normal, tf.mean(tf.mul(scaled, normal), 1, true));
        return tf.mul(tf.sub(tf.sub(scaled, tf.mean(scaled, 1, true)), along), inverse);
      },
    };
  };
}

export function relu(tf: Tensors): (input: Tensor) => Block {
  return (input) => ({
    output: tf.relu(input),
    back: (gradient) => tf.mul(gradient, tf.cast(tf.greater(input, 0), 'float32')),
  });
}

export function tanh(tf: Tensors): (input: Tensor) => Block {
  return (input) => {
    const output = tf.tanh(input);
    return { output, back: (gradient) => tf.sub(gradient, tf.mul(gradient, tf.square(output))) };
  };
}

/** Each row at length 1. */
export function unitRows(tf: Tensors): (input: Tensor) => Block {
  return (input) => {
    const inverse = tf.rsqrt(tf.maximum(tf.sum(tf.square(input), 1, true), 1e-12));
    const output = tf.mul(input, inverse);
    return {
      output,
      back: (gradient) => {
        const along = tf.mul(output, tf.sum(tf.mul(gradient, output), 1, true));
        return tf.mul(tf.sub(gradient, along), inverse);
      },
    };
  };
}

export function times(tf: Tensors, factor: Tensor | number): (input: Tensor) => Block {
  return (input) => ({ output: tf.mul(input, factor), back: (gradient) => tf.mul(gradient, factor) });
}
