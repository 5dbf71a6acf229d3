import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { EndpointKey } from '../../contract/activities.js';
import type { LiveEndpoint } from '../../contract/run/results.js';
import { activities } from '../activity-options.js';
import { outcomeOf } from '../outcome.js';

const firstPauseMilliseconds = 5 * 60_000;
const longestPauseMilliseconds = 3_600_000;

/** What comes of a look. */
interface Heard {
  readonly onGone: () => void;
  /** It can't be looked for now; the watch goes on after a pause. */
  readonly onTrouble: (trouble: string) => void;
}

/** Notices that an endpoint is gone: one activity that looks rarely, so three history events however long the endpoint lives. */
export class DeletionWatch {
  gone = false;
  readonly #key: EndpointKey;
  readonly #heard: Heard;
  #scope: CancellationScope | null = null;

  constructor(key: EndpointKey, heard: Heard) {
    this.#key = key;
    this.#heard = heard;
  }

  /** Watches while there is something live, and stops otherwise. */
  keep(live: LiveEndpoint | null): void {
    if (live === null) {
      this.#scope?.cancel();
      this.#scope = null;
      this.gone = false;
      return;
    }
    if (this.#scope !== null) return;
    const scope = new CancellationScope();
    this.#scope = scope;
    scope
      .run(() => this.#untilGone())
      .then(() => {
        if (this.#scope !== scope) return;
        this.gone = true;
        this.#heard.onGone();
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }

  /** No failure ends it: a role can be mended, and the endpoint costs money meanwhile. */
  async #untilGone(): Promise<void> {
    for (let pause = firstPauseMilliseconds; ; pause = Math.min(pause * 2, longestPauseMilliseconds)) {
      try {
        await activities('watchOver', `Watch over ${this.#key.name}`).watchUntilGone(this.#key);
        return;
      } catch (error) {
        const { failure } = outcomeOf(error);
        if (failure === null) throw error;
        this.#heard.onTrouble(`${failure.type ?? ''}: ${failure.message}`);
        await sleep(pause, { summary: `Pause before ${this.#key.name} is looked for again` });
      }
    }
  }
}
