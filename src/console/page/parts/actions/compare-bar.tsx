import type { ReactNode } from 'react';
import { useId } from 'react';
import { comparePath, leastCompared, mostCompared } from '../../data/run-ids.js';
import type { Selection } from '../../data/selection.js';
import { useWords } from '../../words/words.js';
import { Button } from './button.js';
import styles from './compare-bar.module.css';
import { GoButton } from './go-button.js';
import layout from '../layout.module.css';

/** Leads from ticked runs to their comparison, or says why not; what is ticked further down keeps it in sight. */
export function CompareBar({ selection: { selected, clear } }: { readonly selection: Selection }): ReactNode {
  const { t } = useWords();
  const why = useId();
  const count = selected.length;
  const text =
    count < leastCompared
      ? t.compare.tooFew(leastCompared, mostCompared)
      : count > mostCompared
        ? t.compare.tooMany(mostCompared, count)
        : t.compare.selected(count);
  return (
    <div className={`${layout.row} ${count === 0 ? '' : styles.sticky}`}>
      <GoButton
        to={comparePath(selected)}
        disabled={count < leastCompared || count > mostCompared}
        aria-describedby={why}
      >
        {t.compare.title}
      </GoButton>
      <span id={why} role="status" className={layout.muted}>
        {text}
      </span>
      {count === 0 ? null : (
        <Button look="quiet" onClick={clear}>
          {t.compare.clear}
        </Button>
      )}
    </div>
  );
}

interface PickProps {
  readonly run: string;
  readonly picked: boolean;
  readonly toggle: Selection['toggle'];
}

export function Pick({ run, picked, toggle }: PickProps): ReactNode {
  const { t } = useWords();
  return (
    <label className={styles.pick}>
      <input type="checkbox" aria-label={t.compare.select(run)} checked={picked} onChange={() => toggle(run)} />
    </label>
  );
}
