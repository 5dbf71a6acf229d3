import { Context, sleep } from '@temporalio/activity';
import { classify, evaluate, getObject, parseS3Uri, predict } from '../../aws/index.js';
import type { AwsClients } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import type { LabelledText } from '../../contract/dataset.js';
import type { Prediction } from '../../contract/run/results.js';
import { sampleLabelledRows } from '../../dataset/index.js';
import { awsFailure, calling, failure } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';

/** Enough for a standard error of 1.6 points at worst, little enough for minutes on a small endpoint. */
const mostRows = 1_000;
/** What goes into a history stays small. */
const mostClassesKept = 20;
const mostCharactersKept = 200;
/** Attempts at one request before the whole evaluation is begun again. */
const mostTries = 5;

export const evaluateEndpoint =
  (services: Services): Activities['evaluateEndpoint'] =>
  ({ name, region, uri, etag }) => {
    const clients = services.aws.clients(region);
    const progress = { rows: 0, asked: 0 };
    const what = (): string => `evaluation of endpoint ${name}`;
    return heartbeating({ interval: services.pollingIntervals.heartbeat, details: () => progress, what }, async () => {
      const held = await heldOutRows(clients, uri, etag);
      progress.rows = held.length;
      const { rows, accuracy, largestClassShare, confusion, mistakes } = await evaluate(held, {
        predict: (text) => predictionOrNull(clients, name, text, services.pollingIntervals.shortestPoll),
        onProgress: (done) => (progress.asked = done),
        signal: Context.current().cancellationSignal,
      });
      const isShort = confusion.length <= mostClassesKept;
      const wrong = mistakes.map((mistake) => ({ ...mistake, text: cut(mistake.text) }));
      return { rows, accuracy, largestClassShare, ...(isShort && { confusion }), mistakes: wrong };
    });
  };

/** By whole characters. */
function cut(text: string): string {
  const characters = [...text.slice(0, 2 * mostCharactersKept + 1)];
  return characters.length <= mostCharactersKept ? text : `${characters.slice(0, mostCharactersKept - 1).join('')}…`;
}

/** @throws DataChanged: two models that are scored on different rows can't be compared */
async function heldOutRows(clients: AwsClients, uri: string, etag: string | undefined): Promise<LabelledText[]> {
  const { bucket, key } = parseS3Uri(uri);
  const signal = Context.current().cancellationSignal;
  const rows = await calling(`read ${uri}data.csv`, async () => {
    const { bytes, etag: now } = await getObject(clients, { bucket, key: `${key}data.csv` }, signal);
    if (etag !== undefined && now !== etag) {
      throw failure('DataChanged', `${uri}data.csv has changed since the run was planned; start a new run`);
    }
    return sampleLabelledRows(bytes, mostRows);
  });
  if (rows.length === 0) throw failure('InvalidRequest', `${uri}data.csv has no rows of label and text`);
  return rows;
}

/** Null for an answer that is none, or an error of the container; a broken connection or a throttle is asked again. */
async function predictionOrNull(
  clients: AwsClients,
  endpointName: string,
  text: string,
  pause: number,
): Promise<Prediction | null> {
  const signal = Context.current().cancellationSignal;
  for (let tries = 1; ; tries++) {
    try {
      return await predict(clients, { endpointName, text, signal });
    } catch (error) {
      signal.throwIfAborted();
      const { type } = classify(error);
      if (type !== 'ServiceUnavailable' && type !== 'CredentialsUnusable') return null;
      if (tries === mostTries) throw awsFailure(error, 'InvokeEndpoint');
      await sleep(pause * tries);
    }
  }
}
