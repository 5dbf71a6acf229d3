import { Aws, Endpoint, InvalidInputError, listEndpoints } from '../../../client/index.js';
import type { Evaluation } from '../../../client/index.js';
import type { Prediction } from '../../../contract/results.js';
import { inspectLocalDataset, readLabelledRows } from '../../../dataset/index.js';
import { percent } from '../../../view/percent.js';
import { confidence, shortened } from '../../../view/predictions.js';
import { print, printJson, say, table } from '../../output.js';
import { regionOf } from '../../region.js';

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

/** Scores a labelled file; its rows are checked before the first is sent. */
export async function evaluateFile(endpoint: Endpoint, file: string): Promise<Evaluation> {
  const rows = await labelledRows(file);
  let said = Date.now();
  return endpoint.evaluate(rows, (done) => {
    if (Date.now() - said < 2_000) return;
    said = Date.now();
    say(`  evaluated ${done} of ${rows.length} rows`);
  });
}

/** @throws InvalidInputError for a file with problems */
export async function labelledRows(file: string): ReturnType<typeof readLabelledRows> {
  const report = await inspectLocalDataset(file, undefined, { heldOut: true });
  if (report.problems.length > 0) {
    throw new InvalidInputError(report.problems.map(({ message }) => ({ field: 'evaluate', message })));
  }
  return readLabelledRows(file);
}

export function predictionTable(predictions: readonly Prediction[]): string {
  return table(
    ['LABEL', 'PROBABILITY', 'TEXT'],
    predictions.map((prediction) => [
      String(prediction.predictedLabel),
      percent(confidence(prediction)),
      shortened(prediction.text),
    ]),
  );
}

export function evaluationText({ rows, accuracy, confusion }: Evaluation): string {
  const header = ['actual \\ predicted', ...confusion.map((_, label) => String(label))];
  const body = confusion.map((counts, label) => [String(label), ...counts.map(String)]);
  return `accuracy ${percent(accuracy)} on ${rows} rows\n${table(header, body)}`;
}

async function endpointOf(name: string, options: EndpointOptions): Promise<Endpoint> {
  const aws = new Aws();
  return new Endpoint(aws, name, await regionOf(options.region));
}
