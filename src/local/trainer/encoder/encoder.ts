import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { modelFiles } from '../artifact/classifier-files.js';
import { missingEncoderPackages } from '../encoder-packages.js';

/** Turns sentences into vectors, with the weights of one unpacked model archive. */
export interface Encoder {
  /**
   * One unit vector a text, in order. Texts of similar length belong together: the batch is padded to its longest.
   * @throws RangeError when a text is blank: the encoder would silently drop the last row of a batch that ends with one.
   */
  embed(texts: readonly string[]): Promise<number[][]>;
}

/** Of a longer text only the beginning counts: the encoder reads 128 tokens, and a token has at most 16 characters. */
export const charactersRead = 4096;

/** The parts of @energetic-ai used here; its own declarations lean on TensorFlow.js packages that it does not install. */
interface Core {
  ready(): Promise<void>;
  loadGraphModel(url: string): Promise<unknown>;
  getBackend(): string;
}
interface Embeddings {
  initModel(source: () => Promise<unknown>): Promise<{ embed(texts: string[]): Promise<number[][]> }>;
}

/**
 * Loads the encoder of an unpacked model archive: about 0.3 seconds and 200 MB.
 * @throws Error naming what to install when the npm packages that run it are missing.
 */
export async function loadEncoder(modelDirectory: string): Promise<Encoder> {
  const [core, embeddings] = encoderRuntime();
  // It starts WebAssembly when it is required, and does not wait for it: on a busy machine the graph would be there first.
  await core.ready();
  const model = await embeddings.initModel(async () => ({
    model: await core.loadGraphModel(`file://${join(modelDirectory, modelFiles.encoderGraph)}`),
    vocabulary: JSON.parse(await readFile(join(modelDirectory, modelFiles.encoderVocabulary), 'utf8')) as unknown,
  }));
  // Its plain JavaScript backend is fifty times slower, and it would fall back to that without a word.
  if (core.getBackend() !== 'wasm') throw new Error('the encoder needs WebAssembly with SIMD, which is missing here');
  return {
    async embed(texts) {
      if (texts.some(isBlank)) throw new RangeError('a blank text cannot be encoded');
      const vectors = await model.embed(texts.map((text) => text.slice(0, charactersRead)));
      if (vectors.length !== texts.length) throw new Error('the encoder answered with too few vectors');
      return vectors;
    },
  };
}

/** True for a text without any visible character. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

function encoderRuntime(): [Core, Embeddings] {
  // Both are CommonJS bundles whose re-exports an import cannot see.
  const require = createRequire(import.meta.url);
  try {
    return [require('@energetic-ai/core') as Core, require('@energetic-ai/embeddings') as Embeddings];
  } catch (cause) {
    throw missingEncoderPackages(cause);
  }
}
