import { createRequire } from 'node:module';
import { missingEncoderPackages } from '../encoder-packages.js';

export interface Tensor {
  readonly shape: number[];
  dataSync(): Float32Array;
}

/** The TensorFlow.js operations used here, of the copy inside @energetic-ai/core, which declares none of them. */
export interface Tensors {
  setBackend(name: string): Promise<boolean>;
  getBackend(): string;
  tidy<T>(work: () => T): T;
  tensor(values: Float32Array, shape: number[]): Tensor;
  reshape(x: Tensor, shape: number[]): Tensor;
  transpose(x: Tensor, order?: number[]): Tensor;
  split(x: Tensor, parts: number, axis: number): Tensor[];
  concat(parts: Tensor[], axis: number): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  sub(a: Tensor, b: Tensor): Tensor;
  mul(a: Tensor, b: Tensor | number): Tensor;
  sum(x: Tensor, axis: number, keepDimensions?: boolean): Tensor;
  mean(x: Tensor, axis: number, keepDimensions?: boolean): Tensor;
  rsqrt(x: Tensor): Tensor;
  square(x: Tensor): Tensor;
  maximum(a: Tensor, b: number): Tensor;
  relu(x: Tensor): Tensor;
  tanh(x: Tensor): Tensor;
  softmax(x: Tensor): Tensor;
  greater(a: Tensor, b: number): Tensor;
  cast(x: Tensor, type: 'float32'): Tensor;
}

/** @throws Error naming what to install, or that WebAssembly with SIMD is missing */
export async function loadTensors(): Promise<Tensors> {
  let tensors: Tensors;
  try {
    tensors = createRequire(import.meta.url)('@energetic-ai/core') as Tensors;
  } catch (cause) {
    throw missingEncoderPackages(cause);
  }
  await tensors.setBackend('wasm').catch(() => false);
  if (tensors.getBackend() !== 'wasm')
    throw new Error('fine-tuning needs WebAssembly with SIMD, which is missing here');
  return tensors;
}
