export interface PaceOptions {
  /** Calls that may be made at once after a pause. */
  readonly burst: number;
  readonly callsPerSecond: number;
}

interface Waiting {
  readonly calls: number;
  readonly go: () => void;
}

/**
 * Turns one after the other: a self-hosted server takes ten lists and counts a second, of all clients together. In any second there are at
 * most `burst` and `callsPerSecond` calls together. Whoever has nothing on screen yet goes first.
 */
export class Pace {
  readonly #options: PaceOptions;
  readonly #first: Waiting[] = [];
  readonly #later: Waiting[] = [];
  /** Calls that may be made now, as of `#at`. */
  #left: number;
  #at = Date.now();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#left = options.burst;
  }

  /** Resolves when it is one's turn. `calls`: how many are made then, no more than the burst. */
  turn({ calls = 1, urgent = false }: { calls?: number; urgent?: boolean } = {}): Promise<void> {
    return new Promise((resolve) => {
      (urgent ? this.#first : this.#later).push({ calls, go: resolve });
      this.#serve();
    });
  }

  #serve(): void {
    if (this.#timer !== null) return;
    const { burst, callsPerSecond } = this.#options;
    const now = Date.now();
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1_000) * callsPerSecond);
    this.#at = now;
    for (;;) {
      const queue = this.#first.length > 0 ? this.#first : this.#later;
      const [next] = queue;
      if (next === undefined) return;
      if (next.calls > this.#left) return this.#wait((next.calls - this.#left) / callsPerSecond);
      queue.shift();
      this.#left -= next.calls;
      next.go();
    }
  }

  #wait(seconds: number): void {
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#serve();
      },
      Math.ceil(seconds * 1_000),
    );
  }
}
