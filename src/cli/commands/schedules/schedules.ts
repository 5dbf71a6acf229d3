import type { Overlap, Schedule, ScheduleStatus, ScheduleSummary } from '../../../client/index.js';
import { Aws, InvalidInputError, preflight } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import { print, printJson, say, table } from '../../output.js';
import type { FineTuneCommandOptions } from '../../request-options/fine-tune-options.js';
import { fineTuneRequestOf } from '../../request-options/fine-tune-options.js';
import { withTunewright } from '../../with-tunewright.js';
import { fromEarlierRun } from '../start/earlier-run.js';

export interface Json {
  readonly json?: true;
}

export interface CreateCommandOptions extends Json {
  readonly cron?: string[];
  readonly every?: number;
  readonly timeZone?: string;
  readonly jitter?: number;
  readonly overlap: Overlap;
  readonly catchUp?: number;
  readonly pauseOnFailure: boolean;
  readonly onlyIfDataChanged?: true;
  readonly paused?: true;
  readonly note?: string;
  readonly dataKey?: string;
}

const withSchedule = <T>(id: string, use: (schedule: Schedule) => Promise<T>): Promise<T> =>
  withTunewright((tunewright) => use(tunewright.schedules.get(id)));

/** Looks at the request as a start does, and says what the schedule would do that may not be meant. */
export async function createSchedule(
  id: string,
  options: FineTuneCommandOptions & CreateCommandOptions,
): Promise<void> {
  const { cron, every: everySeconds, jitter, overlap, pauseOnFailure, paused, note, timeZone } = options;
  const request = { ...fineTuneRequestOf(options), ...defined({ onlyIfDataChanged: options.onlyIfDataChanged }) };
  const times = {
    ...defined({
      cron,
      everySeconds,
      timeZone,
      jitterInSeconds: jitter,
      catchUpInSeconds: options.catchUp,
      paused,
      note,
    }),
    overlap,
    pauseOnFailure,
  };
  const looked = await preflight('fineTune', await fromEarlierRun('fineTune', request), new Aws());
  for (const warning of looked.plan.warnings) say(`warning: ${warning}`);
  for (const { file, uri } of looked.uploads) {
    say(`uploading ${file} to ${uri}: every run takes this copy; name an s3:// prefix for data that changes`);
  }
  await withTunewright(async (tunewright) => {
    const warnings = await tunewright.createSchedule(id, looked, times, defined({ dataKmsKeyId: options.dataKey }));
    for (const warning of warnings) say(`warning: ${warning}`);
    const status = await tunewright.schedules.get(id).status();
    if (options.json === true) printJson({ ...status, warnings });
    else print(`schedule ${id}: next run ${status.next[0] ?? 'never'}`);
  });
}

export async function listSchedules({ json }: Json): Promise<void> {
  await withTunewright(async (tunewright) => {
    const found: ScheduleSummary[] = [];
    for await (const schedule of tunewright.schedules.list()) found.push(schedule);
    if (json === true) return printJson(found);
    const rows = found.map(({ schedule, type, times, paused, next, lastRun }) => [
      schedule,
      type,
      times ?? '',
      paused ? 'paused' : (next ?? ''),
      lastRun ?? '',
    ]);
    print(table(['SCHEDULE', 'TYPE', 'TIMES', 'NEXT', 'LAST RUN'], rows));
  });
}

export async function showSchedule(id: string, { json }: Json): Promise<void> {
  const status = await withSchedule(id, (schedule) => schedule.status());
  if (json === true) printJson(status);
  else statusLines(status).forEach((line) => print(line));
}

function statusLines(status: ScheduleStatus): string[] {
  const { schedule, type, times, paused, note, overlap, recent, running, next } = status;
  const zone = status.timeZone === null ? '' : ` (${status.timeZone})`;
  return [
    `${schedule}: ${type}, ${times ?? 'times set elsewhere'}${paused ? ', paused' : ''}${note === null ? '' : `: ${note}`}`,
    `overlap ${overlap.toLowerCase().replace('_', '-')}, up to ${status.catchUpInSeconds} s late, ${status.pauseOnFailure ? 'pauses' : 'goes on'} after a failure`,
    `started ${status.started}, skipped by overlap ${status.skippedByOverlap}, missed ${status.missed}`,
    ...recent.map(({ at, run }) => `${at} ${run}${running.includes(run) ? ' (going on)' : ''}`),
    ...next.slice(0, 3).map((time) => `next: ${time}${zone}`),
  ];
}

const done = { pause: 'paused', resume: 'resumed', trigger: 'triggered', delete: 'deleted' } as const;

export async function changeSchedule(
  id: string,
  change: keyof typeof done,
  { note, json }: Json & { note?: string },
): Promise<void> {
  await withSchedule(id, (schedule) => (change === 'trigger' ? schedule.trigger() : schedule[change](note)));
  if (json === true) printJson({ schedule: id, [done[change]]: true });
  else print(`${id}: ${done[change]}`);
}

export async function backfillSchedule(
  id: string,
  { from, to, json }: Json & { from: string; to: string },
): Promise<void> {
  const [start, end] = [timeOf('--from', from), timeOf('--to', to)];
  if (end <= start) throw new InvalidInputError([{ field: '--to', message: 'must be later than --from' }]);
  if (end.getTime() > Date.now()) {
    throw new InvalidInputError([{ field: '--to', message: `"${to}" is still to come; nothing was due then yet` }]);
  }
  await withSchedule(id, (schedule) => schedule.backfill(start, end));
  if (json === true) printJson({ schedule: id, from: start.toISOString(), to: end.toISOString() });
  else print(`${id}: starts what was due from ${start.toISOString()} to ${end.toISOString()}`);
}

const isoTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

function timeOf(field: string, text: string): Date {
  // Without a zone it would be that of this machine, and "5" a month of 2001.
  const time = new Date(isoTime.test(text) ? text : Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new InvalidInputError([{ field, message: `"${text}" is no time; write one such as 2026-11-01T00:00:00Z` }]);
}
