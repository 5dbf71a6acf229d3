import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { float32Bytes, float32Values } from '../numbers/float32-bytes.js';
import type { Head } from '../head/head.js';

/** Names inside a model archive. The encoder's own graph is called model.json, so ours is not. */
export const modelFiles = {
  manifest: 'classifier.json',
  head: 'head.bin',
  labels: 'labels_info.json',
  encoderDirectory: 'encoder',
  encoderGraph: 'encoder/model.json',
  encoderVocabulary: 'encoder/vocab.json',
} as const;

const architecture = 'universal-sentence-encoder-lite+dense-softmax';
export const formatVersion = 1;
export const embeddingDimension = 512;
/** The encoder returns unit vectors; at that length a head learns too slowly from small sets. Each model records its scale. */
const featureScale = Math.sqrt(embeddingDimension);
export const standInNote =
  'local stand-in: universal-sentence-encoder-lite with a dense softmax top layer, not the TensorFlow algorithm';

/** classifier.json: what is needed to load the model, and where it came from. */
export interface Manifest {
  readonly formatVersion: number;
  readonly architecture: string;
  readonly standIn: string;
  /** Names inside the archive. */
  readonly encoderFiles: readonly string[];
  readonly embeddingDimension: number;
  /** Embeddings are multiplied by this before the head. */
  readonly featureScale: number;
  readonly classes: number;
  /** float32 little endian, one after the other in `file`. */
  readonly head: { readonly file: string; readonly tensors: readonly { name: string; shape: readonly number[] }[] };
  /** False for the pretrained archive: its two-class head is fixed pseudo-random numbers, so predictions mean nothing. */
  readonly trained: boolean;
  /** As used, 2.x names; empty for the pretrained archive. */
  readonly hyperparameters: Readonly<Record<string, string | number | boolean>>;
}

export function manifestOf(
  head: Head,
  encoderFiles: readonly string[],
  training: { trained: boolean; hyperparameters: Manifest['hyperparameters'] },
): Manifest {
  return {
    formatVersion,
    architecture,
    standIn: standInNote,
    encoderFiles: [...encoderFiles].sort(),
    embeddingDimension: head.dimension,
    featureScale,
    classes: head.classes,
    head: {
      file: modelFiles.head,
      tensors: [
        { name: 'kernel', shape: [head.dimension, head.classes] },
        { name: 'bias', shape: [head.classes] },
      ],
    },
    ...training,
  };
}

/** Writes the three files that are ours into `directory`: manifest, head weights, labels. */
export async function writeClassifierFiles(directory: string, manifest: Manifest, head: Head): Promise<void> {
  const labels = Array.from({ length: head.classes }, (_, label) => label);
  await Promise.all([
    writeFile(join(directory, modelFiles.manifest), `${JSON.stringify(manifest, null, 2)}\n`),
    writeFile(join(directory, modelFiles.head), float32Bytes(head.weights)),
    writeFile(join(directory, modelFiles.labels), `${JSON.stringify({ labels })}\n`),
  ]);
}

/**
 * Reads manifest, head and labels of an unpacked model archive.
 * Throws an error that says in words why the directory is not a model of this stand-in.
 */
export async function readClassifierFiles(
  directory: string,
): Promise<{ manifest: Manifest; head: Head; labels: number[] }> {
  const manifest = JSON.parse(await readMember(directory, modelFiles.manifest)) as Manifest;
  if (manifest.formatVersion !== formatVersion || manifest.architecture !== architecture) {
    throw new Error(
      `the model has format ${manifest.formatVersion} of ${manifest.architecture}; ` +
        `this stand-in reads format ${formatVersion} of ${architecture}`,
    );
  }
  const { labels } = JSON.parse(await readMember(directory, modelFiles.labels)) as { labels: number[] };
  const { embeddingDimension: dimension, classes } = manifest;
  const weights = float32Values(await readFile(join(directory, modelFiles.head)));
  if (weights.length !== (dimension + 1) * classes || labels.length !== classes) {
    throw new Error(`${modelFiles.head} and ${modelFiles.labels} do not fit a model of ${classes} classes`);
  }
  return { manifest, head: { dimension, classes, weights }, labels };
}

async function readMember(directory: string, name: string): Promise<string> {
  return readFile(join(directory, name), 'utf8').catch((cause: unknown) => {
    throw new Error(`not a model of the local stand-in: it holds no ${name}`, { cause });
  });
}
