import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import type { RunView } from '../../../api/index.js';
import { useRunLog } from '../../data/queries.js';
import { Check } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { Failure, Loading } from '../../parts/states.js';
import { useWords } from '../../words/words.js';

const LogLines = lazy(async () => ({ default: (await import('./log-lines.js')).LogLines }));

/** The newest lines of the training log as they come; all that is kept of it on demand. */
export function LogTail({ run }: { readonly run: RunView }): ReactNode {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  const [follow, setFollow] = useState(true);
  const tail = run.progress?.logTail ?? [];
  // The tail is the training activity's, and goes with it.
  const hasTrained = !run.running || run.epochs.length > 0;
  const showsAll = whole || (hasTrained && tail.length === 0);
  return (
    <section className={layout.card} aria-labelledby="log">
      <div className={`${layout.row} ${layout.spread}`}>
        <h2 id="log">{t.run.log}</h2>
        <div className={layout.row}>
          <Check label={t.run.follow} checked={follow} onChange={({ target }) => setFollow(target.checked)} />
          <Check label={t.run.wholeLog} checked={showsAll} onChange={({ target }) => setWhole(target.checked)} />
        </div>
      </div>
      {run.progress === null ? null : (
        <p className={layout.muted}>
          {run.progress.trouble === null ? run.progress.text : t.rows.problem(run.progress.trouble)}
        </p>
      )}
      {showsAll ? (
        <WholeLog run={run} follow={follow} />
      ) : tail.length === 0 ? (
        <p className={layout.muted}>{t.run.noLog}</p>
      ) : (
        <Suspense fallback={<Loading />}>
          <LogLines lines={tail} follow={follow} label={t.run.log} />
        </Suspense>
      )}
    </section>
  );
}

function WholeLog({ run, follow }: { readonly run: RunView; readonly follow: boolean }): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useRunLog(run.run, run.running);
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
  if (data.lines.length === 0) return <p className={layout.muted}>{t.run.noLog}</p>;
  return (
    <Suspense fallback={<Loading />}>
      {data.truncated ? <p className={layout.muted}>{t.run.older}</p> : null}
      <LogLines lines={data.lines} follow={follow} label={data.name ?? t.run.log} />
    </Suspense>
  );
}
