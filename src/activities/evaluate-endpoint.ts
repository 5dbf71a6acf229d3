import { Context, sleep } from '@temporalio/activity';
import {
  agreementOf,
  answerFaults,
  classesOf,
  classify,
  getObject,
  invokeEndpoint,
  isPredicted,
  parseS3Uri,
  predictionOf,
} from '../aws/index.js';
import type { AwsClients } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { LabelledText } from '../contract/dataset.js';
import { sampleLabelledRows } from '../dataset/index.js';
import { awsFailure, calling, failure } from './failures.js';
import { heartbeating } from './heartbeating.js';
import type { Services } from './services.js';

/** Enough for a standard error of 1.6 points at worst, little enough for minutes on a small endpoint. */
const mostRows = 1_000;
const requestsAtATime = 4;
/** Attempts at one request before the whole evaluation is begun again. */
const mostTries = 5;

export const evaluateEndpoint =
  (services: Services): Activities['evaluateEndpoint'] =>
  ({ name, region, uri }) => {
    const clients = services.aws.clients(region);
    const progress = { rows: 0, asked: 0 };
    const what = (): string => `evaluation of endpoint ${name}`;
    return heartbeating({ interval: services.pace.heartbeat, details: () => progress, what }, async () => {
      const rows = await heldOutRows(clients, uri);
      progress.rows = rows.length;
      const agreed: boolean[] = [];
      const waiting = rows.values();
      const ask = async (): Promise<void> => {
        for (const row of waiting) {
          agreed.push(await predicts(clients, name, row, services.pace.shortestPoll));
          progress.asked += 1;
        }
      };
      await Promise.all(Array.from({ length: requestsAtATime }, ask));
      return { rows: rows.length, accuracy: agreementOf(agreed) ?? 0 };
    });
  };

async function heldOutRows(clients: AwsClients, uri: string): Promise<LabelledText[]> {
  const { bucket, key } = parseS3Uri(uri);
  const signal = Context.current().cancellationSignal;
  const rows = await calling(`read ${uri}data.csv`, async () => {
    const { bytes } = await getObject(clients, { bucket, key: `${key}data.csv` }, signal);
    return sampleLabelledRows(bytes, mostRows);
  });
  if (rows.length === 0) throw failure('InvalidRequest', `${uri}data.csv has no rows of label and text`);
  return rows;
}

/** An answer that is none, or an error of the container, is a wrong prediction; a broken connection or a throttle is asked again. */
async function predicts(
  clients: AwsClients,
  endpointName: string,
  { text, label }: LabelledText,
  pause: number,
): Promise<boolean> {
  const signal = Context.current().cancellationSignal;
  const accept = 'application/json;verbose';
  for (let tries = 1; ; tries++) {
    try {
      const body = await invokeEndpoint(clients, { endpointName, text, accept, signal });
      return answerFaults(body, accept, classesOf(body)).length === 0 && isPredicted(predictionOf(text, body), label);
    } catch (error) {
      signal.throwIfAborted();
      const { type } = classify(error);
      if (type !== 'ServiceUnavailable' && type !== 'CredentialsUnusable') return false;
      if (tries === mostTries) throw awsFailure(error, 'InvokeEndpoint');
      await sleep(pause * tries);
    }
  }
}
