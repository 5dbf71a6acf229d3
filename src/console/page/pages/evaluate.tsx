import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Evaluation } from '../../../contract/run/results.js';
import { call } from '../data/fetch.js';
import { Confusion } from '../parts/charts/confusion.js';
import layout from '../parts/layout.module.css';
import { Mistakes } from '../parts/charts/mistakes.js';
import { Failure, Loading } from '../parts/states.js';
import { useWords } from '../words/words.js';

/** Scores the endpoint on held-out rows: figures, what it took for what, and where it was surest and wrong. */
export function Evaluate({ endpoint }: { readonly endpoint: string }): ReactNode {
  const { t } = useWords();
  const id = useId();
  const evaluating = useMutation({
    mutationFn: (file: File) =>
      call<Evaluation>('POST', `/api/v1/endpoints/${encodeURIComponent(endpoint)}/evaluations`, file),
  });
  return (
    <section className={layout.card} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t.evaluation.title}</h2>
      <label htmlFor={id}>{t.evaluation.file}</label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) evaluating.mutate(file);
        }}
      />
      <p className={layout.muted}>{t.evaluation.how}</p>
      <div aria-live="polite" className={layout.stack}>
        {evaluating.isPending ? <Loading height="short" /> : null}
        {evaluating.error === null ? null : <Failure error={evaluating.error} />}
        {evaluating.data === undefined ? null : <Scores evaluation={evaluating.data} />}
      </div>
    </section>
  );
}

function Scores({ evaluation }: { readonly evaluation: Evaluation }): ReactNode {
  const { t, number, percent } = useWords();
  const { rows, accuracy, largestClassShare, macroF1, confusion, labels, mistakes } = evaluation;
  return (
    <>
      <p className={layout.number}>
        {t.evaluation.result(percent(accuracy), number(rows, 0), percent(largestClassShare), number(macroF1))}
      </p>
      <Confusion confusion={confusion} labels={labels} />
      <Mistakes mistakes={mistakes} labels={labels} />
    </>
  );
}
