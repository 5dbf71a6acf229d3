import type { DecisionRecord } from '../contract/messages.js';
import type { SmokeTestResult, Spending } from '../contract/results.js';
import type { PhaseName, RunStatus } from '../contract/status.js';
import { phaseNames } from '../contract/status.js';
import { question } from './gates/question.js';

const titles: Record<PhaseName, string> = {
  plan: 'Plan',
  train: 'Train',
  approve: 'Approve',
  deploy: 'Deploy',
  test: 'Smoke test',
  done: 'Live',
};

/** The state of a run as a short Markdown report for the Temporal UI. */
export function report(status: RunStatus): string {
  return [
    `**${headline(status)}**`,
    phases(status),
    table(status),
    ...status.gates.filter(({ state }) => state === 'open').map((gate) => question(status, gate)),
    list('Warnings', status.warnings),
    list('Notes', status.notes),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headline(status: RunStatus): string {
  if (status.outcome === 'running') return `${titles[status.phase]} in progress`;
  const failure = status.failure === undefined ? '' : `: ${status.failure.type}: ${status.failure.message}`;
  return `${status.outcome}${failure}`;
}

function phases(status: RunStatus): string {
  const stations = phaseNames.filter((phase) => phase !== 'train' || status.type === 'fineTune');
  const reached = stations.indexOf(status.phase);
  return stations
    .map((phase, index) => {
      const done = index < reached || status.outcome === 'done';
      return `${done ? '✓' : index === reached ? '▶' : '○'} ${titles[phase]}`;
    })
    .join(' → ');
}

function table(status: RunStatus): string {
  const { model, dataset, metrics, resources, smokeTest, spending } = status;
  const rows: [string, string][] = [['Model', `${model.id} ${model.version ?? ''}`.trim()]];
  if (status.standIn !== undefined) rows.push(['Local stand-in', status.standIn.encoder]);
  if (dataset !== undefined)
    rows.push(['Data', `${dataset.rows} rows, ${dataset.classes} classes, \`${dataset.uri}\``]);
  for (const [name, value] of Object.entries(metrics)) rows.push([name, String(value)]);
  for (const { kind, name, state } of resources) rows.push([kind, `\`${name}\`: ${state}`]);
  if (smokeTest !== undefined) rows.push(['Smoke test', tested(smokeTest)]);
  if (spending !== undefined) rows.push(['Spent so far', money(spending)]);
  for (const { gate, decision } of status.gates)
    if (decision !== undefined) rows.push([`Gate ${gate}`, decided(decision)]);
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`)].join(
    '\n',
  );
}

const tested = ({ passed, faults, agreement }: SmokeTestResult): string =>
  `${passed ? 'passed' : faults.join('; ')}${agreement === undefined ? '' : `, ${percent(agreement)} as expected`}`;

function money({ training, endpoint, notes }: Spending): string {
  const amount = (value: number | null): string => (value === null ? 'unknown' : `${value} USD`);
  return `training ${amount(training)}, endpoint ${amount(endpoint)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`;
}

const decided = ({ decision, by, reason, at, approvals = [] }: DecisionRecord): string =>
  [
    `${decision === 'approve' ? 'approved' : 'rejected'} by ${approvals.length > 1 ? approvals.map((voice) => voice.by).join(', ') : by}`,
    `at ${at}`,
    ...(reason === '' ? [] : [`(${reason})`]),
  ].join(' ');

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

const list = (title: string, items: string[]): string =>
  items.length === 0 ? '' : `${title}:\n\n${items.map((item) => `- ${item}`).join('\n')}`;
