import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { encoderArchive } from '../../../../src/local/trainer/artifact/encoder-archive.js';
import { unpackArchive } from '../../../../src/local/trainer/artifact/model-archive.js';
import { loadEncoder } from '../../../../src/local/trainer/encoder/encoder.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';

/** Not declared where only Node.js's own types are. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { instantiate: (...given: unknown[]) => Promise<unknown> };
};
const { instantiate } = WebAssembly;
afterAll(() => void (WebAssembly.instantiate = instantiate));

test('an encoder whose WebAssembly is slow to start is waited for', async () => {
  const root = temporaryDirectory();
  const { path } = await encoderArchive(root);
  await unpackArchive(path, `${root}/model`);
  // The core starts its backend when it is first required, which is by the call below.
  WebAssembly.instantiate = async (...given) => {
    await pause(500);
    return instantiate(...given);
  };
  const [vector] = await (await loadEncoder(`${root}/model`)).embed(['a stirring, funny film']);
  expect(vector).toHaveLength(512);
});
