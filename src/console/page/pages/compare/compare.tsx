import type { ReactNode } from 'react';
import { lazy, Suspense, useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { RunView } from '../../../api/index.js';
import { useSetParameter } from '../../data/parameters.js';
import { useEachRun, useRuns } from '../../data/queries.js';
import { LinkButton } from '../../parts/button.js';
import { Check } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { Empty, Failure, Loading, Warnings } from '../../parts/states.js';
import { TheSame } from '../../parts/the-same.js';
import { useTitle } from '../../parts/title.js';
import { useWords } from '../../words/words.js';
import { DeployRun, isDeployable } from '../run/deploy-run.js';
import { CompareLink } from './compare-link.js';
import { compared, onOtherData, ranked } from './compared.js';
import { fewest, most, namesIn } from './selection.js';
import { Ranking } from './ranking.js';
import { Settings } from './settings.js';

const Curves = lazy(async () => ({ default: (await import('./compared-curves.js')).ComparedCurves }));

/** Runs beside each other: `?runs=a,b,c`, the first of them the baseline where `baseline` names no other. */
export function Compare(): ReactNode {
  const { t } = useWords();
  useTitle(t.compare.title);
  const [parameters] = useSearchParams();
  const asked = namesIn(parameters.get('runs')).slice(0, most);
  return (
    <div className={layout.stack}>
      <h1>{t.compare.title}</h1>
      {asked.length < fewest ? <Choice /> : <Beside asked={asked} />}
    </div>
  );
}

const ended = { phase: 'ended' };

/** Of ended runs, in `chosen` of the address. */
function Choice(): ReactNode {
  const { t, number } = useWords();
  const set = useSetParameter();
  const [parameters] = useSearchParams();
  const chosen = namesIn(parameters.get('chosen'));
  const { data, error, refetch } = useRuns(ended);
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
  const runs = data.runs.filter(({ type }) => type === 'fineTune');
  if (runs.length < fewest) {
    return (
      <Empty why={t.compare.tooFew}>
        <LinkButton to="/runs">{t.runs.title}</LinkButton>
      </Empty>
    );
  }
  return (
    <fieldset className={layout.card}>
      <legend className={layout.muted}>{t.compare.choose}</legend>
      {runs.map(({ run, accuracy }) => (
        <Check
          key={run}
          label={t.compare.choice(run, number(accuracy))}
          checked={chosen.includes(run)}
          disabled={chosen.length >= most && !chosen.includes(run)}
          onChange={({ target }) =>
            set('chosen', (target.checked ? [...chosen, run] : chosen.filter((one) => one !== run)).join(','))
          }
        />
      ))}
      <div>
        <CompareLink runs={chosen} />
      </div>
    </fieldset>
  );
}

function Beside({ asked }: { readonly asked: readonly string[] }): ReactNode {
  const { t } = useWords();
  const [parameters] = useSearchParams();
  const { runs, failures, loading, again } = useEachRun(asked);
  const trained = useMemo(() => ranked(runs.filter(isTrained).map(compared)), [runs]);
  const untrained = runs.filter((run) => !isTrained(run));
  const baseline = parameters.get('baseline') ?? '';
  const base = trained.find(({ run }) => run.run === baseline) ?? trained.find(({ run }) => run.run === asked[0]);
  const [best] = trained;
  return (
    <>
      {failures.map(({ run, error }) => (
        <section key={run} aria-label={run} className={layout.stack}>
          <h2>{run}</h2>
          <Failure error={error} again={again} />
        </section>
      ))}
      {untrained.map(({ run }) => (
        <p key={run} className={layout.card}>
          {t.compare.trainsNothing(run)}
        </p>
      ))}
      {loading ? <Loading /> : null}
      {best === undefined || base === undefined ? null : (
        <>
          {onOtherData(trained) ? <Warnings warnings={[t.compare.otherData]} /> : null}
          <Ranking ranked={trained} baseline={base} />
          {isDeployable(best.run) ? (
            <div>
              <DeployRun run={best.run}>{t.compare.deployBest(best.run.run)}</DeployRun>
            </div>
          ) : null}
          <Suspense fallback={<Loading />}>
            <Curves runs={trained} />
          </Suspense>
          <Settings runs={trained} />
        </>
      )}
      <div className={layout.row}>
        <Link to={`/compare?chosen=${asked.map(encodeURIComponent).join(',')}`}>{t.compare.others}</Link>
      </div>
      <TheSame
        command={asked.map((run) => `tunewright runs show ${run}`).join('\n')}
        method="GET"
        path={asked.map((run) => `/api/v1/runs/${encodeURIComponent(run)}`)}
      />
    </>
  );
}

const isTrained = ({ type }: RunView): boolean => type === 'fineTune';
