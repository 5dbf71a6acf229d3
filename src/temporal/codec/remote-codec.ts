import type { Payload, PayloadCodec } from '@temporalio/common';
import { defined } from '../../contract/defined.js';
import { UnreachableError } from '../../contract/unreachable.js';
import { wrongSetting } from '../../contract/invalid-settings.js';
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
  /** Without credentials: messages show it. */
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @throws InvalidSettingsError where the endpoint is no URL */
  constructor({ endpoint, namespace, authorization }: RemoteCodecOptions) {
    const { base, credentials } = endpointOf(endpoint.replaceAll('{namespace}', encodeURIComponent(namespace)));
    this.#base = base;
    this.#headers = defined({
      'content-type': 'application/json',
      'x-namespace': namespace,
      authorization: authorization ?? credentials,
    });
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return this.#ask('encode', payloads);
  }

  decode(payloads: Payload[]): Promise<Payload[]> {
    return this.#ask('decode', payloads);
  }

  async #ask(what: 'encode' | 'decode', payloads: Payload[]): Promise<Payload[]> {
    try {
      const answer = await fetch(`${this.#base}/${what}`, {
        method: 'POST',
        headers: this.#headers,
        body: JSON.stringify({ payloads: payloads.map(payloadToJson) }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const { payloads: done } = (await answer.json()) as { payloads?: PayloadJson[] };
      if (!Array.isArray(done) || done.length !== payloads.length) {
        throw new Error('its answer does not have as many payloads as it was given');
      }
      return done.map(payloadFromJson);
    } catch (error) {
      const { message, cause } = error as Error;
      const reason = cause instanceof Error ? cause.message : message;
      throw new UnreachableError(
        'codec server',
        `the codec server ${this.#base} did not ${what} (${reason}); see TEMPORAL_CODEC_ENDPOINT`,
        { cause: error },
      );
    }
  }
}

/** A user and password in the URL go into a header, as with Temporal's command line: `fetch` takes none. */
function endpointOf(endpoint: string): { base: string; credentials?: string } {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrongSetting('TEMPORAL_CODEC_ENDPOINT', 'is no http or https URL');
  }
  const { username, password } = url;
  [url.username, url.password] = ['', ''];
  const base = url.href.replace(/\/+$/, '');
  if (username === '' && password === '') return { base };
  const pair = [username, password].map(decoded).join(':');
  return { base, credentials: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
