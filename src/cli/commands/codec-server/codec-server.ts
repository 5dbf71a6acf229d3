import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Aws } from '../../../aws/index.js';
import { InvalidInputError } from '../../../client/errors.js';
import { defined } from '../../../contract/defined.js';
import { AesGcmCodec } from '../../../temporal/codec/aes-gcm-codec.js';
import { serveCodec } from '../../../temporal/codec/codec-server.js';
import { encryptionKeys } from '../../../temporal/codec/encryption-keys.js';
import { wrongSetting } from '../../../contract/invalid-settings.js';
import { say } from '../../output.js';
import { untilSignal } from '../../until-signal.js';

export interface CodecServerCommandOptions {
  readonly port: number;
  readonly host: string;
  readonly origin?: string[];
}

/** Those of a development server's UI. */
const usualOrigins = ['http://localhost:8233', 'http://127.0.0.1:8233'];
const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** Serves until SIGINT or SIGTERM. */
export async function codecServer({
  port,
  host,
  origin: origins = usualOrigins,
}: CodecServerCommandOptions): Promise<void> {
  const stopped = untilSignal();
  const aws = new Aws();
  const keys = await encryptionKeys((key) => aws.unwrapKey(key));
  if (keys === null) throw wrongSetting('TUNEWRIGHT_ENCRYPTION_KEYS', 'is missing; there is nothing to decrypt with');
  const token = process.env['TUNEWRIGHT_CODEC_TOKEN'] || undefined;
  if (token === undefined && !loopback.has(host)) {
    throw wrongSetting(
      'TUNEWRIGHT_CODEC_TOKEN',
      `is missing; whoever reaches ${host} could read every payload without it`,
    );
  }
  const codec = new AesGcmCodec(keys);
  const server = await serveCodec(codec, { host, port, origins, ...defined({ token }) }).catch((error: unknown) => {
    const message = `${host}:${port} can't be listened on (${(error as Error).message}); choose another, or 0 for a free port`;
    throw new InvalidInputError([{ field: '--port', message }]);
  });
  say(`codec server: http://${host}:${(server.address() as AddressInfo).port}, for pages of ${origins.join(', ')}`);
  await stopped;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
