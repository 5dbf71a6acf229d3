import { CancellationScope } from '@temporalio/workflow';

interface Step {
  what: string;
  undo: () => Promise<unknown>;
  /** What uses it: while that is still there, this must stay. */
  usedBy: string | undefined;
}

/**
 * What has to be undone when a run does not end well, newest first.
 * A step is registered before the thing it undoes is begun: after a crash nobody knows how far it came.
 */
export class Compensation {
  #steps: Step[] = [];

  /** Once for each thing, however often it is begun. @returns whether it was the first time */
  before(what: string, undo: () => Promise<unknown>, usedBy?: string): boolean {
    if (this.#steps.some((step) => step.what === what)) return false;
    this.#steps.push({ what, undo, usedBy });
    return true;
  }

  /** The thing has ended by itself or is wanted: nothing to undo any more. */
  settled(what: string): void {
    this.#steps = this.#steps.filter((step) => step.what !== what);
  }

  /** Everything is wanted from now on. */
  settleAll(): void {
    this.#steps = [];
  }

  /**
   * Undoes everything, also in a cancelled run; a step that fails keeps only those from being tried whose thing is still in use then.
   * Returns what is left; `onLeft` is told why, null for what is still in use.
   */
  async run(
    onStep: (what: string) => void,
    onLeft: (what: string, error: unknown) => void = () => undefined,
  ): Promise<string[]> {
    const left: string[] = [];
    await CancellationScope.nonCancellable(async () => {
      for (const { what, undo, usedBy } of this.#steps.toReversed()) {
        if (usedBy !== undefined && left.includes(usedBy)) {
          left.push(what);
          onLeft(what, null);
          continue;
        }
        onStep(what);
        try {
          await undo();
        } catch (error) {
          left.push(what);
          onLeft(what, error);
        }
      }
    });
    this.#steps = [];
    return left;
  }
}
