import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { RunList } from '../../../api/index.js';
import { search } from '../../data/fetch.js';
import { useModels, useRuns } from '../../data/queries.js';
import { leastCompared, mostCompared } from '../../data/run-ids.js';
import type { Selection } from '../../data/selection.js';
import { useSelection } from '../../data/selection.js';
import { LinkButton } from '../../parts/actions/button.js';
import { CompareBar, Pick } from '../../parts/actions/compare-bar.js';
import layout from '../../parts/layout.module.css';
import { PhaseStatus } from '../../parts/phase-status.js';
import { Empty, Failure, Loading } from '../../parts/states.js';
import { TheSame } from '../../parts/actions/the-same.js';
import { Time } from '../../parts/time.js';
import { useWords } from '../../words/words.js';
import styles from './compare.module.css';

const ended = { phase: 'ended' };

export function Choose(): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useRuns(ended);
  const selection = useSelection();
  return (
    <>
      <h2>{t.compare.chooseTitle(leastCompared, mostCompared)}</h2>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} again={() => void refetch()} />
        )
      ) : (
        <Candidates list={data} selection={selection} />
      )}
      <TheSame command="tunewright runs list --phase ended" method="GET" path={`/api/v1/runs${search(ended)}`} />
    </>
  );
}

function Candidates({ list, selection }: { readonly list: RunList; readonly selection: Selection }): ReactNode {
  const { t, percent } = useWords();
  const { data: models } = useModels();
  const { selected, toggle } = selection;
  const runs = list.runs.filter(({ type }) => type === 'fineTune');
  const elsewhere = selected.filter((id) => !runs.some(({ run }) => run === id));
  if (runs.length === 0 && elsewhere.length === 0) {
    return (
      <Empty why={t.compare.empty}>
        <LinkButton to="/runs/new" look="main">
          {t.runs.newRun}
        </LinkButton>
      </Empty>
    );
  }
  return (
    <>
      <p className={layout.muted}>{t.compare.chooseWhat}</p>
      <CompareBar selection={selection} />
      <ul>
        {elsewhere.map((run) => (
          <li key={run} className={styles.candidate}>
            <Pick run={run} picked toggle={toggle} />
            <RunLink run={run} />
          </li>
        ))}
        {runs.map(({ run, phase, model, accuracy, startedAt }) => (
          <li key={run} className={styles.candidate}>
            <Pick run={run} picked={selected.includes(run)} toggle={toggle} />
            <RunLink run={run} />
            <PhaseStatus phase={phase} />
            <span>
              {t.runs.accuracy} {accuracy === null ? t.compare.unknown : percent(accuracy)}
            </span>
            <span className={layout.muted}>{models?.models.find(({ id }) => id === model)?.title ?? model}</span>
            <Time iso={startedAt} />
          </li>
        ))}
      </ul>
      {list.next === null ? null : (
        <p className={layout.muted}>
          <Link to="/runs">{t.compare.more}</Link>
        </p>
      )}
    </>
  );
}

const RunLink = ({ run }: { readonly run: string }): ReactNode => (
  <Link to={`/runs/${encodeURIComponent(run)}`} className={styles.name}>
    {run}
  </Link>
);
