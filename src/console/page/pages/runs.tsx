import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { RunList, RunListRow } from '../../api/index.js';
import { call, search } from '../data/fetch.js';
import { useSetParameter } from '../data/parameters.js';
import type { RunFilter } from '../data/queries.js';
import { useHealth, useModels, useRuns } from '../data/queries.js';
import type { Selection } from '../data/selection.js';
import { useSelection } from '../data/selection.js';
import { Button, LinkButton } from '../parts/actions/button.js';
import { CompareBar, Pick } from '../parts/actions/compare-bar.js';
import { Select, TextField } from '../parts/field.js';
import layout from '../parts/layout.module.css';
import { ModelLink } from '../parts/model-link.js';
import { PhaseStatus } from '../parts/phase-status.js';
import { Empty, Failure, Loading } from '../parts/states.js';
import { TheSame } from '../parts/actions/the-same.js';
import { Time } from '../parts/time.js';
import { useTitle } from '../parts/title.js';
import { useWords } from '../words/words.js';
import styles from './runs.module.css';

const filterNames = ['phase', 'model', 'search'] as const;

export function Runs(): ReactNode {
  const { t } = useWords();
  useTitle(t.runs.title);
  const [parameters] = useSearchParams();
  const filter: RunFilter = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = parameters.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
  const { data, error, refetch } = useRuns(filter);
  return (
    <div className={layout.stack}>
      <div className={`${layout.row} ${layout.spread}`}>
        <h1>{t.runs.title}</h1>
        <LinkButton to="/runs/new" look="main">
          {t.runs.newRun}
        </LinkButton>
      </div>
      <Tabs counts={data === undefined ? null : countsOf(data, filter)} />
      <Filters />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} again={() => void refetch()} />
        )
      ) : null}
      {data === undefined ? null : data.runs.length === 0 ? (
        <Empty why={Object.keys(filter).length === 0 ? t.runs.empty : t.runs.none}>
          {Object.keys(filter).length === 0 ? (
            <LinkButton to="/models" look="main">
              {t.models.tryButton}
            </LinkButton>
          ) : (
            <LinkButton to="/runs">{t.models.clear}</LinkButton>
          )}
        </Empty>
      ) : (
        <List key={JSON.stringify(filter)} first={data} filter={filter} />
      )}
      <TheSame command="tunewright runs list" method="GET" path={`/api/v1/runs${search(filter)}`} />
    </div>
  );
}

/** The list tells them where it is all there is; the server's own counts are some seconds older. */
function countsOf({ runs, next, counts }: RunList, filter: RunFilter): RunList['counts'] {
  if (next !== null || Object.keys(filter).length > 0) return counts;
  const count = (wanted: (run: RunListRow) => boolean): number => runs.filter(wanted).length;
  return {
    all: runs.length,
    waiting: count(({ phase }) => phase === 'approve'),
    running: count(({ running }) => running),
    failed: count(({ phase }) => phase === 'failed'),
  };
}

function Tabs({ counts }: { readonly counts: RunList['counts'] }): ReactNode {
  const { t, number } = useWords();
  const [parameters] = useSearchParams();
  const current = parameters.get('phase') ?? '';
  const selected = parameters.get('selected') ?? '';
  const tabs = [
    ['', t.runs.tabs.all, counts?.all],
    ['approve', t.runs.tabs.waiting, counts?.waiting],
    ['running', t.runs.tabs.running, counts?.running],
    ['failed', t.runs.tabs.failed, counts?.failed],
    ['done', t.runs.tabs.done, undefined],
  ] as const;
  return (
    <nav className={styles.tabs} aria-label={t.runs.byPhase}>
      {tabs.map(([phase, word, count]) => (
        <Link
          key={phase}
          to={`/runs${search({ phase, selected })}`}
          className={styles.tab}
          aria-current={current === phase}
        >
          {word}
          {count === undefined ? null : <span>{number(count, 0)}</span>}
        </Link>
      ))}
    </nav>
  );
}

function Filters(): ReactNode {
  const { t } = useWords();
  const [parameters] = useSearchParams();
  const { data: models } = useModels();
  const set = useSetParameter();
  return (
    <div className={styles.filters} role="search">
      <TextField
        label={t.runs.search}
        type="search"
        value={parameters.get('search') ?? ''}
        onChange={({ target }) => set('search', target.value)}
      />
      <Select
        label={t.newRun.model}
        value={parameters.get('model') ?? ''}
        onChange={({ target }) => set('model', target.value)}
        choices={[
          { value: '', text: t.models.all },
          ...(models?.models ?? []).map(({ id, title }) => ({ value: id, text: title })),
        ]}
      />
    </div>
  );
}

const columns = ['name', 'phase', 'model', 'accuracy', 'cost', 'age', 'by'] as const;
const figures: ReadonlySet<string> = new Set(['accuracy', 'cost'] satisfies (typeof columns)[number][]);

/**
 * The roles are those of a table by themselves, but for browsers that forget them where a table is laid out as blocks.
 *
 * The first page is live; older ones come on demand and stay as they were.
 */
function List({ first, filter }: { readonly first: RunList; readonly filter: RunFilter }): ReactNode {
  const { t } = useWords();
  const older = useInfiniteQuery({
    queryKey: ['older runs', filter],
    queryFn: ({ pageParam }) => call<RunList>('GET', `/api/v1/runs${search({ ...filter, cursor: pageParam })}`),
    initialPageParam: first.next ?? '',
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: false,
  });
  const { data: models } = useModels();
  const { data: health } = useHealth();
  const selection = useSelection();
  const titles = useMemo(() => new Map(models?.models.map(({ id, title }) => [id, title])), [models]);
  const pages = older.data?.pages ?? [];
  const { calm, fresh, show } = useCalm(first.runs);
  const shown = new Map([...calm, ...pages.flatMap(({ runs }) => runs)].map((run) => [run.run, run]));
  for (const run of calm) shown.set(run.run, run);
  const groups = groupsOf([...shown.values()]);
  const more = pages.length === 0 ? first.next !== null : older.hasNextPage;
  return (
    <>
      <CompareBar selection={selection} />
      {fresh === 0 ? null : (
        <div className={styles.fresh}>
          <Button onClick={show}>{t.runs.fresh(fresh)}</Button>
        </div>
      )}
      <table role="table" className={`${layout.gridTable} ${styles.table}`}>
        <caption className="hidden">{t.runs.title}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column}
                role="columnheader"
                scope="col"
                className={figures.has(column) ? styles.figure : undefined}
              >
                {t.runs[column]}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group, index) => (
          <tbody role="rowgroup" key={index}>
            {group.map((run) => (
              <Line
                key={run.run}
                run={run}
                model={run.model === null ? null : (titles.get(run.model) ?? run.model)}
                free={health?.standIn === true}
                picked={selection.selected.includes(run.run)}
                toggle={selection.toggle}
              />
            ))}
          </tbody>
        ))}
      </table>
      {more ? (
        <div>
          <Button
            disabled={older.isFetching}
            onClick={() => void (pages.length === 0 ? older.refetch() : older.fetchNextPage())}
          >
            {t.runs.more}
          </Button>
        </div>
      ) : null}
      {older.error === null ? null : <Failure error={older.error} />}
    </>
  );
}

/** Rows that are laid out and painted together, once they come near the screen: a thousand at once make scrolling stutter. */
const rowsOfAGroup = 25;

function groupsOf(runs: readonly RunListRow[]): readonly (readonly RunListRow[])[] {
  const count = Math.ceil(runs.length / rowsOfAGroup);
  return Array.from({ length: count }, (_, group) => runs.slice(group * rowsOfAGroup, (group + 1) * rowsOfAGroup));
}

const nearTop = 160;

/** New runs never push what somebody reads: away from the top of the page they wait behind a button. */
function useCalm(runs: readonly RunListRow[]): { calm: readonly RunListRow[]; fresh: number; show: () => void } {
  const [known, setKnown] = useState(() => new Set(runs.map(({ run }) => run)));
  const fresh = runs.filter(({ run }) => !known.has(run)).length;
  const show = useCallback(() => setKnown(new Set(runs.map(({ run }) => run))), [runs]);
  useEffect(() => {
    if (fresh > 0 && window.scrollY < nearTop) show();
  }, [fresh, show]);
  return { calm: runs.filter(({ run }) => known.has(run)), fresh, show };
}

interface LineProps {
  readonly run: RunListRow;
  /** What it is called. */
  readonly model: string | null;
  readonly free: boolean;
  readonly picked: boolean;
  readonly toggle: Selection['toggle'];
}

/** Drawn anew only where its run has changed: there may be a thousand. */
const Line = memo(function Line({ run, model, free, picked, toggle }: LineProps): ReactNode {
  const { t, fixed, money } = useWords();
  return (
    <tr role="row">
      <td role="cell" className={styles.first}>
        <Pick run={run.run} picked={picked} toggle={toggle} />
        <Link to={`/runs/${encodeURIComponent(run.run)}`} className={styles.name}>
          {run.run}
        </Link>
      </td>
      <td role="cell">
        <PhaseStatus phase={run.phase} />
      </td>
      <td role="cell">{run.model === null ? '–' : <ModelLink id={run.model} title={model ?? run.model} />}</td>
      <td role="cell" className={styles.figure}>
        <span className={styles.label}>{t.runs.accuracy} </span>
        {fixed(run.accuracy)}
      </td>
      <td role="cell" className={styles.figure}>
        <span className={styles.label}>{t.runs.cost} </span>
        {free ? t.common.free : money(run.usd)}
      </td>
      <td role="cell">
        <Time iso={run.startedAt} />
      </td>
      <td role="cell">
        <span className={styles.label}>{t.runs.by} </span>
        {run.startedBy ?? '–'}
      </td>
    </tr>
  );
});
