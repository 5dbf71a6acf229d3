import type { ReactNode } from 'react';
import type { RunView } from '../../../api/index.js';
import { Confusion } from '../../parts/charts/confusion.js';
import layout from '../../parts/layout.module.css';
import { Mistakes } from '../../parts/charts/mistakes.js';
import { useWords } from '../../words/words.js';

/** What the run itself found on its held-out rows, before the endpoint's traffic was decided on. */
export function HeldOut({ score }: { readonly score: NonNullable<RunView['heldOut']> }): ReactNode {
  const { t, number, percent } = useWords();
  const { rows, accuracy, largestClassShare: largest, confusion, labels, mistakes } = score;
  const always = largest === null ? null : percent(largest);
  return (
    <section className={layout.card} aria-labelledby="held-out">
      <h2 id="held-out">{t.evaluation.own}</h2>
      <p className={layout.number}>{t.evaluation.ownResult(percent(accuracy), number(rows, 0), always)}</p>
      {confusion === null ? null : <Confusion confusion={confusion} labels={labels ?? undefined} />}
      <Mistakes mistakes={mistakes} labels={labels ?? undefined} />
    </section>
  );
}
