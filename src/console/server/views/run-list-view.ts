import type { RunCounts, RunPage } from '../../../client/index.js';
import type { RunList, RunListRow } from '../../api/index.js';
import { runPhases } from '../../api/index.js';

export const runListView = ({ runs, next }: RunPage, counts: RunCounts | null): RunList => ({
  runs: runs.map(rowOf),
  next,
  counts: counts === null ? null : { ...counts },
});

function rowOf({ status, phase, ...rest }: RunPage['runs'][number]): RunListRow {
  const said = runPhases.find((name) => name === phase) ?? null;
  return { ...rest, phase: said, running: status === 'RUNNING', state: status };
}
