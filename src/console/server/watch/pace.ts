import { setTimeout as pause } from 'node:timers/promises';

/** Turns one after the other with a pause between: a self-hosted server takes ten lists and counts a second, of all clients together. */
export class Pace {
  readonly #betweenMilliseconds: number;
  #next = 0;

  constructor(betweenMilliseconds: number) {
    this.#betweenMilliseconds = betweenMilliseconds;
  }

  /** Resolves when it is one's turn. */
  async turn(): Promise<void> {
    const now = Date.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#betweenMilliseconds;
    if (at > now) await pause(at - now);
  }
}
