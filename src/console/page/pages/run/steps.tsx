import { Circle, CircleCheck, CircleSlash, Loader, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Step } from '../../../api/index.js';
import layout from '../../parts/layout.module.css';
import { useNow } from '../../parts/time.js';
import { useWords } from '../../words/words.js';
import styles from './run.module.css';

const icons = { waiting: Circle, running: Loader, done: CircleCheck, failed: OctagonX, cancelled: CircleSlash };
const looks = { waiting: '', running: styles.going, done: styles.ok, failed: styles.bad, cancelled: '' };

/** Each step of the run with how long it took, or takes so far. */
export function Steps({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  const { t, duration } = useWords();
  const now = useNow(1_000);
  if (steps.length === 0) return null;
  return (
    <section className={layout.card} aria-labelledby="steps">
      <h2 id="steps">{t.run.steps}</h2>
      <ol className={styles.steps}>
        {steps.map(({ text, state, scheduledAt, endedAt, failure }, index) => {
          const Icon = icons[state];
          const end = endedAt === null ? now : Date.parse(endedAt);
          return (
            <li key={index}>
              <span className={looks[state]}>
                <Icon size={16} role="img" aria-label={t.run.stepStates[state]} />
              </span>
              <span>
                {t.rows.step(text)}
                {failure === null ? null : <div className={styles.bad}>{t.rows.note(failure)}</div>}
              </span>
              <span className={`${layout.muted} ${layout.number}`}>{duration(end - Date.parse(scheduledAt))}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
