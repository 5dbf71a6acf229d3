import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { EpochMetrics } from '../../../../contract/run/results.js';
import type { ChartData } from '../../parts/charts/chart.js';
import { Chart } from '../../parts/charts/chart.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import styles from './run.module.css';

type Member = 'accuracy' | 'valAccuracy' | 'loss' | 'valLoss';

/** Accuracy and loss, of training and validation; the same figures as a table, since a canvas says nothing to a screen reader. */
export function Curves({ epochs }: { readonly epochs: readonly EpochMetrics[] }): ReactNode {
  const { t, number } = useWords();
  const accuracy = useMemo(() => chartOf(epochs, 'valAccuracy', 'accuracy'), [epochs]);
  const loss = useMemo(() => chartOf(epochs, 'valLoss', 'loss'), [epochs]);
  const best = epochs.reduce<EpochMetrics | null>(
    (top, epoch) => ((epoch.valAccuracy ?? -1) > (top?.valAccuracy ?? -1) ? epoch : top),
    null,
  );
  return (
    <section className={layout.card} aria-labelledby="curves">
      <div className={`${layout.row} ${layout.spread}`}>
        <h2 id="curves">{t.curves.title}</h2>
        {best?.valAccuracy === undefined ? null : (
          <span className={layout.number}>{t.curves.best(number(best.valAccuracy), best.epoch)}</span>
        )}
      </div>
      <div className={styles.legend} aria-hidden>
        <span className={styles.solid}>{t.curves.validation}</span>
        <span className={styles.dashed}>{t.curves.training}</span>
      </div>
      <div className={styles.charts}>
        <Chart title={t.curves.accuracy} data={accuracy} />
        <Chart title={t.curves.loss} data={loss} />
      </div>
      <details>
        <summary>{t.curves.table}</summary>
        <Table epochs={epochs} />
      </details>
    </section>
  );
}

function chartOf(epochs: readonly EpochMetrics[], validation: Member, training: Member): ChartData {
  const of = (member: Member): (number | null)[] => epochs.map((epoch) => epoch[member] ?? null);
  return {
    xs: epochs.map(({ epoch }) => epoch),
    lines: [
      { colour: '--line-1', values: of(validation), width: 2, marks: 'filled' },
      { colour: '--line-2', values: of(training), width: 1.5, dash: [6, 4], marks: 'hollow' },
    ],
  };
}

function Table({ epochs }: { readonly epochs: readonly EpochMetrics[] }): ReactNode {
  const { t, number } = useWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t.curves.epoch}</th>
          <th scope="col">{t.curves.validationAccuracy}</th>
          <th scope="col">{t.curves.trainingAccuracy}</th>
          <th scope="col">{t.curves.validationLoss}</th>
          <th scope="col">{t.curves.trainingLoss}</th>
        </tr>
      </thead>
      <tbody>
        {epochs.map(({ epoch, valAccuracy, accuracy, valLoss, loss }) => (
          <tr key={epoch}>
            <th scope="row">{epoch}</th>
            <td>{number(valAccuracy)}</td>
            <td>{number(accuracy)}</td>
            <td>{number(valLoss)}</td>
            <td>{number(loss)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
