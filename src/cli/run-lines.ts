import type { GateStatus, RunStatus, TrainingProgress } from '../contract/run/status.js';
import { epochRows } from '../view/figures.js';
import { decisionCommands, gateRows, gateText } from '../view/gate.js';
import { progressText, troubleText } from '../view/progress.js';
import type { Row } from '../view/row.js';
import { besides } from '../view/row.js';
import { runHeadline, runRows } from '../view/run.js';
import type { Style } from './output.js';
import { rowLines } from './rows.js';
import { visibleLine } from './visible.js';

/** A line of the terminal, and how it is shown there. */
export type Line = readonly [text: string, style?: Style | undefined];

const plain = (text: string): Line => [text];

/** How a run stands, for somebody who has not followed it: all that is known of it now. */
export function runLines(status: RunStatus): Line[] {
  const { progress, trouble, warnings, gates, notes } = status;
  const rows = [...runRows(status), ...epochRows(progress?.epochs ?? status.epochs)];
  const lines: Line[] = [
    [`▸ ${runHeadline(status)}`, 'bold'],
    ...warnings.map((warning): Line => [`  warning: ${warning}`, 'yellow']),
    ...rowLines(rows).map(plain),
    ...(progress === undefined ? [] : progressLines(progress)),
    ...(trouble === undefined ? [] : [[`  ${trouble}`, 'yellow'] as const]),
    ...gates.filter(({ state }) => state === 'open').flatMap((gate) => gateLines(status.run, gate, rows)),
    ...notes.map((note) => plain(`  note: ${note}`)),
  ];
  // A line feed in a text of others does not begin another line.
  return lines.map(([text, style]) => [visibleLine(text), style]);
}

function progressLines(progress: TrainingProgress): Line[] {
  const trouble = troubleText(progress);
  const line = progress.logTail.at(-1);
  return [
    [`  ${progressText(progress)}`],
    ...(trouble === null ? [] : [[`  ${trouble}`, 'yellow'] as const]),
    ...(line === undefined ? [] : [[`  | ${line}`, 'dim'] as const]),
  ];
}

/** What is asked, how to answer, and about what, as far as the rows of the run do not show it already. */
function gateLines(run: string, gate: GateStatus, shown: readonly Row[]): Line[] {
  const { approve, reject } = decisionCommands(run, gate.gate);
  return [
    [`▸ ${gateText(gate)}`, 'cyan'],
    [`    ${approve}`, 'cyan'],
    [`    ${reject}`, 'cyan'],
    ...rowLines(besides(shown, gateRows(gate))).map(plain),
  ];
}
