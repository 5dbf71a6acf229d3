import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { EndpointKey } from '../../contract/activities.js';
import type { LiveEndpoint } from '../../contract/results.js';
import { activities } from '../activity-options.js';

/** Notices that an endpoint is gone: one activity that looks rarely, so three history events however long the endpoint lives. */
export class DeletionWatch {
  gone = false;
  readonly #key: EndpointKey;
  readonly #onGone: () => void;
  #scope: CancellationScope | null = null;

  constructor(key: EndpointKey, onGone: () => void) {
    this.#key = key;
    this.#onGone = onGone;
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
      .run(() => activities('watchOver', `Watch over ${this.#key.name}`).watchUntilGone(this.#key))
      .then(() => {
        if (this.#scope !== scope) return;
        this.gone = true;
        this.#onGone();
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }
}
