import { defined } from '../../contract/defined.js';
import type { Prediction } from '../../contract/run/results.js';
import type { AwsClients } from '../clients.js';
import type { Accept } from './answer.js';
import { parseAnswer, predictionOf } from './answer.js';
import { sdk } from '../sdk.js';

export interface Question {
  readonly endpointName: string;
  readonly text: string;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one UTF-8 text as `application/x-text` and returns the parsed JSON answer. @throws MalformedAnswerError, the SDK's errors */
export async function invokeEndpoint(
  clients: AwsClients,
  { endpointName, text, accept, signal }: Question & { readonly accept: Accept },
): Promise<unknown> {
  const client = await clients.runtime();
  const answer = await client.send(
    new (await sdk.runtime()).InvokeEndpointCommand({
      EndpointName: endpointName,
      ContentType: 'application/x-text',
      Accept: accept,
      Body: new TextEncoder().encode(text),
    }),
    defined({ abortSignal: signal }),
  );
  return parseAnswer(new TextDecoder().decode(answer.Body));
}

/** What the classifier says of one text. @throws MalformedAnswerError, the SDK's errors */
export async function predict(clients: AwsClients, question: Question): Promise<Prediction> {
  return predictionOf(
    question.text,
    await invokeEndpoint(clients, { ...question, accept: 'application/json;verbose' }),
  );
}
