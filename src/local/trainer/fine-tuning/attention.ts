import { elementAt } from '../numbers/element-at.js';
import type { Block } from './blocks.js';
import type { Tensor, Tensors } from './tensors.js';

const attentionHeads = 4;

/** Sentences side by side: `rows` of `length` tokens, the shorter ones filled up. */
export interface Padding {
  readonly rows: number;
  readonly length: number;
  /** 1 for a token, 0 for filling; rows · length numbers. */
  readonly mask: Float32Array;
}

/** Dot-product attention of four heads over [rows · length, 3 · width], which holds queries, keys and values. */
export function attention(tf: Tensors, { rows, length, mask }: Padding): (input: Tensor) => Block {
  return (input) => {
    const width = elementAt(input.shape, 1) / 3;
    const size = width / attentionHeads;
    const apart = (x: Tensor): Tensor =>
      tf.reshape(tf.transpose(tf.reshape(x, [rows, length, attentionHeads, size]), [0, 2, 1, 3]), [
        rows * attentionHeads,
        length,
        size,
      ]);
    const together = (x: Tensor): Tensor =>
      tf.reshape(tf.transpose(tf.reshape(x, [rows, attentionHeads, length, size]), [0, 2, 1, 3]), [
        rows * length,
        width,
      ]);
    const turned = (x: Tensor): Tensor => tf.transpose(x, [0, 2, 1]);

    const parts = tf.split(input, 3, 1).map(apart);
    const [queries, keys, values] = [
      tf.mul(elementAt(parts, 0), 1 / Math.sqrt(size)),
      elementAt(parts, 1),
      elementAt(parts, 2),
    ];
    const hidden = tf.tensor(
      mask.map((present) => (present - 1) * 1e9),
      [rows, 1, 1, length],
    );
    const scores = tf.add(tf.reshape(tf.matMul(queries, turned(keys)), [rows, attentionHeads, length, length]), hidden);
    const shares = tf.reshape(tf.softmax(scores), [rows * attentionHeads, length, length]);
    return {
      output: together(tf.matMul(shares, values)),
      back: (gradient) => {
        const given = apart(gradient);
        const byShare = tf.matMul(given, turned(values));
        const byScore = tf.mul(shares, tf.sub(byShare, tf.sum(tf.mul(byShare, shares), 2, true)));
        const byQuery = tf.mul(tf.matMul(byScore, keys), 1 / Math.sqrt(size));
        const byKey = tf.matMul(turned(byScore), queries);
        const byValue = tf.matMul(turned(shares), given);
        return tf.concat([together(byQuery), together(byKey), together(byValue)], 1);
      },
    };
  };
}

/** The mean over the tokens of each sentence: [rows · length, width] to [rows, width]. */
export function meanOverTokens(tf: Tensors, { rows, length, mask }: Padding): (input: Tensor) => Block {
  return (input) => {
    const width = elementAt(input.shape, 1);
    const share = new Float32Array(rows * length);
    for (let row = 0; row < rows; row++) {
      const own = mask.subarray(row * length, (row + 1) * length);
      const tokens = own.reduce((sum, present) => sum + present, 0);
      own.forEach((present, place) => (share[row * length + place] = present / tokens));
    }
    const shares = tf.tensor(share, [rows, length, 1]);
    return {
      output: tf.sum(tf.mul(tf.reshape(input, [rows, length, width]), shares), 1),
      back: (gradient) => tf.reshape(tf.mul(tf.reshape(gradient, [rows, 1, width]), shares), [rows * length, width]),
    };
  };
}
