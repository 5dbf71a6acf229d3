import type { Run } from '../client/index.js';
import type { EpochMetrics } from '../contract/run/results.js';
import { defined } from '../contract/defined.js';
import type { GateStatus, RunStatus } from '../contract/run/status.js';
import { epochText, metricText } from '../view/figures.js';
import { approvalsText, decisionCommands, gateText } from '../view/gate.js';
import { phaseTitle } from '../view/phases.js';
import { progressText, troubleText } from '../view/progress.js';
import type { Style } from './output.js';
import { visibleLine } from './visible.js';

/** Turns the statuses of a run into lines, each said once: what is new since the last one. @internal */
export class Narrator {
  readonly #say: (line: string, style?: Style) => void;
  readonly #said = new Set<string>();

  constructor(say: (line: string, style?: Style) => void) {
    this.#say = say;
  }

  tell(status: RunStatus): void {
    this.#once(`phase ${status.phase}`, `▸ ${phaseTitle(status.phase, status)}`, 'bold');
    for (const warning of status.warnings) this.#once(`warning ${warning}`, `  warning: ${warning}`, 'yellow');
    this.#progress(status);
    if (status.trouble !== undefined) this.#trouble(status.trouble);
    this.#epochs(status.progress?.epochs ?? status.epochs);
    for (const [name, value] of Object.entries(status.metrics))
      this.#once(`metric ${name}`, `  ${metricText(name, value)}`);
    for (const { kind, name, state } of status.resources)
      this.#once(`${kind} ${name} ${state}`, `  ${kind} ${name}: ${state}`);
    for (const gate of status.gates) this.#gate(status.run, gate);
    for (const note of status.notes) this.#once(`note ${note}`, `  note: ${note}`);
  }

  /** Once for each reason: the attempts in it count up. */
  #trouble(trouble: string): void {
    this.#once(`trouble ${trouble.replace(/attempt \d+/, '')}`, `  ${trouble}`, 'yellow');
  }

  #progress({ progress }: RunStatus): void {
    if (progress === undefined) return;
    this.#once(`secondary ${progress.secondaryStatus}`, `  ${progressText(progress)}`);
    const trouble = troubleText(progress);
    if (trouble !== null) this.#once(`trouble ${trouble}`, `  ${trouble}`, 'yellow');
    const line = progress.logTail.at(-1);
    if (line !== undefined && progress.status === 'InProgress') this.#once(`log ${line}`, `  | ${line}`, 'dim');
  }

  #epochs(seen: readonly EpochMetrics[]): void {
    for (const epoch of seen) {
      if (epoch.loss !== undefined) this.#once(`epoch ${epoch.epoch}`, `  epoch ${epochText(epoch)}`);
    }
  }

  #gate(run: string, gate: GateStatus): void {
    const line = `  ${gateText(gate)}`;
    if (gate.state !== 'open') {
      this.#once(`gate ${gate.gate} ${gate.state}`, line);
      return;
    }
    const voices = gate.approvals ?? [];
    if (voices.length > 0)
      this.#once(`gate ${gate.gate} ${voices.length}`, `  gate ${gate.gate}: approvals ${approvalsText(gate)}`);
    const { approve, reject } = decisionCommands(run, gate.gate);
    this.#once(`gate ${gate.gate} open`, [line, `    ${approve}`, `    ${reject}`], 'cyan');
  }

  /** A line feed in a text of others does not begin another line. */
  #once(key: string, line: string | readonly string[], style?: Style): void {
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#say([line].flat().map(visibleLine).join('\n'), style);
  }
}

/** Follows a run to its end; `onStatus` sees each status after it was told. */
export async function follow(
  run: Run,
  say: (line: string, style?: Style) => void,
  options: { signal?: AbortSignal; onStatus?: (status: RunStatus) => Promise<void> | void } = {},
): Promise<void> {
  const narrator = new Narrator(say);
  const onAway = (): void =>
    say(
      '  the Temporal server does not answer; the run goes on without it being seen, and is followed again once it does',
    );
  for await (const status of run.watch(defined({ signal: options.signal, onAway }))) {
    narrator.tell(status);
    await options.onStatus?.(status);
  }
}
