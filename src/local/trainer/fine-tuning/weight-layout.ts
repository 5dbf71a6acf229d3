/** Where one tensor stands in the one vector of all weights. */
export interface Slot {
  readonly name: string;
  readonly shape: readonly number[];
  /** In numbers, not bytes. */
  readonly offset: number;
  readonly size: number;
}

/** Slots one after the other. */
export function layOut(tensors: readonly { name: string; shape: readonly number[] }[]): Slot[] {
  let offset = 0;
  return tensors.map(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const slot = { name, shape, offset, size };
    offset += size;
    return slot;
  });
}

/** @internal */
export function totalSize(layout: readonly Slot[]): number {
  return layout.reduce((sum, { size }) => sum + size, 0);
}

/** @throws Error for a name that the layout does not have */
export function slotOf(layout: readonly Slot[], name: string): Slot {
  const slot = layout.find((candidate) => candidate.name === name);
  if (slot === undefined) throw new Error(`the network has no weights ${name}`);
  return slot;
}

export const tokenTable = 'tokens';

const outer = 'module_apply_default/Encoder_en/KonaTransformer/Encode';
const inner = 'module/Encoder_en/KonaTransformer/Encode';
const layer = (n: number): Record<string, string> => {
  const part = `Layer_${n}/TransformerLayer`;
  const joined = (path: string): string => `${outer}/${part}/${path}/ConcatPartitions/concat`;
  return {
    [`layer${n}.attention.norm.scale`]: joined('layer_prepostprocess/layer_norm/layer_norm_scale'),
    [`layer${n}.attention.norm.bias`]: joined('layer_prepostprocess/layer_norm/layer_norm_bias'),
    [`layer${n}.attention.input.kernel`]: `${inner}/${part}/MultiheadAttention/qkv_transform_single/kernel/part_0`,
    [`layer${n}.attention.input.bias`]: joined('MultiheadAttention/qkv_transform_single/bias'),
    [`layer${n}.attention.output.kernel`]: `${inner}/${part}/MultiheadAttention/output_transform_single/kernel/part_0`,
    [`layer${n}.attention.output.bias`]: joined('MultiheadAttention/output_transform_single/bias'),
    [`layer${n}.feed.norm.scale`]: joined('FFN/layer_prepostprocess/layer_norm/layer_norm_scale'),
    [`layer${n}.feed.norm.bias`]: joined('FFN/layer_prepostprocess/layer_norm/layer_norm_bias'),
    [`layer${n}.feed.input.kernel`]: `${outer}/TransformerStack/${part}/FFN/conv1/Tensordot/Reshape_1`,
    [`layer${n}.feed.input.bias`]: joined('FFN/conv1/bias'),
    [`layer${n}.feed.output.kernel`]: `${outer}/TransformerStack/${part}/FFN/conv2/Tensordot/Reshape_1`,
    [`layer${n}.feed.output.bias`]: joined('FFN/conv2/bias'),
  };
};

/** The trainable tensors of the encoder: name here -> name in the graph's weight manifest. */
export const encoderTensors: Readonly<Record<string, string>> = {
  [tokenTable]: 'module/Embeddings_en',
  ...layer(0),
  'layer0.residual.kernel': `${outer}/Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat`,
  'layer0.residual.bias': `${outer}/Layer_0/TransformerLayer/dense/bias/ConcatPartitions/concat`,
  ...layer(1),
  'output.kernel': 'module/Encoder_en/hidden_layers/tanh_layer_0/weights',
  'output.bias': 'module/Encoder_en/hidden_layers/tanh_layer_0/bias',
};
