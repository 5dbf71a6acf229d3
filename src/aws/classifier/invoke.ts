import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { Prediction } from '../../contract/results.js';
import type { AwsClients } from '../clients.js';

export type Accept = 'application/json;verbose' | 'application/json';

/** The container answered with success, but not with JSON: its own fault, which asking again does not mend. */
class AnswerNotJsonError extends Error {
  constructor(body: string, options: ErrorOptions) {
    super(`the answer is not JSON: ${body.slice(0, 100)}`, options);
    this.name = 'AnswerNotJsonError';
  }
}

/** Sends one UTF-8 text as `application/x-text` and returns the parsed JSON answer. Other errors are the SDK's. */
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
  const body = new TextDecoder().decode(answer.Body);
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    throw new AnswerNotJsonError(body, { cause: error });
  }
}

/** A verbose answer as a prediction; its shape is taken as given. */
export function predictionOf(text: string, body: unknown): Prediction {
  const { probabilities, labels, predicted_label } = body as {
    probabilities: number[];
    labels: Prediction['labels'];
    predicted_label: Prediction['predictedLabel'];
  };
  return { text, probabilities, labels, predictedLabel: predicted_label };
}
