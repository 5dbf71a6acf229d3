import type { ReactNode } from 'react';
import { Button, LinkButton } from '../../parts/button.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import { fewest } from './selection.js';

/** To the comparison of these runs, once there are enough of them. */
export function CompareLink({ runs }: { readonly runs: readonly string[] }): ReactNode {
  const { t } = useWords();
  const word = t.compare.compare(runs.length);
  if (runs.length >= fewest) {
    return (
      <LinkButton look="main" to={`/compare?runs=${runs.map(encodeURIComponent).join(',')}`}>
        {word}
      </LinkButton>
    );
  }
  return (
    <span className={layout.row}>
      <Button disabled>{word}</Button>
      <span className={layout.muted}>{t.compare.choose}</span>
    </span>
  );
}
