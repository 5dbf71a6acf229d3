import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useWords } from '../words/words.js';
import styles from './time.module.css';

/** The time now, milliseconds since 1970, renewed every so often. */
export function useNow(everyMilliseconds = 10_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}

/** A moment as a distance from now; local time and UTC on hover and focus. */
export function Time({ iso }: { readonly iso: string }): ReactNode {
  const { relative, exact } = useWords();
  const now = useNow();
  return (
    <time dateTime={iso} data-exact={exact(iso)} tabIndex={0} className={styles.time}>
      {relative(iso, now)}
      <span className="hidden"> {exact(iso)}</span>
    </time>
  );
}
