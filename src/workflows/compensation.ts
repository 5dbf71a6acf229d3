import { CancellationScope } from '@temporalio/workflow';

interface Step {
  what: string;
  undo: () => Promise<unknown>;
}

/**
 * What has to be undone when a run does not end well, newest first.
 * A step is registered before the thing it undoes is begun: after a crash nobody knows how far it came.
 */
export class Compensation {
  #steps: Step[] = [];

  before(what: string, undo: () => Promise<unknown>): void {
    this.#steps.push({ what, undo });
  }

  /** The thing has ended by itself or is wanted: nothing to undo any more. */
  settled(what: string): void {
    this.#steps = this.#steps.filter((step) => step.what !== what);
  }

  /** Undoes everything, also in a cancelled run; a step that fails does not keep the others from being tried. Returns what is left. */
  async run(onStep: (what: string) => void): Promise<string[]> {
    const left: string[] = [];
    await CancellationScope.nonCancellable(async () => {
      for (const { what, undo } of this.#steps.toReversed()) {
        onStep(what);
        try {
          await undo();
        } catch {
          left.push(what);
        }
      }
    });
    this.#steps = [];
    return left;
  }
}
