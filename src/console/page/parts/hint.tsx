import type { ReactNode } from 'react';
import styles from './hint.module.css';

/** On an element that takes the focus, with `data-hint`: the longer words show on hover and focus. */
export const hinted = styles.hint;

/** Words whose longer form shows on hover and focus, and is read out. */
export const Hint = ({ text, children }: { readonly text: string; readonly children: ReactNode }): ReactNode => (
  <span data-hint={text} tabIndex={0} className={styles.hint}>
    {children}
    <span className="hidden"> {text}</span>
  </span>
);

const { dataset } = document.documentElement;

/** Escape takes a hint away that covers something, until pointer or focus move on. */
export function watchHints(): void {
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') dataset['hints'] = 'off';
  });
  for (const moved of ['mouseover', 'focusin']) document.addEventListener(moved, () => delete dataset['hints']);
}
