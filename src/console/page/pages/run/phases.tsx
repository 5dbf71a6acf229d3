import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PhaseView } from '../../../api/index.js';
import { useWords } from '../../words/words.js';
import styles from './run.module.css';

const looks = { done: styles.past, current: styles.current, ahead: '' };

/** The stations in their order; the current one is announced as it changes. */
export function Phases({ phases }: { readonly phases: readonly PhaseView[] }): ReactNode {
  const { t } = useWords();
  const current = phases.find(({ state }) => state === 'current');
  return (
    <>
      <ol className={styles.phases} aria-label={t.run.stations}>
        {phases.map(({ name, state }) => (
          <li
            key={name}
            className={`${styles.phase} ${looks[state]}`}
            {...(state === 'current' ? { 'aria-current': 'step' } : {})}
          >
            <span className={styles.mark} aria-hidden>
              {state === 'done' ? <Check size={12} /> : null}
            </span>
            {t.stations[name]}
          </li>
        ))}
      </ol>
      <div className="hidden" role="status">
        {current === undefined ? '' : t.stations[current.name]}
      </div>
    </>
  );
}
