/** What is told of a topic: its newest state, or why it can't be told now. */
export type Told<T> = { readonly value: T } | { readonly error: unknown };

export interface TopicOptions<T> {
  /** One look; `before` is what the last one found. */
  readonly look: (before: T | null) => Promise<T>;
  /** Between two looks while somebody watches. */
  readonly everyMilliseconds: number;
  /** Nothing will change any more. */
  readonly isFinal?: (value: T) => boolean;
}

/** How old an answer may be for somebody who asks once. */
const freshMilliseconds = 500;

/** One thing that many look at: one look at a time however many they are, again and again while somebody watches, never otherwise. */
export class Topic<T> {
  readonly #options: TopicOptions<T>;
  readonly #watchers = new Set<(told: Told<T>) => void>();
  #last: { readonly value: T; readonly at: number } | null = null;
  #told: { readonly text: string; readonly told: Told<T> } | null = null;
  #pending: Promise<T> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: TopicOptions<T>) {
    this.#options = options;
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** What it is now: what was seen a moment ago will do. @throws what the look throws */
  async now(): Promise<T> {
    const last = this.#last;
    const isFresh = last !== null && (Date.now() - last.at < freshMilliseconds || this.#isFinal(last.value));
    return last !== null && isFresh ? last.value : this.#look();
  }

  /** Something was done that changes it. */
  async again(): Promise<T> {
    await this.settled();
    return this.#look();
  }

  /** Resolves when no look is under way. */
  async settled(): Promise<void> {
    await this.#pending?.catch(() => undefined);
  }

  /** Tells the state at once where it is known, and then each change, until the returned function is called. */
  watch(watcher: (told: Told<T>) => void): () => void {
    this.#watchers.add(watcher);
    if (this.#told !== null) watcher(this.#told.told);
    this.#schedule(0);
    return () => {
      this.#watchers.delete(watcher);
      if (this.isWatched) return;
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      // Old for whoever comes next.
      this.#told = null;
    };
  }

  #isFinal(value: T): boolean {
    return this.#options.isFinal?.(value) ?? false;
  }

  #schedule(milliseconds: number): void {
    if (this.#timer !== null || !this.isWatched) return;
    const timer = setTimeout(() => {
      void this.#look()
        .catch(() => undefined)
        .then(() => {
          // Who left and came back during the look has begun a round of their own.
          if (this.#timer !== timer) return;
          this.#timer = null;
          if (this.#last === null || !this.#isFinal(this.#last.value)) this.#schedule(this.#options.everyMilliseconds);
        });
    }, milliseconds);
    this.#timer = timer;
  }

  #look(): Promise<T> {
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #ask(): Promise<T> {
    try {
      const value = await this.#options.look(this.#last?.value ?? null);
      this.#last = { value, at: Date.now() };
      this.#tell({ value }, JSON.stringify(value));
      return value;
    } catch (error) {
      this.#tell({ error }, `! ${String(error)}`);
      throw error;
    }
  }

  #tell(told: Told<T>, text: string): void {
    if (this.#told?.text === text) return;
    this.#told = { text, told };
    for (const watcher of this.#watchers) watcher(told);
  }
}
