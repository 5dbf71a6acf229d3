import type { ReactNode } from 'react';
import { className } from '../../../../view/labels.js';
import { useWords } from '../../words/words.js';
import styles from './confusion.module.css';
import layout from '../layout.module.css';

/** At this share of the row the shade is still pale enough for the text on it. */
const darkest = 0.28;

/** `confusion[actual][predicted]`: one hue, deeper with the share of its row, the number in each cell. */
export function Confusion({
  confusion,
  labels,
}: {
  readonly confusion: readonly (readonly number[])[];
  /** Names of the classes, where they are known. */
  readonly labels: readonly string[] | undefined;
}): ReactNode {
  const { t, number } = useWords();
  return (
    <div className={layout.scroll} role="region" aria-label={t.evaluation.confusion} tabIndex={0}>
      <table className={styles.table}>
        <caption className={layout.muted}>{t.evaluation.confusionHow}</caption>
        <thead>
          <tr>
            <th scope="col">{t.evaluation.actual}</th>
            {confusion.map((_, label) => (
              <th key={label} scope="col" className={styles.cell}>
                {className(label, labels)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((row, label) => {
            const total = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={label}>
                <th scope="row">{className(label, labels)}</th>
                {row.map((count, predicted) => (
                  <td key={predicted} className={styles.cell}>
                    <span className={styles.shade} style={{ opacity: total === 0 ? 0 : (count / total) * darkest }} />
                    <span className={styles.count}>{number(count, 0)}</span>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
