import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { EpochMetrics } from '../../../../contract/results.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import styles from './run.module.css';

type Member = 'accuracy' | 'valAccuracy' | 'loss' | 'valLoss';

/** Accuracy and loss, of training and validation; the same figures as a table, since a canvas says nothing to a screen reader. */
export function Curves({ epochs }: { readonly epochs: readonly EpochMetrics[] }): ReactNode {
  const { t, number } = useWords();
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
        <Chart title={t.curves.accuracy} epochs={epochs} validation="valAccuracy" training="accuracy" />
        <Chart title={t.curves.loss} epochs={epochs} validation="valLoss" training="loss" />
      </div>
      <details>
        <summary>{t.curves.table}</summary>
        <Table epochs={epochs} />
      </details>
    </section>
  );
}

interface ChartProps {
  readonly title: string;
  readonly epochs: readonly EpochMetrics[];
  readonly validation: Member;
  readonly training: Member;
}

const height = 200;

function Chart({ title, epochs, validation, training }: ChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { number } = useWords();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const of = (member: Member): (number | null)[] => epochs.map((epoch) => epoch[member] ?? null);
    const data: uPlot.AlignedData = [epochs.map(({ epoch }) => epoch), of(validation), of(training)];
    let plot: uPlot | null = null;
    // A canvas knows no custom properties and no theme: it is drawn again with the colours of now.
    const draw = (): void => {
      plot?.destroy();
      plot = new uPlot(options(element, title, number), data, element);
    };
    const resize = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height }));
    const dark = matchMedia('(prefers-color-scheme: dark)');
    draw();
    resize.observe(element);
    window.addEventListener('themechange', draw);
    dark.addEventListener('change', draw);
    return () => {
      resize.disconnect();
      window.removeEventListener('themechange', draw);
      dark.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [epochs, validation, training, title, number]);
  return (
    <figure>
      <figcaption className={layout.muted}>{title}</figcaption>
      <div ref={place} className={styles.chart} aria-hidden />
    </figure>
  );
}

function options(element: HTMLElement, title: string, number: (value: number) => string): uPlot.Options {
  const colour = colours(element);
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--border'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui',
  };
  const dots = { show: true, size: 5 };
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 28, incrs: [1, 2, 5, 10, 20, 50, 100] },
      { ...axis, size: 48, values: (_, values) => values.map((value) => number(value)) },
    ],
    series: [
      {},
      { label: title, stroke: colour('--line-1'), width: 2, points: { ...dots, fill: colour('--line-1') } },
      { label: title, stroke: colour('--line-2'), width: 1.5, dash: [6, 4], points: dots },
    ],
  };
}

/** What a custom property with light-dark() comes to: computed by the browser, on an element that nobody sees. */
function colours(element: HTMLElement): (name: string) => string {
  const probe = element.appendChild(document.createElement('span'));
  const found = new Map<string, string>();
  for (const name of ['--muted', '--border', '--line-1', '--line-2']) {
    probe.style.color = `var(${name})`;
    found.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  return (name) => found.get(name) ?? 'gray';
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
