import type { Client } from '@temporalio/client';
import { defined } from '../../contract/defined.js';

/** What happens to a run that is due while the one before still goes on. */
export const overlaps = {
  skip: 'SKIP',
  'buffer-one': 'BUFFER_ONE',
  'buffer-all': 'BUFFER_ALL',
  'cancel-other': 'CANCEL_OTHER',
  'allow-all': 'ALLOW_ALL',
} as const;
/** A key of {@link overlaps}. */
export type Overlap = keyof typeof overlaps;

/** When runs are due, and what of those that meet, are late, or fail. */
export interface ScheduleTimes {
  /** Cron expressions such as `0 3 * * 1-5`. */
  readonly cron?: readonly string[];
  /** Seconds between two runs; counted from the epoch, plus `offsetInSeconds`. */
  readonly everySeconds?: number;
  readonly offsetInSeconds?: number;
  /** Of the cron expressions, such as `Europe/Berlin`; default UTC. */
  readonly timeZone?: string;
  /** Each run is late by a random time up to this. */
  readonly jitterInSeconds?: number;
  /** Default `skip`. */
  readonly overlap?: Overlap;
  /** How late a run may start that was due while Temporal was down; default 600. */
  readonly catchUpInSeconds?: number;
  /** Default true: after a run that failed or was rejected nothing more is started, until somebody resumes it. */
  readonly pauseOnFailure?: boolean;
  /** Default false. */
  readonly paused?: boolean;
  readonly note?: string;
}

const defaultCatchUpInSeconds = 600;
const milliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1_000;

type CreateOptions = Parameters<Client['schedule']['create']>[0];

/** The same in Temporal's words. */
export function temporalTimes(times: ScheduleTimes): Pick<CreateOptions, 'spec' | 'policies' | 'state'> {
  const { cron, everySeconds, offsetInSeconds, timeZone, overlap = 'skip', paused, note } = times;
  const every = milliseconds(everySeconds);
  const offset = milliseconds(offsetInSeconds);
  return {
    spec: defined({
      cronExpressions: cron === undefined ? undefined : [...cron],
      intervals: every === undefined ? undefined : [{ every, ...defined({ offset }) }],
      timezone: timeZone,
      jitter: milliseconds(times.jitterInSeconds),
    }),
    policies: {
      overlap: overlaps[overlap],
      catchupWindow: (times.catchUpInSeconds ?? defaultCatchUpInSeconds) * 1_000,
      pauseOnFailure: times.pauseOnFailure ?? true,
    },
    state: defined({ paused, note }),
  };
}

/** What was asked for in words, for lists: Temporal keeps cron expressions only as calendars. */
export function timesText({ cron, everySeconds, timeZone }: ScheduleTimes): string {
  const zone = timeZone === undefined ? '' : ` ${timeZone}`;
  const every = everySeconds === undefined ? [] : [`every ${everySeconds} s`];
  return [...(cron ?? []).map((expression) => `${expression}${zone}`), ...every].join('; ');
}
