import type { Outcome, RunStatus } from '../contract/run/status.js';
import { spendingRow } from './cost.js';
import { metricRows } from './figures.js';
import { decisionRow } from './gate.js';
import { artifactRow, modelRow } from './gate-report.js';
import { labelsRow } from './labels.js';
import { phaseTitle } from './phases.js';
import { heldOutRow, smokeTestText } from './predictions.js';
import type { Row } from './row.js';
import { row } from './row.js';

/** Where a run stands, in a few words: `Train in progress`, `failed: NoCapacity: …`. */
export const runHeadline = (status: RunStatus): string =>
  status.outcome === 'running'
    ? `${phaseTitle(status.phase, status)} in progress`
    : endText(status.outcome, status.failure);

/** How a run ended: `done`, `rejected: GateRejected: …`. */
export const endText = (outcome: Outcome, failure?: { type: string; message: string }): string =>
  failure === undefined ? outcome : `${outcome}: ${failure.type}: ${failure.message}`;

/** What a run has come to so far. Its open gates, warnings and notes have places of their own. */
export function runRows(status: RunStatus): Row[] {
  const { model, standIn, dataset, labels, metrics, resources, artifact, smokeTest, heldOutScore, spending, gates } =
    status;
  return [
    modelRow(model),
    ...(standIn === undefined ? [] : [row('local stand-in', standIn.encoder)]),
    ...(dataset === undefined ? [] : [dataRow(dataset)]),
    ...(labels === undefined ? [] : [labelsRow(labels)]),
    ...metricRows(metrics, dataset?.largestClassShare),
    ...(heldOutScore === undefined ? [] : [heldOutRow(heldOutScore)]),
    ...resources.map(({ kind, name, state }) => row(kind, `${name}: ${state}`, { name })),
    ...(artifact === undefined ? [] : [artifactRow({ uri: artifact })]),
    ...(smokeTest === undefined ? [] : [row('smoke test', smokeTestText(smokeTest))]),
    ...(spending === undefined ? [] : [spendingRow(spending)]),
    ...gates.flatMap(({ decision }) => (decision === undefined ? [] : [decisionRow(decision)])),
  ];
}

export const dataRow = ({ uri, rows, classes }: NonNullable<RunStatus['dataset']>): Row =>
  row('data', `${uri}: ${rows} rows, ${classes} classes`, { name: uri });
