import { CancellationScope } from '@temporalio/workflow';
import type { GateReport } from '../../contract/run/gate-report.js';
import { outcomeOf } from '../outcome.js';

/** What a look brought: the report as it is now, or why there is none. */
export type Seen = { report: GateReport } | { fault: string };

/** Looks again at what a gate asks about while people think: the gate's clock goes on meanwhile, and a look that fails ends nothing. */
export class LookBeside {
  readonly #refresh: () => Promise<GateReport>;
  readonly #scope = new CancellationScope();
  #underWay = false;

  constructor(refresh: () => Promise<GateReport>) {
    this.#refresh = refresh;
  }

  /** Calls back when it has looked; false where a look is still under way. */
  begin(onSeen: (seen: Seen) => void): boolean {
    if (this.#underWay) return false;
    this.#underWay = true;
    void this.#scope.run(() => this.#look(onSeen));
    return true;
  }

  /** Nobody wants to know any more. */
  end(): void {
    if (this.#underWay) this.#scope.cancel();
  }

  async #look(onSeen: (seen: Seen) => void): Promise<void> {
    try {
      const report = await this.#refresh();
      this.#underWay = false;
      onSeen({ report });
    } catch (error) {
      this.#underWay = false;
      const { outcome, failure } = outcomeOf(error);
      if (outcome === 'cancelled') return;
      if (failure === null) throw error;
      onSeen({ fault: failure.message });
    }
  }
}
