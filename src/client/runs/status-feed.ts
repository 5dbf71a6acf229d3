import { setTimeout } from 'node:timers/promises';
import { isServerAway } from '../server-away.js';
import type { Look } from './look.js';

interface Numbered {
  readonly number: number;
  readonly look: Look;
}

/** Looks at one run for all who watch it: one look a tick however many they are, and none while all are busy with the last. */
export class StatusFeed {
  readonly #lookAgain: (before: Look | null) => Promise<Look>;
  readonly #intervalMilliseconds: number;
  readonly #left = new AbortController();
  #last: Numbered | null = null;
  #pending: Promise<Numbered> | null = null;

  constructor(lookAgain: (before: Look | null) => Promise<Look>, intervalMilliseconds: number) {
    this.#lookAgain = lookAgain;
    this.#intervalMilliseconds = intervalMilliseconds;
  }

  /** The first look that is newer than the one of this number: at once where there is one. */
  async after(number: number): Promise<Numbered> {
    if (this.#last !== null && this.#last.number > number) return this.#last;
    this.#pending ??= this.#next().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  /** Nobody watches any more. */
  stop(): void {
    this.#left.abort();
  }

  async #next(): Promise<Numbered> {
    const before = this.#last;
    if (before !== null) await setTimeout(this.#intervalMilliseconds, undefined, { signal: this.#left.signal });
    this.#last = { number: (before?.number ?? 0) + 1, look: await this.#look(before?.look ?? null) };
    return this.#last;
  }

  /** A server that is away does not end the watch. */
  async #look(before: Look | null): Promise<Look> {
    try {
      return await this.#lookAgain(before);
    } catch (error) {
      if (!isServerAway(error)) throw error;
      return { status: null, answer: null, ...before, ended: false, away: true };
    }
  }
}
