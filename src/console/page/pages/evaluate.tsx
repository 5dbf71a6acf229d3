import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Evaluation } from '../../../contract/run/results.js';
import type { Progress } from '../data/evaluating.js';
import { evaluating } from '../data/evaluating.js';
import { Button } from '../parts/actions/button.js';
import { Confusion } from '../parts/charts/confusion.js';
import layout from '../parts/layout.module.css';
import { Mistakes } from '../parts/charts/mistakes.js';
import { Failure } from '../parts/states.js';
import { useNow } from '../parts/time.js';
import { useWords } from '../words/words.js';

/** Scores the endpoint on held-out rows: figures, what it took for what, and where it was surest and wrong. */
export function Evaluate({ endpoint }: { readonly endpoint: string }): ReactNode {
  const { t } = useWords();
  const id = useId();
  const [progress, setProgress] = useState<Progress | null>(null);
  const stop = useRef(new AbortController());
  const evaluation = useMutation({
    mutationFn: (file: File) => {
      stop.current.abort();
      stop.current = new AbortController();
      setProgress(null);
      return evaluating({ endpoint, file, onProgress: setProgress, signal: stop.current.signal });
    },
  });
  // Each row costs the endpoint its time: nobody would see the end.
  useEffect(() => () => stop.current.abort(), []);
  const stopped = stop.current.signal.aborted;
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
          if (file !== undefined) evaluation.mutate(file);
        }}
      />
      <p className={layout.muted}>{t.evaluation.how}</p>
      {evaluation.isPending ? <Underway progress={progress} stop={() => stop.current.abort()} /> : null}
      <div aria-live="polite" className={layout.stack}>
        {evaluation.error === null ? null : stopped ? (
          <p>{t.evaluation.stopped}</p>
        ) : (
          <Failure error={evaluation.error} />
        )}
        {evaluation.data === undefined ? null : <Scores evaluation={evaluation.data} />}
      </div>
    </section>
  );
}

function Underway({ progress, stop }: { readonly progress: Progress | null; readonly stop: () => void }): ReactNode {
  const { t, number, duration } = useWords();
  const [since] = useState(() => Date.now());
  const now = useNow(1_000);
  const id = useId();
  const { done, rows } = progress ?? { done: 0, rows: null };
  const left = rows === null || done === 0 ? null : ((now - since) / done) * (rows - done);
  return (
    <div className={layout.row}>
      <progress id={id} {...(rows === null ? {} : { value: done, max: rows })} aria-label={t.evaluation.title} />
      <span className={layout.number}>
        {rows === null ? t.common.loading : t.evaluation.progress(number(done, 0), number(rows, 0))}
        {left === null ? '' : ` · ${t.evaluation.left(duration(left))}`}
      </span>
      <Button onClick={stop}>{t.evaluation.stop}</Button>
    </div>
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
