/** The right to make one call. */
export interface Token {
  /** How often the rate had been halved when it was given. */
  readonly halvings: number;
}

interface Waiting {
  grant: (token: Token) => void;
}

/** Part of the share that each success gives back: after a halving it takes ten of them. */
const growth = 0.05;
/** The rate never falls below this part of the share. */
const floor = 1 / 16;

/**
 * A token bucket that holds one token: calls of one operation go out one by one, in the order in which they came, at an even pace.
 * A bucket that saves tokens up would send bursts, and those are what gets throttled at a low average.
 * The rate is halved when AWS throttles, and grows back to the share with every success.
 */
export class TokenBucket {
  readonly #share: number;
  #rate: number;
  #halvings = 0;
  /** No turn before this time, in milliseconds of this process, whatever its clock is set to. */
  #next = 0;
  /** Those who can't wait long, and the others. */
  readonly #queues: Record<'first' | 'rest', Waiting[]> = { first: [], rest: [] };
  #timer: NodeJS.Timeout | undefined;

  /** @param share calls a second at most */
  constructor(share: number) {
    this.#share = share;
    this.#rate = share;
  }

  /** Calls a second at present. */
  get rate(): number {
    return this.#rate;
  }

  /**
   * Resolves when it is the caller's turn; `first` goes before all others that are not.
   * @throws the signal's reason when that is aborted before
   */
  take(signal?: AbortSignal, first = false): Promise<Token> {
    const queue = this.#queues[first ? 'first' : 'rest'];
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const leave = (): void => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal?.reason as Error);
      };
      const waiting: Waiting = {
        grant: (token) => {
          signal?.removeEventListener('abort', leave);
          resolve(token);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiting);
      this.#serve();
    });
  }

  succeeded(): void {
    this.#rate = Math.min(this.#share, this.#rate + this.#share * growth);
  }

  /** One throttled burst halves the rate once: the calls that were out already say nothing new. */
  throttled({ halvings }: Token, retryAfterMilliseconds = 0): void {
    if (halvings === this.#halvings) {
      this.#rate = Math.max(this.#share * floor, this.#rate / 2);
      this.#halvings += 1;
    }
    this.#next = Math.max(this.#next, performance.now() + Math.max(retryAfterMilliseconds, 1000 / this.#rate));
    this.#serve();
  }

  #serve(): void {
    clearTimeout(this.#timer);
    const { first, rest } = this.#queues;
    for (;;) {
      if (first.length + rest.length === 0) return;
      const pause = this.#next - performance.now();
      if (pause > 0) {
        this.#timer = setTimeout(() => this.#serve(), pause);
        return;
      }
      this.#next = performance.now() + 1000 / this.#rate;
      (first.shift() ?? rest.shift())?.grant({ halvings: this.#halvings });
    }
  }
}
