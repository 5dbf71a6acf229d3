import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import type { RunView } from '../../../api/index.js';
import { CallError } from '../../data/fetch.js';
import { useEachRun, useWatch } from '../../data/queries.js';
import { choosePath, mostCompared } from '../../data/run-ids.js';
import { LinkButton } from '../../parts/actions/button.js';
import layout from '../../parts/layout.module.css';
import { Failure, Loading, Warnings } from '../../parts/states.js';
import { TheSame } from '../../parts/actions/the-same.js';
import { useWords } from '../../words/words.js';
import { Best } from './best.js';
import type { Ranked } from './ranking.js';
import { isSameData, measureOf, ranked } from './ranking.js';
import { RankingTable } from './ranking-table.js';
import { SettingsTable } from './settings-table.js';

const Curves = lazy(async () => ({ default: (await import('./curves-together.js')).CurvesTogether }));

interface ComparisonProps {
  /** The first is the baseline. */
  readonly runs: readonly string[];
  /** Also the settings in which they are the same. */
  readonly all: boolean;
}

export function Comparison({ runs: given, all }: ComparisonProps): ReactNode {
  const { t } = useWords();
  const ids = given.slice(0, mostCompared);
  const leftOut = given.slice(mostCompared);
  const answers = useEachRun(ids);
  return (
    <>
      {leftOut.length === 0 ? null : <Warnings warnings={[t.compare.leftOut(mostCompared, leftOut.join(', '))]} />}
      <Answered ids={ids} answers={answers} all={all} />
      <div>
        <LinkButton to={choosePath(ids)}>{t.compare.others}</LinkButton>
      </div>
      <TheSame
        command={ids.map((id) => `tunewright runs show ${id} --json`).join('\n')}
        method="GET"
        path={`/api/v1/runs/{${ids.map(encodeURIComponent).join(',')}}`}
      />
    </>
  );
}

interface AnsweredProps {
  readonly ids: readonly string[];
  readonly answers: readonly UseQueryResult<RunView>[];
  readonly all: boolean;
}

function Answered({ ids, answers, all }: AnsweredProps): ReactNode {
  if (answers.some(({ isPending }) => isPending)) return <Loading />;
  const runs = answers.flatMap(({ data }) => data ?? []);
  const [failed] = answers.filter(({ error }) => error !== null && !isMissing(error));
  const again = (): void => answers.forEach(({ error, refetch }) => void (error === null ? null : refetch()));
  const missing = ids.filter((_, index) => isMissing(answers[index]?.error));
  return (
    <>
      {failed === undefined ? null : <Failure error={failed.error} again={again} />}
      {runs.length + missing.length === 0 ? null : <Known ids={ids} runs={runs} missing={missing} all={all} />}
    </>
  );
}

const isMissing = (error: unknown): boolean => error instanceof CallError && error.status === 404;

interface KnownProps {
  readonly ids: readonly string[];
  readonly runs: readonly RunView[];
  readonly missing: readonly string[];
  readonly all: boolean;
}

function Known({ ids, runs, missing, all }: KnownProps): ReactNode {
  const { t } = useWords();
  const trained = runs.filter(({ type }) => type === 'fineTune');
  const measure = measureOf(trained);
  const ranking = ranked(trained, measure);
  const [baseline] = trained;
  const apart = [
    ...missing.map((run) => ({ run, why: t.compare.missing })),
    ...runs.filter((run) => !trained.includes(run)).map(({ run }) => ({ run, why: t.compare.untrained })),
  ];
  const isOther =
    measure === 'validation' && baseline !== undefined && trained.some((run) => isSameData(run, baseline) === false);
  return (
    <>
      {runs.map(({ run, running }) => (running ? <Follow key={run} run={run} /> : null))}
      {ranking.length === 0 ? null : <Best ranking={ranking} />}
      <Warnings warnings={isOther ? [t.compare.dataDiffers] : []} />
      <RankingTable ids={ids} ranking={ranking} measure={measure} baseline={baseline ?? null} apart={apart} all={all} />
      {baseline === undefined ? null : <Details ids={ids} trained={trained} ranking={ranking} all={all} />}
    </>
  );
}

/** Its figures are those of now while it goes on. */
function Follow({ run }: { readonly run: string }): null {
  useWatch(`run:${run}`);
  return null;
}

interface DetailsProps {
  readonly ids: readonly string[];
  readonly trained: readonly RunView[];
  readonly ranking: readonly Ranked[];
  readonly all: boolean;
}

const Details = ({ ids, trained, ranking, all }: DetailsProps): ReactNode => (
  <>
    <SettingsTable ids={ids} runs={trained} all={all} />
    <section className={layout.card} aria-labelledby="curves">
      <Suspense fallback={<Loading />}>
        <Curves ranking={ranking} />
      </Suspense>
    </section>
  </>
);
