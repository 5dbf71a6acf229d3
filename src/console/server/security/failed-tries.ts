const windowMilliseconds = 60_000;
const most = 5;

/** Counts the wrong tokens of the last minute, of everybody together: behind a proxy all come from one address. */
export class FailedTries {
  #failed: number[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Seconds until another try counts; 0: at once. */
  get waitInSeconds(): number {
    this.#failed = this.#failed.filter((at) => at > this.#now() - windowMilliseconds);
    const [oldest] = this.#failed;
    if (oldest === undefined || this.#failed.length < most) return 0;
    return Math.ceil((oldest + windowMilliseconds - this.#now()) / 1_000);
  }

  failed(): void {
    this.#failed.push(this.#now());
  }
}
