import { userInfo } from 'node:os';
import type { RunSummary, RunFilter, Tunewright } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import type { RunStatus } from '../../../contract/run/status.js';
import { dollars } from '../../../view/money.js';
import { percent } from '../../../view/percent.js';
import { print, printJson, table } from '../../output.js';
import { withTunewright } from '../../with-tunewright.js';

export interface ListOptions extends RunFilter {
  readonly limit: number;
  readonly waitsForMe?: true;
  readonly by?: string;
  readonly json?: true;
}

/** Prints the runs that the filters let through. */
export async function listRuns(options: ListOptions): Promise<void> {
  const rows = await withTunewright((tunewright) =>
    options.waitsForMe === true ? waitingFor(tunewright, options) : first(tunewright, options),
  );
  if (options.json === true) return printJson(rows);
  print(
    table(
      ['RUN', 'TYPE', 'PHASE', 'MODEL', 'ACCURACY', 'COST', 'AGE'],
      rows.map((row) => runCells(row, Date.now())),
    ),
  );
}

async function first(
  tunewright: Tunewright,
  { limit, phase, model, endpoint, search }: ListOptions,
): Promise<RunSummary[]> {
  const filter = defined({ phase, model, endpoint, search });
  const runs: RunSummary[] = [];
  let cursor: string | null = null;
  do {
    const page = await tunewright.listRuns(filter, { limit: limit - runs.length, cursor });
    runs.push(...page.runs);
    cursor = page.next;
  } while (cursor !== null && runs.length < limit);
  return runs.slice(0, limit);
}

/** Who may decide stands in the run's status alone, so each run that waits is asked. */
async function waitingFor(tunewright: Tunewright, options: ListOptions): Promise<RunSummary[]> {
  const { by = userInfo().username, limit } = options;
  const waiting = await first(tunewright, { ...options, phase: 'approve', limit: Math.max(limit, mostAsked) });
  const found: RunSummary[] = [];
  for (const row of waiting) {
    const status = await tunewright.run(row.run).status();
    if (status !== null && waitsFor(status, by)) found.push(row);
    if (found.length === limit) break;
  }
  return found;
}

const mostAsked = 200;

/** Is a gate open at which that person may decide, and has not yet? */
export const waitsFor = ({ gates }: Pick<RunStatus, 'gates'>, name: string): boolean =>
  gates.some(
    ({ state, approvers = [], approvals = [] }) =>
      state === 'open' &&
      (approvers.length === 0 || approvers.includes(name)) &&
      !approvals.some((approval) => approval.by === name),
  );

/** What a list shows of a run, a cell each. */
export function runCells(row: RunSummary, now: number): string[] {
  const { run, type, status, phase, model, accuracy, usd, startedAt } = row;
  return [
    run,
    type,
    // A run that was terminated leaves the phase that it was in.
    status === 'RUNNING' || phase === 'done' || phase === 'failed' ? (phase ?? status.toLowerCase()) : ended(row),
    model ?? '',
    accuracy === null ? '' : percent(accuracy),
    usd === null ? '' : dollars(usd),
    age(now - Date.parse(startedAt)),
  ];
}

const ends = new Set(['rejected', 'cancelled', 'skipped']);
const ended = ({ status, phase }: RunSummary): string =>
  phase !== null && ends.has(phase) ? phase : status.toLowerCase().replaceAll('_', ' ');

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

function age(milliseconds: number): string {
  const [size, unit] = units.find(([length]) => milliseconds >= 2 * length) ?? [1_000, 's'];
  return `${Math.max(0, Math.floor(milliseconds / size))} ${unit}`;
}
