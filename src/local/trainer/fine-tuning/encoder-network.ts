import { attention, meanOverTokens } from './attention.js';
import type { Padding } from './attention.js';
import { chain, identity, layerNorm, linear, relu, sumOf, tanh, unitRows } from './blocks.js';
import type { Block, Weights } from './blocks.js';
import type { Tensor, Tensors } from './tensors.js';

export const tokenWidth = 256;
/** Of a longer text the encoder reads the first tokens only. */
export const tokensRead = 128;

/**
 * universal-sentence-encoder-lite from looked-up tokens, [rows · length, 256], to unit vectors, [rows, 512]: two
 * transformer layers, the mean over the tokens, one tanh layer. Agrees with the graph of the npm package.
 */
export function encoderNetwork(tf: Tensors, weights: Weights, padding: Padding): (tokens: Tensor) => Block {
  return (tokens) =>
    chain(tokens, [
      positioned(tf, padding),
      transformerLayer(tf, weights, padding, 'layer0', linear(tf, weights, 'layer0.residual')),
      transformerLayer(tf, weights, padding, 'layer1', identity),
      meanOverTokens(tf, padding),
      linear(tf, weights, 'output'),
      tanh(tf),
      unitRows(tf),
    ]);
}

/** The graph adds a token to the sum of itself and its position: twice the token. */
function positioned(tf: Tensors, { rows, length, mask }: Padding): (tokens: Tensor) => Block {
  const half = tokenWidth / 2;
  const signal = new Float32Array(rows * length * tokenWidth);
  for (let place = 0; place < rows * length; place++) {
    if (mask[place] === 0) continue;
    for (let wave = 0; wave < half; wave++) {
      const angle = (place % length) * Math.exp((-wave * Math.log(10_000)) / (half - 1));
      signal[place * tokenWidth + wave] = Math.sin(angle);
      signal[place * tokenWidth + half + wave] = Math.cos(angle);
    }
  }
  return (tokens) => ({
    output: tf.add(tf.mul(tokens, 2), tf.tensor(signal, [rows * length, tokenWidth])),
    back: (gradient) => tf.mul(gradient, 2),
  });
}

function transformerLayer(
  tf: Tensors,
  weights: Weights,
  padding: Padding,
  name: string,
  residual: (input: Tensor) => Block,
): (input: Tensor) => Block {
  const attended = (input: Tensor): Block =>
    chain(input, [
      layerNorm(tf, weights, `${name}.attention.norm`),
      linear(tf, weights, `${name}.attention.input`),
      attention(tf, padding),
      linear(tf, weights, `${name}.attention.output`),
    ]);
  const fed = (input: Tensor): Block =>
    chain(input, [
      layerNorm(tf, weights, `${name}.feed.norm`),
      linear(tf, weights, `${name}.feed.input`),
      relu(tf),
      linear(tf, weights, `${name}.feed.output`),
    ]);
  return (input) => chain(input, [(x) => sumOf(tf, attended(x), residual(x)), (x) => sumOf(tf, fed(x), identity(x))]);
}
