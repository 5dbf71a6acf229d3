import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { EndpointView, RunList, RunListRow } from '../../api/index.js';
import { call, search } from '../data/fetch.js';
import { useMay } from '../data/role.js';
import { GoButton } from '../parts/actions/go-button.js';
import layout from '../parts/layout.module.css';
import { Failure, Loading } from '../parts/states.js';
import { Time } from '../parts/time.js';
import { useWords } from '../words/words.js';
import styles from './earlier-runs.module.css';

/** One more than are shown: the one that is live is left out. */
const asked = 11;

/** What else has served here and ended well, newest first: each can be deployed again, through the form that shows plan, gate and cost. */
export function EarlierRuns({ endpoint: { name, run } }: { readonly endpoint: EndpointView }): ReactNode {
  const { t } = useWords();
  const filter = { endpoint: name, phase: 'done', limit: asked };
  const { data, error, refetch } = useQuery({
    // Another run behind the endpoint: the list has changed too.
    queryKey: ['earlier runs', name, run],
    queryFn: () => call<RunList>('GET', `/api/v1/runs${search(filter)}`),
  });
  const earlier = data?.runs.filter((row) => row.run !== run).slice(0, asked - 1) ?? [];
  return (
    <section className={layout.card} aria-labelledby="earlier">
      <h2 id="earlier">{t.endpoint.earlier}</h2>
      {data === undefined && error === null ? <Loading height="short" /> : null}
      {error === null ? null : <Failure error={error} again={() => void refetch()} />}
      {data !== undefined && earlier.length === 0 ? <p className={layout.muted}>{t.endpoint.noEarlier}</p> : null}
      {earlier.length === 0 ? null : (
        <ul className={styles.list}>
          {earlier.map((row) => (
            <Line key={row.run} row={row} endpoint={name} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ row, endpoint }: { readonly row: RunListRow; readonly endpoint: string }): ReactNode {
  const { t, fixed } = useWords();
  const may = useMay('operator');
  const { run, accuracy, startedBy, startedAt, closedAt } = row;
  return (
    <li className={styles.line}>
      <Link to={`/runs/${encodeURIComponent(run)}`} className={styles.name}>
        {run}
      </Link>
      <span className={layout.number}>
        <span className={layout.muted}>{t.runs.accuracy} </span>
        {fixed(accuracy)}
      </span>
      <span>
        <span className={layout.muted}>{t.runs.by} </span>
        {startedBy ?? '–'}
      </span>
      <Time iso={closedAt ?? startedAt} />
      <GoButton to={`/runs/new${search({ from: run, endpoint })}`} disabled={!may}>
        {t.endpoint.again} <span className="hidden">{run}</span>
      </GoButton>
    </li>
  );
}
