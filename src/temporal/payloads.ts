import type { Client } from '@temporalio/client';
import type { Payload, ProtoFailure } from '@temporalio/common';

/**
 * Payloads that the SDK hands out as the server keeps them (of a history, of pending activities), read as the client reads all others:
 * through its codecs, the last one first. A codec is asked once for all of them, since it may be a server.
 */
export class PayloadReader {
  readonly #found: Payload[] = [];
  #read: unknown[] = [];

  /** What stands in the payload, to be called after `read`. */
  later<T>(payload: Payload): () => T {
    const at = this.#found.push(payload) - 1;
    return () => this.#read[at] as T;
  }

  /** The message of a failure, likewise: where failures are encrypted it stands in a payload. */
  message({ message, encodedAttributes }: ProtoFailure): () => string {
    if (!encodedAttributes) return () => message ?? '';
    const attributes = this.later<{ message: string }>(encodedAttributes);
    return () => attributes().message;
  }

  /** @throws ValueError for a payload that the codecs or the converter can't read */
  async read({ options: { loadedDataConverter } }: Client): Promise<void> {
    const { payloadConverter, payloadCodecs } = loadedDataConverter;
    let plain = [...this.#found];
    if (plain.length > 0) for (const codec of [...payloadCodecs].reverse()) plain = await codec.decode(plain);
    this.#read = plain.map((payload) => payloadConverter.fromPayload(payload));
  }
}

/** What stands in one payload. */
export async function fromPayload<T>(client: Client, payload: Payload): Promise<T> {
  const reader = new PayloadReader();
  const value = reader.later<T>(payload);
  await reader.read(client);
  return value();
}

/** The message of one failure. */
export async function messageOf(client: Client, failure: ProtoFailure): Promise<string> {
  const reader = new PayloadReader();
  const message = reader.message(failure);
  await reader.read(client);
  return message();
}
