import type { Notice } from '../../contract/activities.js';
import type { DecisionRecord } from '../../contract/messages.js';
import { activities } from '../activity-options.js';
import type { OpenGate } from './open-gate.js';
import type { StatusBoard } from '../status-board.js';

/** Tells people about gates. A message that does not arrive is noted and stops nothing. */
export class Notices {
  readonly #board: StatusBoard;
  #underWay: Promise<void>[] = [];

  constructor(board: StatusBoard) {
    this.#board = board;
  }

  /** A no-op without an addressee. Nobody waits for it: a webhook that hangs must not hold up a decision. */
  tell(kind: Notice['kind'], to: string | undefined, open: OpenGate, record?: DecisionRecord): void {
    if (to === undefined) return;
    const { gate, deadline, digest, report } = open;
    const run = this.#board.status.run;
    const text = record === undefined ? asking(kind, run, open) : answered(run, record);
    const told = activities('notice', `Tell ${to}: ${kind} of the gate ${gate}`).notify({
      to,
      kind,
      run,
      gate,
      text,
      digest,
      ...(record === undefined ? { deadline, report } : {}),
    });
    this.#underWay.push(
      told.catch((error: unknown) => {
        const reason = error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : '';
        this.#board.note(`${to} could not be told of the gate ${gate}: ${reason}`);
      }),
    );
  }

  /** Before a run ends: what is under way would be lost. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#underWay = [];
  }
}

function asking(kind: Notice['kind'], run: string, { gate, deadline, because }: OpenGate): string {
  const opening = { opened: 'waits', reminder: 'still waits', escalation: 'has waited long', closed: 'waited' }[kind];
  const why = because === undefined ? '' : ` (${because})`;
  return `${run} ${opening} for a decision at the gate ${gate}${why}, until ${deadline}: tunewright runs approve ${run}`;
}

const answered = (run: string, { gate, decision, by, reason }: DecisionRecord): string =>
  `${run}: gate ${gate} ${decision === 'approve' ? 'approved' : 'rejected'} by ${by}${reason === '' ? '' : `: ${reason}`}`;
