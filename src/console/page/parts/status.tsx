import { CircleCheck, CircleSlash, Hand, Loader, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './status.module.css';

export type StatusKind = 'done' | 'running' | 'waits' | 'failed' | 'idle';

const icons = { done: CircleCheck, running: Loader, waits: Hand, failed: OctagonX, idle: CircleSlash };

/** Colour, icon and word, always all three: none alone tells it to everybody. */
export function Status({ kind, children }: { readonly kind: StatusKind; readonly children: ReactNode }): ReactNode {
  const Icon = icons[kind];
  return (
    <span className={`${styles.status} ${styles[kind]}`}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  );
}
