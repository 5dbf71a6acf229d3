import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { RunView } from '../../../api/index.js';
import { useModelTitle } from '../../data/queries.js';
import layout from '../../parts/layout.module.css';
import { ModelLink } from '../../parts/model-link.js';
import { PhaseStatus } from '../../parts/phase-status.js';
import { useNow } from '../../parts/time.js';
import { useWords } from '../../words/words.js';
import { phaseOf } from '../run/phase-of.js';
import styles from './compare.module.css';
import type { Measure } from './ranking.js';
import { datasetOf, isSameData, newest, validationOf } from './ranking.js';

interface CellProps {
  readonly run: RunView;
}

/** `place` null: of its accuracy nothing is known. */
export const RunCell = ({ run, place }: CellProps & { readonly place: number | null }): ReactNode => (
  <th role="rowheader" scope="row" className={styles.run}>
    <span className={styles.place}>{place ?? '–'}</span>
    <span className={layout.row}>
      <Link to={`/runs/${encodeURIComponent(run.run)}`} className={styles.name}>
        {run.run}
      </Link>
      <PhaseStatus phase={phaseOf(run)} />
    </span>
  </th>
);

/** A figure, and behind it what it is of. */
const Figure = ({ text, of }: { readonly text: ReactNode; readonly of: string }): ReactNode => (
  <div className={styles.figure}>
    {text} <span className={layout.muted}>{of}</span>
  </div>
);

/** That by which it is ranked comes first. */
export function AccuracyCell({ run, measure }: CellProps & { readonly measure: Measure }): ReactNode {
  const { t, number, percent } = useWords();
  const { heldOut } = run;
  const validation = validationOf(run);
  const figures = [
    heldOut === null ? null : (
      <Figure key="heldOut" text={percent(heldOut.accuracy)} of={t.compare.of.heldOut(number(heldOut.rows, 0))} />
    ),
    validation === null ? null : <Figure key="validation" text={percent(validation)} of={t.compare.of.validation} />,
  ].filter((figure) => figure !== null);
  if (figures.length === 0) return t.compare.unknown;
  return measure === 'heldOut' ? figures : figures.reverse();
}

interface DifferenceProps {
  readonly accuracy: number | null;
  readonly baseline: number | null;
}

export function DifferenceCell({ accuracy, baseline }: DifferenceProps): ReactNode {
  const { t, points } = useWords();
  if (accuracy === null || baseline === null) return t.compare.unknown;
  return t.compare.points(points(accuracy - baseline));
}

/** Of the last epoch. */
export function LossCell({ run: { epochs } }: CellProps): ReactNode {
  const { t, fixed } = useWords();
  const validation = newest(epochs, 'valLoss');
  const training = newest(epochs, 'loss');
  if (validation !== null) return <Figure text={fixed(validation)} of={t.compare.of.validation} />;
  if (training !== null) return <Figure text={fixed(training)} of={t.compare.of.training} />;
  return t.compare.unknown;
}

export function Took({ run: { startedAt, closedAt } }: CellProps): ReactNode {
  const { t, duration } = useWords();
  const now = useNow(1_000);
  const began = Date.parse(startedAt);
  return closedAt === null ? t.compare.soFar(duration(now - began)) : duration(Date.parse(closedAt) - began);
}

export function ModelCell({ run: { model } }: CellProps): ReactNode {
  const { t } = useWords();
  const title = useModelTitle(model?.id ?? null);
  if (model === null) return t.compare.unknown;
  return <Figure text={<ModelLink id={model.id} title={title ?? model.id} />} of={model.version ?? ''} />;
}

/** `baseline` null: it is the baseline itself. */
export function DataCell({ run, baseline }: CellProps & { readonly baseline: RunView | null }): ReactNode {
  const { t, number } = useWords();
  const dataset = datasetOf(run);
  if (dataset === null) return t.compare.unknown;
  const rows = t.newRun.rowsAndClasses(number(dataset.rows, 0), dataset.classes);
  if (baseline === null) return rows;
  const same = isSameData(run, baseline);
  if (same === null) return `${rows}, ${t.compare.dataUnknown}`;
  return same ? t.compare.sameData : t.compare.otherData(rows);
}
