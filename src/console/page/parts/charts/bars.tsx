import type { ReactNode } from 'react';
import styles from './bars.module.css';

export interface Share {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  readonly text: string;
  /** The one that was decided on, or the largest. */
  readonly first?: boolean;
}

/** Shares as bars with the figure beside: never by length alone. */
export const Bars = ({ shares, label }: { readonly shares: readonly Share[]; readonly label: string }): ReactNode => (
  <ul className={styles.bars} aria-label={label}>
    {shares.map(({ label: name, share, text, first }) => (
      <li key={name} className={first ? styles.first : ''}>
        <span>{name}</span>
        <span className={styles.track} aria-hidden>
          <span className={styles.bar} style={{ width: `${Math.max(share * 100, 0.5)}%` }} />
        </span>
        <span>{text}</span>
      </li>
    ))}
  </ul>
);
