import type { GateStatus, PhaseName, RunStatus } from '../contract/status.js';
import { phaseNames } from '../contract/status.js';

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
  const reached = phaseNames.indexOf(status.phase);
  return phaseNames
    .map((phase, index) => {
      const done = index < reached || status.outcome === 'done';
      return `${done ? '✓' : index === reached ? '▶' : '○'} ${titles[phase]}`;
    })
    .join(' → ');
}

function table(status: RunStatus): string {
  const { model, dataset, metrics, resources, smokeTest } = status;
  const rows: [string, string][] = [['Model', `${model.id} ${model.version ?? ''}`.trim()]];
  if (status.standIn !== undefined) rows.push(['Local stand-in', status.standIn.encoder]);
  if (dataset !== undefined)
    rows.push(['Data', `${dataset.rows} rows, ${dataset.classes} classes, \`${dataset.uri}\``]);
  for (const [name, value] of Object.entries(metrics)) rows.push([name, String(value)]);
  for (const { kind, name, state } of resources) rows.push([kind, `\`${name}\`: ${state}`]);
  if (smokeTest !== undefined) rows.push(['Smoke test', smokeTest.passed ? 'passed' : smokeTest.faults.join('; ')]);
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`)].join(
    '\n',
  );
}

function question(status: RunStatus, gate: GateStatus): string {
  return [
    `**Waiting for a decision at the gate \`${gate.gate}\`** (rule ${gate.rule}, until ${gate.deadline ?? '?'}).`,
    `Send the update \`decide\` with \`{"gate":"${gate.gate}","decision":"approve","by":"you","reason":"…"}\`,`,
    `or the signal \`approve\` or \`reject\`, or run \`tunewright runs approve ${status.run}\`.`,
  ].join(' ');
}

const list = (title: string, items: string[]): string =>
  items.length === 0 ? '' : `${title}:\n\n${items.map((item) => `- ${item}`).join('\n')}`;
