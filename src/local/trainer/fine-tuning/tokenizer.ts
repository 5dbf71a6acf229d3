import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { modelFiles } from '../artifact/classifier-files.js';
import { missingEncoderPackages } from '../encoder-packages.js';
import { charactersRead } from '../encoder/encoder.js';
import { tokensRead } from './encoder-network.js';

/** What the embedding model of @energetic-ai has inside besides its graph. */
interface TokenizingModel {
  readonly tokenizer: { encode(text: string): number[] };
}
interface Embeddings {
  initModel(source: () => Promise<unknown>): Promise<TokenizingModel>;
}

/** The encoder's own tokenizer, cutting texts where the encoder stops reading. */
export async function loadTokenizer(modelDirectory: string): Promise<(text: string) => number[]> {
  const vocabulary = JSON.parse(await readFile(join(modelDirectory, modelFiles.encoderVocabulary), 'utf8')) as unknown;
  const { tokenizer } = await embeddingsPackage().initModel(() => Promise.resolve({ vocabulary }));
  return (text) => tokenizer.encode(text.slice(0, charactersRead)).slice(0, tokensRead);
}

function embeddingsPackage(): Embeddings {
  try {
    return createRequire(import.meta.url)('@energetic-ai/embeddings') as Embeddings;
  } catch (cause) {
    throw missingEncoderPackages(cause);
  }
}
