import { Context } from '@temporalio/activity';
import { classify, invokeEndpoint, predictionOf } from '../aws/index.js';
import type { Accept, AwsClients } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { Prediction } from '../contract/results.js';
import { answerFaults } from './answer-shape.js';
import { awsFailure } from './failures.js';
import type { Services } from './services.js';

/** Sent when the data offered no short text. */
const fallbackText = 'This is a test.';

export const smokeTestEndpoint =
  (services: Services): Activities['smokeTestEndpoint'] =>
  async ({ plan, name }) => {
    const clients = services.aws.clients(plan.region);
    const texts = plan.smokeTest.texts.length > 0 ? plan.smokeTest.texts : [fallbackText];
    const faults: string[] = [];
    const predictions: Prediction[] = [];
    let slowestMilliseconds = 0;
    // The first request loads what is loaded late, and says nothing of the latency.
    await ask(clients, name, texts[0] ?? fallbackText, 'application/json;verbose');
    for (const text of texts) {
      for (const accept of ['application/json;verbose', 'application/json'] as const) {
        const started = performance.now();
        const answer = await ask(clients, name, text, accept);
        slowestMilliseconds = Math.max(slowestMilliseconds, Math.round(performance.now() - started));
        const found = 'fault' in answer ? [answer.fault] : answerFaults(answer.body, accept, plan.dataset.classes);
        faults.push(...found.map((fault) => `${accept}: ${fault}`));
        if (found.length === 0 && accept === 'application/json;verbose' && 'body' in answer) {
          predictions.push(predictionOf(text, answer.body));
        }
      }
    }
    return { passed: faults.length === 0, predictions, slowestMilliseconds, faults: [...new Set(faults)].slice(0, 10) };
  };

/** An error of the container is a finding; a broken connection or a throttle is worth a retry of the whole test. */
async function ask(
  clients: AwsClients,
  endpointName: string,
  text: string,
  accept: Accept,
): Promise<{ body: unknown } | { fault: string }> {
  const signal = Context.current().cancellationSignal;
  try {
    return { body: await invokeEndpoint(clients, { endpointName, text, accept, signal }) };
  } catch (error) {
    signal.throwIfAborted();
    const { type, message } = classify(error);
    if (type === 'ServiceUnavailable' || type === 'CredentialsUnusable') throw awsFailure(error, 'InvokeEndpoint');
    return { fault: message.slice(0, 500) };
  }
}
