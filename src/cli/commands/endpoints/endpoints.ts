import { Aws, Endpoint, listEndpoints } from '../../../client/index.js';
import type { Evaluation } from '../../../client/index.js';
import type { Prediction } from '../../../contract/run/results.js';
import { percent } from '../../../view/percent.js';
import { confidence, predictedName, shortened } from '../../../view/predictions.js';
import { print, printJson, say, table } from '../../output.js';
import { regionOf } from '../../region.js';
import { evaluationText } from './evaluation-text.js';

export interface EndpointOptions {
  region?: string;
  json?: true;
}

export async function listAll(options: EndpointOptions): Promise<void> {
  const aws = new Aws();
  const found = await listEndpoints(aws, await regionOf(options.region));
  if (options.json === true) return printJson(found);
  print(
    table(
      ['ENDPOINT', 'STATUS', 'CREATED'],
      found.map(({ name, status, createdAt }) => [name, status, createdAt]),
    ),
  );
}

export async function predict(name: string, texts: string[], options: EndpointOptions): Promise<void> {
  const endpoint = await endpointOf(name, options);
  const predictions = await predictAll(endpoint, texts);
  if (options.json === true) return printJson(predictions);
  print(predictionTable(predictions));
}

/** One after the other, in the order of the texts. */
export async function predictAll(endpoint: Endpoint, texts: readonly string[]): Promise<Prediction[]> {
  const predictions: Prediction[] = [];
  for (const text of texts) predictions.push(await endpoint.predict(text));
  return predictions;
}

export async function evaluate(name: string, file: string, options: EndpointOptions): Promise<void> {
  const evaluation = await evaluateFile(await endpointOf(name, options), file);
  if (options.json === true) return printJson({ endpoint: name, ...evaluation });
  print(evaluationText(evaluation));
}

/** Scores a labelled file, and says how far it is. */
export function evaluateFile(endpoint: Endpoint, file: string): Promise<Evaluation> {
  let said = Date.now();
  return endpoint.evaluateFile(file, (done, rows) => {
    if (Date.now() - said < 2_000) return;
    said = Date.now();
    say(`  evaluated ${done} of ${rows} rows`);
  });
}

/** With names, the number of the class stands beside its name. */
export function predictionTable(predictions: readonly Prediction[]): string {
  const named = predictions.some(({ labelName }) => labelName !== undefined);
  return table(
    ['LABEL', ...(named ? ['CLASS'] : []), 'PROBABILITY', 'TEXT'],
    predictions.map((prediction) => [
      predictedName(prediction),
      ...(named ? [String(prediction.predictedLabel)] : []),
      percent(confidence(prediction)),
      shortened(prediction.text),
    ]),
  );
}

async function endpointOf(name: string, options: EndpointOptions): Promise<Endpoint> {
  const aws = new Aws();
  return new Endpoint(aws, name, await regionOf(options.region));
}
