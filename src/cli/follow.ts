import type { Run } from '../client/index.js';
import type { EpochMetrics } from '../contract/results.js';
import type { GateStatus, RunStatus } from '../contract/status.js';
import { approvalsText, epochText } from './gate-report.js';
import { colour } from './output.js';

/** Turns the statuses of a run into lines, each said once: what is new since the last one. */
export class Narrator {
  readonly #say: (line: string) => void;
  readonly #said = new Set<string>();

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  tell(status: RunStatus): void {
    this.#once(`phase ${status.phase}`, colour('bold', phaseLine(status)));
    for (const warning of status.warnings) this.#once(`warning ${warning}`, colour('yellow', `  warning: ${warning}`));
    this.#progress(status);
    this.#epochs(status.progress?.epochs ?? status.epochs);
    for (const [name, value] of Object.entries(status.metrics)) this.#once(`metric ${name}`, `  ${name} = ${value}`);
    for (const { kind, name, state } of status.resources)
      this.#once(`${kind} ${name} ${state}`, `  ${kind} ${name}: ${state}`);
    for (const gate of status.gates) this.#gate(status.run, gate);
    for (const note of status.notes) this.#once(`note ${note}`, `  note: ${note}`);
  }

  #progress({ progress }: RunStatus): void {
    if (progress === undefined) return;
    this.#once(
      `secondary ${progress.secondaryStatus}`,
      `  ${progress.secondaryStatus}${progress.statusMessage ? `: ${progress.statusMessage}` : ''}`,
    );
    if (progress.trouble !== undefined)
      this.#once(`trouble ${progress.trouble}`, colour('yellow', `  can't look: ${progress.trouble}`));
    const line = progress.logTail.at(-1);
    if (line !== undefined && progress.status === 'InProgress') this.#once(`log ${line}`, colour('dim', `  | ${line}`));
  }

  #epochs(seen: readonly EpochMetrics[]): void {
    for (const epoch of seen) {
      if (epoch.loss !== undefined) this.#once(`epoch ${epoch.epoch}`, `  epoch ${epochText(epoch)}`);
    }
  }

  #gate(run: string, gate: GateStatus): void {
    if (gate.state === 'open') {
      const voices = gate.approvals ?? [];
      if (voices.length > 0) {
        this.#once(`gate ${gate.gate} ${voices.length}`, `  gate ${gate.gate}: ${approvalsText(gate)}`);
      }
      this.#once(
        `gate ${gate.gate} open`,
        colour(
          'cyan',
          `  gate ${gate.gate} waits for a decision until ${gate.deadline ?? '?'}${gate.because === undefined ? '' : ` (${gate.because})`}:\n    tunewright runs approve ${run} --gate ${gate.gate}\n    tunewright runs reject ${run} --gate ${gate.gate} --reason "…"`,
        ),
      );
    } else if (gate.decision !== undefined) {
      const { by, reason } = gate.decision;
      this.#once(
        `gate ${gate.gate} ${gate.state}`,
        `  gate ${gate.gate} ${gate.state} by ${by}${reason ? `: ${reason}` : ''}`,
      );
    }
  }

  #once(key: string, line: string): void {
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#say(line);
  }
}

const phases: Record<RunStatus['phase'], string> = {
  plan: 'Plan: artifacts, data, limits',
  train: 'Train',
  approve: 'Trained',
  deploy: 'Deploy',
  test: 'Smoke test',
  done: 'Live',
};

/** A run that only trains ends without an endpoint, and one that only deploys has trained nothing. */
function phaseLine({ phase, resources, type }: RunStatus): string {
  if (phase === 'done' && !resources.some(({ kind }) => kind === 'endpoint')) return '▸ Done';
  if (phase === 'approve' && type === 'deploy') return '▸ Decide';
  return `▸ ${phases[phase]}`;
}

/** Follows a run to its end; `onStatus` sees each status after it was told. */
export async function follow(
  run: Run,
  say: (line: string) => void,
  options: { signal?: AbortSignal; onStatus?: (status: RunStatus) => Promise<void> } = {},
): Promise<void> {
  const narrator = new Narrator(say);
  for await (const status of run.watch(options.signal === undefined ? {} : { signal: options.signal })) {
    narrator.tell(status);
    await options.onStatus?.(status);
  }
}
