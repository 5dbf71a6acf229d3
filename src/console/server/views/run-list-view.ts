import type { RunCounts, RunPage } from '../../../client/index.js';
import type { RunList, RunListRow, RunPhase } from '../../api/index.js';
import { runPhases } from '../../api/index.js';

/** How runs ended that can't have said so themselves. */
const phaseOfState: Readonly<Record<string, RunPhase>> = {
  TERMINATED: 'failed',
  TIMED_OUT: 'failed',
  CANCELLED: 'cancelled',
};

export const runListView = ({ runs, next }: RunPage, counts: RunCounts | null): RunList => ({
  runs: runs.map(rowOf),
  next,
  counts: counts === null ? null : { ...counts },
});

function rowOf({ status, phase, ...rest }: RunPage['runs'][number]): RunListRow {
  const said = runPhases.find((name) => name === phase) ?? null;
  return { ...rest, phase: phaseOfState[status] ?? said, running: status === 'RUNNING', state: status };
}
