import type { Client } from '@temporalio/client';
import type { Payload, ProtoFailure } from '@temporalio/common';

/** What stands in a payload, read as the client reads all of them: through its codecs, the last one first. */
export async function fromPayload<T>({ options: { loadedDataConverter } }: Client, payload: Payload): Promise<T> {
  const { payloadConverter, payloadCodecs } = loadedDataConverter;
  let plain = [payload];
  for (const codec of [...payloadCodecs].reverse()) plain = await codec.decode(plain);
  return payloadConverter.fromPayload<T>(plain[0] ?? payload);
}

/** The message of a failure; where failures are encrypted it stands in a payload. */
export async function messageOf(client: Client, { message, encodedAttributes }: ProtoFailure): Promise<string> {
  if (!encodedAttributes) return message ?? '';
  return (await fromPayload<{ message: string }>(client, encodedAttributes)).message;
}
