import type { ReactNode } from 'react';
import { useMemo } from 'react';
import layout from '../../parts/layout.module.css';
import type { Line } from '../../parts/plot.js';
import { lineColours, Plot } from '../../parts/plot.js';
import { useWords } from '../../words/words.js';
import styles from './compare.module.css';
import type { Compared } from './compared.js';

const dashes: readonly (readonly number[] | undefined)[] = [undefined, [6, 4], [2, 3], [10, 4], [10, 4, 2, 4], [4, 8]];

/** Validation accuracy by epoch, one line a run, told apart by colour and dash. */
export function ComparedCurves({ runs }: { readonly runs: readonly Compared[] }): ReactNode {
  const { t, number } = useWords();
  const drawn = useMemo(() => drawnOf(runs), [runs]);
  if (drawn.epochs.length === 0) return null;
  return (
    <section className={layout.card}>
      <h2 id="curves">{t.compare.curves}</h2>
      <ul className={styles.legend}>
        {runs.map(({ run }, index) => (
          <li key={run.run}>
            <svg width="32" height="8" aria-hidden>
              <line x1="0" y1="4" x2="32" y2="4" className={styles[`line${index + 1}`]} />
            </svg>
            {run.run}
          </li>
        ))}
      </ul>
      <Plot title={t.curves.accuracy} {...drawn} />
      <details>
        <summary>{t.curves.table}</summary>
        <div className={layout.scroll} tabIndex={0} role="region" aria-labelledby="curves">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.curves.epoch}</th>
                {runs.map(({ run }) => (
                  <th key={run.run} scope="col">
                    {run.run}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {drawn.epochs.map((epoch, row) => (
                <tr key={epoch}>
                  <th scope="row">{epoch}</th>
                  {drawn.lines.map(({ values }, index) => (
                    <td key={index}>{number(values[row])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function drawnOf(runs: readonly Compared[]): { readonly epochs: readonly number[]; readonly lines: readonly Line[] } {
  const longest = Math.max(0, ...runs.map(({ run }) => run.epochs.at(-1)?.epoch ?? 0));
  const epochs = Array.from({ length: longest }, (_, index) => index + 1);
  const lines = runs.map(({ run }, index): Line => {
    const known = new Map(run.epochs.map(({ epoch, valAccuracy }) => [epoch, valAccuracy]));
    const dash = dashes[index];
    return {
      values: epochs.map((epoch) => known.get(epoch) ?? null),
      colour: lineColours[index] ?? '--line-1',
      ...(dash !== undefined && { dash }),
    };
  });
  return { epochs, lines };
}
