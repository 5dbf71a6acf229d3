import { Context } from '@temporalio/activity';
import {
  agreementOf,
  answerFaults,
  classesOf,
  classify,
  invokeEndpoint,
  isPredicted,
  predictionOf,
} from '../../aws/index.js';
import type { Accept, AwsClients } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import { namedPrediction } from '../../contract/label-names.js';
import type { SmokeTestPlan } from '../../contract/run/plan.js';
import type { Prediction } from '../../contract/run/results.js';
import { awsFailure } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';

/** Sent when the data offered no short text. */
const fallback: SmokeTestPlan['samples'] = [{ text: 'This is a test.' }];

const plain = 'application/json';
const verbose = 'application/json;verbose';

type Answer = { body: unknown } | { fault: string };

export const smokeTestEndpoint =
  (services: Services): Activities['smokeTestEndpoint'] =>
  async ({ name, region, classes, labels, test }) => {
    const samples = test.samples.length > 0 ? test.samples : fallback;
    const progress = { asked: 0, of: samples.length };
    const what = (): string => `smoke test of endpoint ${name}`;
    return heartbeating({ interval: services.pollingIntervals.heartbeat, details: () => progress, what }, async () => {
      const clients = services.aws.clients(region);
      const faults: string[] = [];
      const noteFaults = (accept: Accept, found: readonly string[]): void => {
        faults.push(...found.map((fault) => `${accept}: ${fault}`));
      };
      // The plain form says nothing more of a text than the other: whether the endpoint speaks it is asked once.
      const first = await warmUp(clients, name, samples[0]?.text ?? '');
      const expected = classes ?? ('body' in first ? classesOf(first.body) : 0);
      noteFaults(plain, faultsOf(first, plain, expected));
      const predictions: Prediction[] = [];
      const agreed: boolean[] = [];
      let slowestMilliseconds = 0;
      for (const { text, label } of samples) {
        const started = performance.now();
        const answer = await ask(clients, name, text, verbose);
        slowestMilliseconds = Math.max(slowestMilliseconds, Math.round(performance.now() - started));
        const found = faultsOf(answer, verbose, expected);
        noteFaults(verbose, found);
        progress.asked += 1;
        if (found.length > 0 || !('body' in answer)) continue;
        const prediction = predictionOf(text, answer.body);
        predictions.push(namedPrediction(prediction, labels));
        if (label !== undefined) agreed.push(isPredicted(prediction, label));
      }
      const agreement = agreementOf(agreed);
      faults.push(...boundFaults(test, slowestMilliseconds, agreement));
      return defined({
        passed: faults.length === 0,
        predictions,
        slowestMilliseconds,
        agreement,
        faults: [...new Set(faults)].slice(0, 10),
      });
    });
  };

/** The first request loads what is loaded late: it says nothing of the latency, and its error nothing of the endpoint. */
async function warmUp(clients: AwsClients, name: string, text: string): Promise<Answer> {
  const first = await ask(clients, name, text, plain);
  return 'fault' in first ? ask(clients, name, text, plain) : first;
}

const faultsOf = (answer: Answer, accept: Accept, classes: number): string[] =>
  'fault' in answer ? [answer.fault] : answerFaults(answer.body, accept, classes);

function boundFaults(
  { maxLatencyInMilliseconds, minimumAgreement }: SmokeTestPlan,
  slowest: number,
  agreement: number | undefined,
): string[] {
  const faults: string[] = [];
  if (slowest > maxLatencyInMilliseconds) {
    faults.push(`the slowest request took ${slowest} ms, the limit is ${maxLatencyInMilliseconds} ms`);
  }
  if (minimumAgreement !== null && (agreement ?? 0) < minimumAgreement) {
    const share = agreement === undefined ? 'no answer could be compared' : `agreement is ${agreement.toFixed(2)}`;
    faults.push(`${share}, the request asks for at least ${minimumAgreement}`);
  }
  return faults;
}

/** An error of the container is a finding; a broken connection or a throttle is worth a retry of the whole test. */
async function ask(clients: AwsClients, endpointName: string, text: string, accept: Accept): Promise<Answer> {
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
