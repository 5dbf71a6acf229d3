import type { GateReport } from '../contract/gate-report.js';
import type { CostEstimate } from '../contract/plan.js';
import type { EpochMetrics, EvaluationResult, Metrics, Spending } from '../contract/results.js';
import type { GateStatus } from '../contract/status.js';
import { percent } from './output.js';

/** What somebody who decides at a gate should read first, a line each. */
export function gateLines(gate: GateStatus): string[] {
  const { report, digest, because, approvers = [] } = gate;
  return [
    `gate ${gate.gate} (${gate.rule}) is ${gate.state}${because === undefined ? '' : `: ${because}`}`,
    ...(report === undefined ? [] : reportLines(report)),
    ...(approvers.length === 0 ? [] : [`  approvers   ${approvers.join(', ')}`]),
    ...((gate.quorum ?? 1) > 1 || (gate.approvals ?? []).length > 0 ? [`  approvals   ${approvalsText(gate)}`] : []),
    ...(digest === undefined ? [] : [`  report      ${digest} (--report ${digest} decides on this state of it only)`]),
  ];
}

/** `1 of 2 approvals: ana` */
export function approvalsText({ approvals = [], quorum = 1 }: GateStatus): string {
  const names = approvals.map(({ by, reason }) => (reason === '' ? by : `${by} (${reason})`));
  return `${approvals.length} of ${quorum} approvals${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
}

export function spendingLines(spending: Spending | undefined): string[] {
  if (spending === undefined) return [];
  const { training, endpoint, notes } = spending;
  return [`  spent       training ${dollars(training)}, endpoint ${dollars(endpoint)}`, ...notes.map(indented)];
}

function reportLines(report: GateReport): string[] {
  const { model, dataset, metrics, epochs, predictions, live, scores } = report;
  return [
    `  model       ${model.id} ${model.version}`,
    ...(dataset === undefined ? [] : [`  data        ${dataset.uri}: ${dataset.rows} rows, ${balance(dataset)}`]),
    ...Object.entries(metrics).map(([name, value]) => `  metric      ${name} = ${value}`),
    ...epochs.map((epoch) => `  epoch       ${epochText(epoch)}`),
    ...predictions.map(({ text, predictedLabel }) => `  predicts    ${predictedLabel}: ${text}`),
    ...costLines(report.cost, dataset !== undefined),
    ...spendingLines(report.spending),
    ...(live === undefined ? [] : [`  live        ${live.name} on ${live.configName}`, ...metricLines(live.metrics)]),
    ...(scores === undefined
      ? []
      : [
          `  score       new ${scoreText(scores.candidate)}; live ${scores.live === null ? 'none' : scoreText(scores.live)}`,
        ]),
  ];
}

const metricLines = (metrics: Metrics = {}): string[] =>
  Object.entries(metrics).map(([name, value]) => indented(`${name} = ${value}`));

/** Figures of one epoch, of those that the log gives. */
export function epochText({ epoch, epochs, loss, accuracy, valLoss, valAccuracy }: EpochMetrics): string {
  const figures: [string, string | undefined][] = [
    ['loss', loss?.toFixed(4)],
    ['accuracy', accuracy === undefined ? undefined : percent(accuracy)],
    ['validation loss', valLoss?.toFixed(4)],
    ['validation accuracy', valAccuracy === undefined ? undefined : percent(valAccuracy)],
  ];
  const told = figures.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [`${epoch}/${epochs ?? '?'}`, ...told].join('  ');
}

function balance({ classes, classCounts }: NonNullable<GateReport['dataset']>): string {
  const counts = classCounts.slice(0, 20).map((count, label) => `${label}: ${count}`);
  return `${classes} classes (${counts.join(', ')}${classCounts.length > counts.length ? ', …' : ''})`;
}

/** Without data, nothing is trained. */
function costLines(cost: CostEstimate, trains: boolean): string[] {
  const likely = cost.trainingLikely === null ? '' : `, likely ${dollars(cost.trainingLikely)}`;
  const parts = [
    ...(trains ? [`training at most ${dollars(cost.trainingAtMost)}${likely}`] : []),
    ...(cost.endpointHours === 0 ? [] : [`endpoint ${dollars(cost.endpointPerHour)} an hour`]),
    `at most ${dollars(cost.atMost)} in all`,
  ];
  return [`  cost        ${parts.join('; ')}`, ...cost.notes.map(indented)];
}

const scoreText = ({ accuracy, rows }: EvaluationResult): string => `${percent(accuracy)} of ${rows} rows`;

const dollars = (amount: number | null): string => (amount === null ? 'unknown' : `${round(amount)} USD`);

/** Cents, but not nothing where it is less. */
const round = (amount: number): string => (amount >= 0.1 || amount === 0 ? amount.toFixed(2) : amount.toPrecision(2));

const indented = (note: string): string => `              ${note}`;
