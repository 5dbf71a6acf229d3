import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { RunView } from '../../../api/index.js';
import type { ChartData } from '../../parts/charts/chart.js';
import { Chart, lineColours } from '../../parts/charts/chart.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import styles from './compare.module.css';
import type { Ranked } from './ranking.js';

/** Told apart without colours too. */
const dashes = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 2], [16, 5]] as const;

interface Curve {
  readonly run: string;
  /** `2 reviews-17`: by its place. */
  readonly label: string;
  readonly colour: (typeof lineColours)[number];
  readonly dash: readonly number[];
  /** By epoch. */
  readonly accuracies: ReadonlyMap<number, number>;
}

/** The validation accuracy of each run, one over the other; the same figures as a table. */
export function CurvesTogether({ ranking }: { readonly ranking: readonly Ranked[] }): ReactNode {
  const { t } = useWords();
  const curves = useMemo(
    () => ranking.map(({ run }, index) => curveOf(run, index)).filter(({ accuracies }) => accuracies.size > 0),
    [ranking],
  );
  const data = useMemo(() => chartOf(curves), [curves]);
  return (
    <>
      <h2 id="curves">{t.curves.title}</h2>
      {curves.length === 0 ? (
        <p>{t.compare.noCurves}</p>
      ) : (
        <>
          <Legend curves={curves} />
          <Chart title={t.compare.curves} data={data} height={280} />
          <details>
            <summary>{t.curves.table}</summary>
            <Table curves={curves} epochs={data.xs} />
          </details>
        </>
      )}
    </>
  );
}

function curveOf({ run, epochs }: RunView, index: number): Curve {
  return {
    run,
    label: `${index + 1} ${run}`,
    colour: lineColours[index] ?? '--line-1',
    dash: dashes[index] ?? [],
    accuracies: new Map(
      epochs.flatMap(({ epoch, valAccuracy }) => (valAccuracy === undefined ? [] : [[epoch, valAccuracy] as const])),
    ),
  };
}

function chartOf(curves: readonly Curve[]): ChartData {
  const xs = [...new Set(curves.flatMap(({ accuracies }) => [...accuracies.keys()]))].sort((one, other) => one - other);
  return {
    xs,
    lines: curves.map(({ label, colour, dash, accuracies }) => ({
      colour,
      dash,
      values: xs.map((epoch) => accuracies.get(epoch) ?? null),
      width: 2,
      marks: accuracies.size === 1 ? 'filled' : 'none',
      end: label,
    })),
  };
}

const Legend = ({ curves }: { readonly curves: readonly Curve[] }): ReactNode => (
  <ul className={styles.legend} aria-hidden>
    {curves.map(({ label, colour, dash }) => (
      <li key={label}>
        <svg width={36} height={4} viewBox="0 0 36 4">
          <path d="M0 2h36" stroke={`var(${colour})`} strokeWidth={2} strokeDasharray={dash.join(' ')} />
        </svg>
        {label}
      </li>
    ))}
  </ul>
);

function Table({
  curves,
  epochs,
}: {
  readonly curves: readonly Curve[];
  readonly epochs: readonly number[];
}): ReactNode {
  const { t, number } = useWords();
  return (
    <div className={layout.scroll} role="region" aria-label={t.compare.curves} tabIndex={0}>
      <table>
        <caption className="hidden">{t.compare.curves}</caption>
        <thead>
          <tr>
            <th scope="col">{t.curves.epoch}</th>
            {curves.map(({ run }) => (
              <th key={run} scope="col">
                {run}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {epochs.map((epoch) => (
            <tr key={epoch}>
              <th scope="row">{epoch}</th>
              {curves.map(({ run, accuracies }) => (
                <td key={run}>{number(accuracies.get(epoch))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
