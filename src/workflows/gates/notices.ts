import type { Notice } from '../../contract/activities.js';
import type { DecisionRecord } from '../../contract/messages.js';
import { noticeText } from '../../view/gate.js';
import { activities } from '../activity-options.js';
import type { OpenGate } from './open-gate.js';
import type { PublishedStatus } from '../status/published-status.js';

/** Tells people about gates. A message that does not arrive is noted and stops nothing. */
export class Notices {
  readonly #published: PublishedStatus;
  #underWay: Promise<void>[] = [];

  constructor(published: PublishedStatus) {
    this.#published = published;
  }

  /** A no-op without an addressee. Nobody waits for it: a webhook that hangs must not hold up a decision. */
  tell(kind: Notice['kind'], to: string | undefined, open: OpenGate, record?: DecisionRecord): void {
    if (to === undefined) return;
    const { gate, deadline, digest, report } = open;
    const run = this.#published.status.run;
    const text = noticeText(kind, run, open.status, record);
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
        this.#published.note(`${to} could not be told of the gate ${gate}: ${reason}`);
      }),
    );
  }

  /** Before a run ends: what is under way would be lost. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#underWay = [];
  }
}
