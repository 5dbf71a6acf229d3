import { ValueError } from '@temporalio/common';
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { PayloadJson } from './payload-json.js';
import { payloadFromJson, payloadToJson } from './payload-json.js';

const timeoutMilliseconds = 10_000;

export interface RemoteCodecOptions {
  /** Without `/encode` and `/decode`; `{namespace}` stands for the namespace. */
  readonly endpoint: string;
  readonly namespace: string;
  /** Value of the header Authorization. */
  readonly authorization?: string;
}

/** A codec server, as Temporal's command line and UI call it. */
export class RemoteCodec implements PayloadCodec {
  readonly #options: RemoteCodecOptions;

  constructor(options: RemoteCodecOptions) {
    this.#options = options;
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return this.#ask('encode', payloads);
  }

  decode(payloads: Payload[]): Promise<Payload[]> {
    return this.#ask('decode', payloads);
  }

  async #ask(what: 'encode' | 'decode', payloads: Payload[]): Promise<Payload[]> {
    const { endpoint, namespace, authorization } = this.#options;
    const base = endpoint.replaceAll('{namespace}', encodeURIComponent(namespace)).replace(/\/+$/, '');
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-namespace': namespace };
    if (authorization !== undefined) headers['authorization'] = authorization;
    try {
      const answer = await fetch(`${base}/${what}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ payloads: payloads.map(payloadToJson) }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const { payloads: done } = (await answer.json()) as { payloads: PayloadJson[] };
      return done.map(payloadFromJson);
    } catch (error) {
      const { message, cause } = error as Error;
      const reason = cause instanceof Error ? cause.message : message;
      throw new ValueError(`the codec server ${base} did not ${what} (${reason}); see TEMPORAL_CODEC_ENDPOINT`, error);
    }
  }
}
