import type { GateStatus, RunStatus } from '../../contract/run/status.js';
import { decisionCommands, gateRows, gateText, sampleDecision } from '../../view/gate.js';
import { phases } from '../../view/phases.js';
import type { Row } from '../../view/row.js';
import { besides } from '../../view/row.js';
import { runHeadline, runRows } from '../../view/run.js';
import { code, escaped, markdownList, markdownTable, page, paragraphs } from '../markdown.js';

const marks = { done: '✓', current: '▶', ahead: '○' };

/** The state of a run as short Markdown for the Temporal UI. */
export function runDetails(status: RunStatus): string {
  const rows = runRows(status);
  return page([
    `**${escaped(runHeadline(status))}**`,
    phases(status)
      .map(({ title, state }) => `${marks[state]} ${title}`)
      .join(' → '),
    markdownTable(rows),
    ...status.gates.filter(({ state }) => state === 'open').map((gate) => question(status.run, gate, rows)),
    markdownList('Warnings', status.warnings),
    markdownList('Notes', status.notes),
  ]);
}

/** An open gate: what is asked, how to answer, and about what, as far as the table of the run does not show it already. */
function question(run: string, gate: GateStatus, shown: readonly Row[]): string {
  const answer = `Run ${code(decisionCommands(run, gate.gate).approve)}, or send the signal \`approve\` or \`reject\` with your name; the update \`decide\` takes the same and a \`decision\``;
  return paragraphs([
    `**${escaped(gateText(gate))}**`,
    answer,
    ['```json', JSON.stringify(sampleDecision(gate), null, 2), '```'].join('\n'),
    markdownTable(besides(shown, gateRows(gate)), 'Report'),
  ]);
}
