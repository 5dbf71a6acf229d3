import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSetParameter } from '../../data/parameters.js';
import { useHealth } from '../../data/queries.js';
import { Button } from '../../parts/button.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import type { Compared } from './compared.js';
import { rankedBy } from './compared.js';
import styles from './compare.module.css';

interface RankingProps {
  readonly ranked: readonly Compared[];
  readonly baseline: Compared;
}

/** The best first, each with its distance to the baseline. */
export function Ranking({ ranked, baseline }: RankingProps): ReactNode {
  const { t, number, money, duration } = useWords();
  const { data: health } = useHealth();
  const set = useSetParameter();
  const score = rankedBy(ranked);
  const own = baseline[score];
  const columns = [
    t.compare.scores.validation,
    t.compare.scores.heldOut,
    t.compare.difference,
    t.compare.loss,
    t.runs.cost,
    t.compare.time,
    t.compare.data,
  ];
  const dataOf = ({ data }: Compared): string =>
    data === null || baseline.data === null ? '–' : data === baseline.data ? t.compare.same : t.compare.other;
  return (
    <section className={layout.card}>
      <h2 id="ranking">{t.compare.ranking}</h2>
      <p className={layout.muted}>{t.compare.rankedBy[score]}</p>
      <div className={layout.scroll} tabIndex={0} role="region" aria-labelledby="ranking">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.runs.name}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className={styles.figure}>
                  {column}
                </th>
              ))}
              <th scope="col">
                <span className="hidden">{t.compare.baseline}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {ranked.map((one) => {
              const { run, validation, heldOut, loss, usd } = one;
              const points = one[score] === null || own === null ? null : (one[score] - own) * 100;
              const end = run.closedAt === null ? null : Date.parse(run.closedAt);
              const figures = [
                number(validation),
                number(heldOut),
                one === baseline ? '' : points === null ? '–' : t.compare.points(signed(points, number)),
                number(loss),
                health?.standIn === true ? t.common.free : money(usd),
                end === null ? '–' : duration(end - Date.parse(run.startedAt)),
                dataOf(one),
              ];
              return (
                <tr key={run.run}>
                  <th scope="row" className={styles.name}>
                    <Link to={`/runs/${encodeURIComponent(run.run)}`}>{run.run}</Link>
                  </th>
                  {figures.map((figure, index) => (
                    <td key={index} className={styles.figure}>
                      {figure}
                    </td>
                  ))}
                  <td className={styles.name}>
                    {one === baseline ? (
                      <strong>{t.compare.baseline}</strong>
                    ) : (
                      <Button look="quiet" onClick={() => set('baseline', run.run)}>
                        {t.compare.asBaseline} <span className="hidden">{run.run}</span>
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const signed = (value: number, number: (value: number, digits: number) => string): string =>
  value > 0 ? `+${number(value, 1)}` : number(value, 1).replace('-', '−');
