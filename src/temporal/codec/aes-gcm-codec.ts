import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ValueError } from '@temporalio/common';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { EncryptionKeys } from './encryption-keys.js';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const encoding = 'binary/encrypted';
const [encodingName, keyIdName] = ['encoding', 'encryption-key-id'];

/**
 * Encrypts payloads with AES-256-GCM: initialization vector, ciphertext of the whole payload as protobuf, tag. The id of the key stands
 * beside it and is authenticated with it. What is not encrypted is passed through, so that other SDKs may start runs with plain JSON.
 */
export class AesGcmCodec implements PayloadCodec {
  readonly #keys: EncryptionKeys;
  readonly #newest: string;

  /** @param keys 32 bytes each; the first encrypts, all decrypt. @throws TypeError without any */
  constructor(keys: EncryptionKeys) {
    const [newest] = keys.keys();
    if (newest === undefined) throw new TypeError('a codec needs a key');
    this.#keys = keys;
    this.#newest = newest;
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(payloads.map((payload) => this.#encrypt(payload)));
  }

  /** @throws ValueError for a payload of a key that is not among these, or that was changed on the way */
  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.#decrypt(payload));
  }

  #encrypt(payload: Payload): Payload {
    const iv = randomBytes(ivBytes);
    const encrypting = createCipheriv(cipher, this.#key(this.#newest), iv, { authTagLength: tagBytes });
    encrypting.setAAD(Buffer.from(this.#newest));
    const data = [
      iv,
      encrypting.update(PayloadMessage.encode(payload).finish()),
      encrypting.final(),
      encrypting.getAuthTag(),
    ];
    return {
      metadata: { [encodingName]: Buffer.from(encoding), [keyIdName]: Buffer.from(this.#newest) },
      data: Buffer.concat(data),
    };
  }

  #decrypt(payload: Payload): Payload {
    if (text(payload, encodingName) !== encoding) return payload;
    const id = text(payload, keyIdName);
    const data = Buffer.from(payload.data ?? []);
    const decrypting = createDecipheriv(cipher, this.#key(id), data.subarray(0, ivBytes), { authTagLength: tagBytes });
    decrypting.setAAD(Buffer.from(id));
    try {
      decrypting.setAuthTag(data.subarray(-tagBytes));
      const plain = [decrypting.update(data.subarray(ivBytes, -tagBytes)), decrypting.final()];
      return PayloadMessage.decode(Buffer.concat(plain));
    } catch (error) {
      throw new ValueError(
        `a payload of the key ${id} can't be decrypted: another key of that id, or it was changed`,
        error,
      );
    }
  }

  #key(id: string): Uint8Array {
    const key = this.#keys.get(id);
    if (key !== undefined) return key;
    throw new ValueError(
      `a payload was encrypted with the key "${id}"; known here: ${[...this.#keys.keys()].join(', ')}`,
    );
  }
}

const text = ({ metadata }: Payload, name: string): string => Buffer.from(metadata?.[name] ?? []).toString();
