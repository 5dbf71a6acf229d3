import type { GateReport } from '../../contract/gate-report.js';
import type { GateStatus, RunStatus } from '../../contract/status.js';

/** An open gate as Markdown: what is asked, about what, and how to answer. */
export function question(status: RunStatus, gate: GateStatus): string {
  const { report, digest, because, approvers = [], approvals = [], quorum = 1 } = gate;
  const decision = {
    gate: gate.gate,
    decision: 'approve',
    by: 'you',
    reason: '…',
    ...(digest === undefined ? {} : { report: digest }),
  };
  return [
    [
      `**Waiting for a decision at the gate \`${gate.gate}\`** (rule ${gate.rule}, until ${gate.deadline ?? '?'}).`,
      ...(because === undefined ? [] : [`It asks because ${because}.`]),
      ...(approvers.length === 0 ? [] : [`Approvers: ${approvers.join(', ')}.`]),
      ...(quorum === 1
        ? []
        : [`Approvals: ${approvals.length} of ${quorum}${approvals.map(({ by }) => `, ${by}`).join('')}.`]),
      `Run \`tunewright runs approve ${status.run}\`, send the signal \`approve\` or \`reject\`, or the update \`decide\` with`,
    ].join(' '),
    ['```json', JSON.stringify(decision, null, 2), '```'].join('\n'),
    ...(report === undefined ? [] : [figures(report)]),
  ].join('\n\n');
}

/** What the answer is about: only what the status does not show already. */
function figures({ dataset, epochs, predictions, cost, live, scores }: GateReport): string {
  const price = (amount: number | null): string => (amount === null ? 'unknown' : `${amount} USD`);
  const rows: [string, string][] = [
    ...(dataset === undefined ? [] : [['Rows of each class', dataset.classCounts.join(', ')] as [string, string]]),
    ...epochs.map(({ epoch, loss, valAccuracy }): [string, string] => [
      `Epoch ${epoch}`,
      `loss ${loss ?? '?'}, validation accuracy ${valAccuracy ?? '?'}`,
    ]),
    ...predictions.map(({ text, predictedLabel, probabilities }): [string, string] => [
      short(text),
      `${predictedLabel} (${Math.max(...probabilities).toFixed(3)})`,
    ]),
    ['Training costs at most', price(cost.trainingAtMost)],
    ['Endpoint costs per hour', price(cost.endpointPerHour)],
    ...(live === undefined ? [] : [['Live now', liveText(live.configName, live.metrics ?? {})] as [string, string]]),
    ...(scores === undefined ? [] : [['On held-out rows', scoreText(scores)] as [string, string]]),
  ];
  const lines = rows.map(([name, value]) => `| ${cell(name)} | ${cell(value)} |`);
  return ['| Report | |', '|---|---|', ...lines].join('\n');
}

const liveText = (configName: string, metrics: Record<string, number>): string =>
  [configName, ...Object.entries(metrics).map(([name, value]) => `${name} ${value}`)].join(', ');

const scoreText = ({ candidate, live }: NonNullable<GateReport['scores']>): string =>
  `candidate ${candidate.accuracy}, live ${live?.accuracy ?? 'none'} (${candidate.rows} rows)`;

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** A sentence of the data must not break the table, nor be read as Markdown of ours. */
const cell = (text: string): string => text.replace(/[|\r\n`<>]/g, ' ');
