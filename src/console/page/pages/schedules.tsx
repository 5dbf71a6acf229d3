import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ScheduleChanged, ScheduleChangeRequest, ScheduleList, ScheduleSummary } from '../../api/index.js';
import { call } from '../data/fetch.js';
import { cache, useSchedules } from '../data/queries.js';
import { useMay } from '../data/role.js';
import { useAction } from '../data/use-action.js';
import { Button } from '../parts/actions/button.js';
import { Confirm } from '../parts/actions/confirm.js';
import layout from '../parts/layout.module.css';
import { usePriceAtMost } from '../parts/price.js';
import { Empty, Failure, Loading } from '../parts/states.js';
import { TheSame } from '../parts/actions/the-same.js';
import { Time } from '../parts/time.js';
import { useTitle } from '../parts/title.js';
import { useWords } from '../words/words.js';
import styles from './schedules.module.css';

const creation =
  "tunewright schedules create nightly --cron '0 3 * * *' --only-if-data-changed --model MODEL --data s3://BUCKET/PREFIX/";

export function Schedules(): ReactNode {
  const { t } = useWords();
  useTitle(t.schedules.title);
  const { data, error, refetch } = useSchedules();
  return (
    <div className={layout.stack}>
      <h1>{t.schedules.title}</h1>
      {data !== undefined ? null : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} again={() => void refetch()} />
      )}
      {data === undefined ? null : data.schedules.length === 0 ? (
        <Empty why={t.schedules.empty}>
          <code>{creation}</code>
        </Empty>
      ) : (
        <Table schedules={data.schedules} />
      )}
      <TheSame command="tunewright schedules list" method="GET" path="/api/v1/schedules" />
    </div>
  );
}

function Table({ schedules }: { readonly schedules: readonly ScheduleSummary[] }): ReactNode {
  const { t } = useWords();
  return (
    <table className={`${layout.gridTable} ${styles.table}`}>
      <caption className="hidden">{t.schedules.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.runs.name}</th>
          <th scope="col">{t.schedules.times}</th>
          <th scope="col">{t.schedules.next}</th>
          <th scope="col">{t.schedules.lastRun}</th>
          <th scope="col">
            <span className="hidden">{t.schedules.pause}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {schedules.map((schedule) => (
          <Line key={schedule.schedule} schedule={schedule} />
        ))}
      </tbody>
    </table>
  );
}

function Line({
  schedule: { schedule, times, usdAtMost, paused, note, next, lastRun },
}: {
  readonly schedule: ScheduleSummary;
}): ReactNode {
  const { t } = useWords();
  const price = usePriceAtMost();
  return (
    <tr>
      <td className={styles.name}>{schedule}</td>
      <td>{times === null ? t.schedules.elsewhere : t.schedules.due(times)}</td>
      <td>
        <span className={styles.label}>{t.schedules.next} </span>
        <span>{paused ? t.schedules.paused(note) : next === null ? t.schedules.never : <Time iso={next} />}</span>
      </td>
      <td>
        <span className={styles.label}>{t.schedules.lastRun} </span>
        {lastRun === null ? t.schedules.noRun : <Link to={`/runs/${encodeURIComponent(lastRun)}`}>{lastRun}</Link>}
      </td>
      <td className={styles.presses}>
        <Change schedule={schedule} change={paused ? 'resume' : 'pause'} />
        <Change schedule={schedule} change="trigger" price={price(usdAtMost)} />
      </td>
    </tr>
  );
}

const withPause = ({ schedules }: ScheduleList, changed: string, paused: boolean): ScheduleList => ({
  schedules: schedules.map((one) => (one.schedule === changed ? { ...one, paused, note: null } : one)),
});

interface ChangeProps {
  readonly schedule: string;
  readonly change: ScheduleChangeRequest['change'];
  /** Of what spends. */
  readonly price?: string | undefined;
}

function Change({ schedule, change, price }: ChangeProps): ReactNode {
  const { t } = useWords();
  const may = useMay('operator');
  const [asking, setAsking] = useState(false);
  const changing = useAction({
    mutationFn: () =>
      call<ScheduleChanged>('POST', `/api/v1/schedules/${encodeURIComponent(schedule)}/changes`, { change }),
    // The server's own list may be a moment behind.
    onSuccess: () =>
      cache.setQueryData<ScheduleList>(['schedules'], (list) =>
        list === undefined || change === 'trigger' ? list : withPause(list, schedule, change === 'pause'),
      ),
  });
  const start = (): void => {
    setAsking(false);
    changing.mutate();
  };
  return (
    <>
      <Button
        price={price}
        disabled={!may || changing.isPending}
        onClick={() => (change === 'trigger' ? setAsking(true) : changing.mutate())}
      >
        {t.schedules[change]} <span className="hidden">{schedule}</span>
      </Button>
      <Confirm
        open={asking}
        title={t.schedules.triggerQuestion(schedule)}
        text={t.schedules.triggerWhat}
        close={() => setAsking(false)}
      >
        <Button look="main" price={price} onClick={start}>
          {t.schedules.trigger}
        </Button>
      </Confirm>
      <span className="hidden" role="status">
        {changing.isSuccess ? t.schedules.done : ''}
      </span>
      {changing.error === null ? null : <Failure error={changing.error} />}
    </>
  );
}
