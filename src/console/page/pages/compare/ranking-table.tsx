import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { RunView } from '../../../api/index.js';
import { useHealth } from '../../data/queries.js';
import { comparePath } from '../../data/run-ids.js';
import { Button } from '../../parts/actions/button.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import { AccuracyCell, DataCell, DifferenceCell, LossCell, ModelCell, RunCell, Took } from './cells.js';
import styles from './compare.module.css';
import type { Measure, Ranked } from './ranking.js';

interface RankingTableProps {
  /** As in the address. */
  readonly ids: readonly string[];
  readonly ranking: readonly Ranked[];
  readonly measure: Measure;
  /** Null: none of them trained. */
  readonly baseline: RunView | null;
  /** What stands in no ranking, and why. */
  readonly apart: readonly { readonly run: string; readonly why: string }[];
  readonly all: boolean;
}

/** The roles are said for browsers that forget them where a table is laid out as blocks. */
export function RankingTable({ ids, ranking, measure, baseline, apart, all }: RankingTableProps): ReactNode {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const hasHeldOut = ranking.some(({ run }) => run.heldOut !== null);
  const rebase = (run: string): void =>
    navigate(comparePath([run, ...ids.filter((id) => id !== run)], { all }), { replace: true });
  const heads = [
    t.compare.run,
    t.runs.accuracy,
    t.compare.difference,
    t.compare.loss,
    t.runs.cost,
    t.compare.duration,
    t.runs.model,
    t.compare.data,
  ];
  return (
    <section className={`${layout.stack} ${layout.tight}`} aria-labelledby="ranking">
      <h2 id="ranking">{t.compare.ranking}</h2>
      {ranking.length === 0 ? null : (
        <p className={layout.muted}>
          {t.compare.by[measure === 'validation' && hasHeldOut ? 'notAllHeldOut' : measure]}
        </p>
      )}
      <table role="table" className={`${layout.gridTable} ${styles.ranking}`}>
        <caption className="hidden">{t.compare.ranking}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {heads.map((head) => (
              <th key={head} role="columnheader" scope="col">
                {head}
              </th>
            ))}
            <th role="columnheader" scope="col">
              <span className="hidden">{t.compare.makeBaseline}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {ranking.map((each, index) => (
            <Line
              key={each.run.run}
              each={each}
              place={index + 1}
              by={{ ranking, measure, baseline }}
              rebase={rebase}
            />
          ))}
          {apart.map(({ run, why }) => (
            <tr key={run} role="row" className={styles.apart}>
              <th role="rowheader" scope="row" className={styles.name}>
                {run}
              </th>
              <td role="cell" colSpan={8} aria-colspan={8}>
                {why}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface LineProps {
  readonly each: Ranked;
  readonly place: number;
  readonly by: Pick<RankingTableProps, 'ranking' | 'measure' | 'baseline'>;
  readonly rebase: (run: string) => void;
}

function Line({ each, place, by: { ranking, measure, baseline }, rebase }: LineProps): ReactNode {
  const { t, money } = useWords();
  const { data: health } = useHealth();
  const { run, accuracy } = each;
  const isBaseline = run.run === baseline?.run;
  const held = ranking.find((one) => one.run.run === baseline?.run)?.accuracy ?? null;
  const label = (text: string): ReactNode => <span className={styles.label}>{text} </span>;
  return (
    <tr role="row">
      <RunCell run={run} place={accuracy === null ? null : place} />
      <td role="cell">
        {label(t.runs.accuracy)}
        <AccuracyCell run={run} measure={measure} />
      </td>
      <td role="cell">
        {label(t.compare.difference)}
        {isBaseline ? t.compare.baseline : <DifferenceCell accuracy={accuracy} baseline={held} />}
      </td>
      <td role="cell">
        {label(t.compare.loss)}
        <LossCell run={run} />
      </td>
      <td role="cell">
        {label(t.runs.cost)}
        {health?.standIn === true ? t.common.free : run.usd === null ? t.compare.unknown : money(run.usd)}
      </td>
      <td role="cell">
        {label(t.compare.duration)}
        <Took run={run} />
      </td>
      <td role="cell">
        {label(t.runs.model)}
        <ModelCell run={run} />
      </td>
      <td role="cell">
        {label(t.compare.data)}
        <DataCell run={run} baseline={isBaseline ? null : baseline} />
      </td>
      <td role="cell" className={styles.press}>
        {isBaseline ? null : (
          <Button onClick={() => rebase(run.run)}>
            {t.compare.makeBaseline} <span className="hidden">{run.run}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}
