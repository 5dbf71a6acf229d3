import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { AwsClients } from './clients.js';

export type Accept = 'application/json;verbose' | 'application/json';

/** Sends one UTF-8 text as `application/x-text` and returns the parsed JSON answer. */
export async function invokeEndpoint(
  clients: AwsClients,
  call: { endpointName: string; text: string; accept: Accept; signal?: AbortSignal },
): Promise<unknown> {
  const client = await clients.runtime();
  const answer = await client.send(
    new InvokeEndpointCommand({
      EndpointName: call.endpointName,
      ContentType: 'application/x-text',
      Accept: call.accept,
      Body: new TextEncoder().encode(call.text),
    }),
    call.signal === undefined ? {} : { abortSignal: call.signal },
  );
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.Body)) as unknown;
}
