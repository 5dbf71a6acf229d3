import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { modelFiles } from '../artifact/classifier-files.js';
import { float32Bytes, float32Values } from '../numbers/float32-bytes.js';
import { encoderTensors, layOut } from './weight-layout.js';
import type { Slot } from './weight-layout.js';

interface WeightGroup {
  readonly paths: readonly string[];
  /** In the order of their bytes, four a number. */
  readonly weights: readonly { name: string; shape: readonly number[] }[];
}

/** The encoder's trainable weights, one vector. */
export interface EncoderWeights {
  readonly layout: readonly Slot[];
  readonly values: Float32Array;
}

/** Reads them out of an unpacked model archive. @throws Error if it is not the encoder that this code knows */
export async function readEncoderWeights(modelDirectory: string): Promise<EncoderWeights> {
  const stored = await openStored(modelDirectory);
  const layout = layOut(
    Object.entries(encoderTensors).map(([name, graphName]) => {
      const shape = stored.slots.get(graphName)?.shape;
      if (shape === undefined) throw new Error(`the encoder's graph has no weights ${graphName}`);
      // A convolution of width 1 is a matrix.
      return { name, shape: shape.slice(-2) };
    }),
  );
  const values = new Float32Array(layout.reduce((sum, { size }) => sum + size, 0));
  for (const { name, offset } of layout) values.set(float32Values(stored.bytesOf(name)), offset);
  return { layout, values };
}

/** Puts changed weights into the files of an unpacked model archive; its graph stays as it is. */
export async function writeEncoderWeights(modelDirectory: string, { layout, values }: EncoderWeights): Promise<void> {
  const stored = await openStored(modelDirectory);
  for (const { name, offset, size } of layout) {
    stored.bytesOf(name).set(float32Bytes(values.subarray(offset, offset + size)));
  }
  let start = 0;
  for (const { path, length } of stored.files) {
    await writeFile(path, stored.bytes.subarray(start, start + length));
    start += length;
  }
}

async function openStored(modelDirectory: string): Promise<{
  bytes: Buffer;
  files: { path: string; length: number }[];
  slots: Map<string, Slot>;
  /** The bytes of a trainable tensor, by its name here. */
  bytesOf: (name: string) => Buffer;
}> {
  const graph = join(modelDirectory, modelFiles.encoderGraph);
  const { weightsManifest } = JSON.parse(await readFile(graph, 'utf8')) as { weightsManifest: WeightGroup[] };
  const paths = weightsManifest.flatMap((group) => group.paths).map((path) => join(dirname(graph), path));
  const parts = await Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(path) })));
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  const files = parts.map(({ path, bytes: { length } }) => ({ path, length }));
  const slots = new Map(layOut(weightsManifest.flatMap(({ weights }) => weights)).map((slot) => [slot.name, slot]));
  const bytesOf = (name: string): Buffer => {
    const slot = slots.get(encoderTensors[name] ?? name);
    if (slot === undefined) throw new Error(`the encoder's graph has no weights of ${name}`);
    const { offset, size } = slot;
    return bytes.subarray(offset * 4, (offset + size) * 4);
  };
  return { bytes, files, slots, bytesOf };
}
