import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { AesGcmCodec } from './codec/aes-gcm-codec.js';
import { encryptionKeys } from './codec/encryption-keys.js';
import type { Unwrap } from './codec/encryption-keys.js';
import { RemoteCodec } from './codec/remote-codec.js';
import { defined } from '../contract/defined.js';

/** For workers, beside a codec: failures' messages and stacks go through it too. */
export const codedFailuresPath = fileURLToPath(new URL('./codec/failure-converter.js', import.meta.url));

/**
 * How payloads are written in this environment: encrypted with TUNEWRIGHT_ENCRYPTION_KEYS (or its file), else by the codec server of
 * TEMPORAL_CODEC_ENDPOINT (with TEMPORAL_CODEC_AUTH), else as plain JSON: undefined.
 * @param unwrap is asked for keys that are wrapped
 * @throws InvalidSettingsError
 */
export async function environmentsDataConverter(
  namespace: string,
  unwrap: Unwrap,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<DataConverter | undefined> {
  const keys = await encryptionKeys(unwrap, environment);
  if (keys !== null) return { payloadCodecs: [new AesGcmCodec(keys)] };
  const endpoint = environment['TEMPORAL_CODEC_ENDPOINT']?.trim();
  if (!endpoint) return undefined;
  const authorization = environment['TEMPORAL_CODEC_AUTH'] || undefined;
  return { payloadCodecs: [new RemoteCodec({ endpoint, namespace, ...defined({ authorization }) })] };
}
