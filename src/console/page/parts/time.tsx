import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { hinted } from './hint.js';
import { useWords } from '../words/words.js';
import styles from './time.module.css';

/** One clock for all who look at it as often: a list has a thousand times, and they change together. */
class Clock {
  now = Date.now();
  readonly #everyMilliseconds: number;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(everyMilliseconds: number) {
    this.#everyMilliseconds = everyMilliseconds;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => {
      this.now = Date.now();
      for (const each of this.#listeners) each();
    }, this.#everyMilliseconds);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  };

  /** A clock that stood still shows the time of now again. */
  readonly read = (): number => {
    if (this.#timer === null) this.now = Math.max(this.now, Math.floor(Date.now() / 1_000) * 1_000);
    return this.now;
  };
}

const clocks = new Map<number, Clock>();

function clockOf(everyMilliseconds: number): Clock {
  const clock = clocks.get(everyMilliseconds) ?? new Clock(everyMilliseconds);
  clocks.set(everyMilliseconds, clock);
  return clock;
}

/** The time now, milliseconds since 1970, renewed every so often. */
export function useNow(everyMilliseconds = 10_000): number {
  const clock = clockOf(everyMilliseconds);
  return useSyncExternalStore(clock.subscribe, clock.read);
}

/** A moment as a distance from now; local time and UTC on hover and focus. */
export function Time({ iso }: { readonly iso: string }): ReactNode {
  const { relative, exact } = useWords();
  const now = useNow();
  return (
    <time dateTime={iso} data-hint={exact(iso)} tabIndex={0} className={`${styles.time} ${hinted}`}>
      {relative(iso, now)}
      <span className="hidden"> {exact(iso)}</span>
    </time>
  );
}
