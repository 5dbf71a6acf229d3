import type { GateReport } from '../contract/run/gate-report.js';
import type { HostingChange, InputFile } from '../contract/run/plan.js';
import { costRows, spendingRow } from './cost.js';
import { epochRows, metricRows, metricText } from './figures.js';
import { className, labelsRow } from './labels.js';
import { predictionRow, scoreText } from './predictions.js';
import type { Row } from './row.js';
import { row } from './row.js';

const classesShown = 20;

/** What somebody who decides at a gate should read. */
export function reportRows(report: GateReport): Row[] {
  const { model, dataset, labels, artifact, metrics, epochs, predictions, cost, spending, live, scores } = report;
  const { inputs = [], changes = [] } = report;
  return [
    modelRow(model),
    ...(dataset === undefined
      ? []
      : [row('data', `${dataset.uri}: ${classBalance(dataset, labels)}`, { name: dataset.uri })]),
    // Beside data, its classes are told by these names.
    ...(labels === undefined || dataset !== undefined ? [] : [labelsRow(labels)]),
    ...(artifact === undefined ? [] : [artifactRow(artifact)]),
    ...inputs.map(inputRow),
    ...metricRows(metrics, dataset?.largestClassShare),
    ...epochRows(epochs),
    ...predictions.map(predictionRow),
    ...costRows(cost, { trains: dataset !== undefined }),
    ...(spending === undefined ? [] : [spendingRow(spending)]),
    ...(live === undefined ? [] : [liveRow(live)]),
    ...changes.map(changeRow),
    ...(scores === undefined ? [] : [scoresRow(scores)]),
  ];
}

export const modelRow = ({ id, version }: { id: string; version?: string }): Row =>
  row('model', version === undefined ? id : `${id} ${version}`);

export const artifactRow = ({ uri, etag }: { uri: string; etag?: string }): Row =>
  row('trained model', uri, { name: uri, ...(etag !== undefined && { details: [`ETag ${etag}`] }) });

/** `s3://b/v/data.csv: 4096 bytes`, with the ETag. */
export const inputRow = ({ what, uri, etag, bytes }: InputFile): Row =>
  row(`file of ${what}`, `${uri}: ${bytes} bytes`, { name: uri, details: [`ETag ${etag}`] });

/** `3 now -> 1 after the update` */
export const changeRow = ({ of, now, after }: HostingChange): Row =>
  row(`${of} of the live endpoint`, `${now} now -> ${after} after the update`);

/** `720 rows, 2 classes (0: 300, 1: 420)` */
function classBalance(
  { rows, classes, classCounts }: NonNullable<GateReport['dataset']>,
  labels: readonly string[] | undefined,
): string {
  const counts = classCounts.slice(0, classesShown).map((count, label) => `${className(label, labels)}: ${count}`);
  const more = classCounts.length > counts.length ? ', …' : '';
  return `${rows} rows, ${classes} classes (${counts.join(', ')}${more})`;
}

const liveRow = ({ name, configName, metrics = {} }: NonNullable<GateReport['live']>): Row =>
  row('live', `${name} on ${configName}`, {
    name,
    details: Object.entries(metrics).map(([metric, value]) => metricText(metric, value)),
  });

const scoresRow = ({ candidate, live }: NonNullable<GateReport['scores']>): Row =>
  row('score', `new ${scoreText(candidate)}; live ${live === null ? 'none' : scoreText(live)}`, {
    figure: candidate.accuracy,
  });
