import type { GateStatus, RunStatus, TrainingProgress } from '../contract/status.js';
import { epochRows } from '../view/figures.js';
import { decisionCommands, gateRows, gateText } from '../view/gate.js';
import { progressText, troubleText } from '../view/progress.js';
import type { Row } from '../view/row.js';
import { besides } from '../view/row.js';
import { runHeadline, runRows } from '../view/run.js';
import { colour } from './output.js';
import { rowLines } from './rows.js';

/** How a run stands, for somebody who has not followed it: all that is known of it now. */
export function runLines(status: RunStatus): string[] {
  const { progress, warnings, gates, notes } = status;
  const rows = [...runRows(status), ...epochRows(progress?.epochs ?? status.epochs)];
  return [
    colour('bold', `▸ ${runHeadline(status)}`),
    ...warnings.map((warning) => colour('yellow', `  warning: ${warning}`)),
    ...rowLines(rows),
    ...(progress === undefined ? [] : progressLines(progress)),
    ...gates.filter(({ state }) => state === 'open').flatMap((gate) => gateLines(status.run, gate, rows)),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

function progressLines(progress: TrainingProgress): string[] {
  const trouble = troubleText(progress);
  const line = progress.logTail.at(-1);
  return [
    `  ${progressText(progress)}`,
    ...(trouble === null ? [] : [colour('yellow', `  ${trouble}`)]),
    ...(line === undefined ? [] : [colour('dim', `  | ${line}`)]),
  ];
}

/** What is asked, how to answer, and about what, as far as the rows of the run do not show it already. */
function gateLines(run: string, gate: GateStatus, shown: readonly Row[]): string[] {
  const { approve, reject } = decisionCommands(run, gate.gate);
  return [
    colour('cyan', `▸ ${gateText(gate)}`),
    colour('cyan', `    ${approve}`),
    colour('cyan', `    ${reject}`),
    ...rowLines(besides(shown, gateRows(gate))),
  ];
}
