import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { names } from '../artifact/classifier-files.js';
import { missingEncoderPackages } from '../encoder-packages.js';
import { READ_CHARACTERS } from '../encoder/encoder.js';
import { LONGEST_TEXT } from './encoder-network.js';

/** What the embedding model of @energetic-ai has inside besides its graph. */
interface TokenizingModel {
  readonly tokenizer: { encode(text: string): number[] };
}
interface Embeddings {
  initModel(source: () => Promise<unknown>): Promise<TokenizingModel>;
}

/** The encoder's own tokenizer, cutting texts where the encoder stops reading. */
export async function loadTokenizer(modelDirectory: string): Promise<(text: string) => number[]> {
  const vocabulary = JSON.parse(await readFile(join(modelDirectory, names.encoderVocabulary), 'utf8')) as unknown;
  const { tokenizer } = await embeddingsPackage().initModel(() => Promise.resolve({ vocabulary }));
  return (text) => tokenizer.encode(text.slice(0, READ_CHARACTERS)).slice(0, LONGEST_TEXT);
}

function embeddingsPackage(): Embeddings {
  try {
    return createRequire(import.meta.url)('@energetic-ai/embeddings') as Embeddings;
  } catch (cause) {
    throw missingEncoderPackages(cause);
  }
}
