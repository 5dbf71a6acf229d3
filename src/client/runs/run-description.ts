import type { WorkflowExecutionInfo } from '@temporalio/client';
import { runMemo } from '../../contract/run-memo.js';

/** What a list and a look at one run both tell. */
type Execution = Omit<WorkflowExecutionInfo, 'raw'>;

/** How Temporal sees a run: `COMPLETED` is done, `FAILED` also rejected. */
export type RunState =
  | 'RUNNING'
  | 'COMPLETED'
  | 'FAILED'
  | 'CANCELLED'
  | 'TERMINATED'
  | 'TIMED_OUT'
  | 'CONTINUED_AS_NEW'
  | 'PAUSED'
  | 'UNSPECIFIED'
  | 'UNKNOWN';

/** A run in a list. Plain JSON. */
export interface RunSummary {
  /** Its id, the workflow id. */
  readonly run: string;
  /** `fineTune` or `deploy`; of a workflow that is none of ours, whatever it is. */
  readonly type: string;
  readonly status: RunState;
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; null while it goes on. */
  readonly closedAt: string | null;
}

/** One run, from the server alone: no worker is needed to tell it. Plain JSON. */
export interface RunDescription extends RunSummary {
  /** Length of its Temporal history. */
  readonly historyEvents: number;
  /** `s3://…/model.tar.gz` that its training job left, however the run ended; null where none has completed that the run knows of. */
  readonly artifact: string | null;
}

export const runSummary = ({ workflowId, type, status, startTime, closeTime }: Execution): RunSummary => ({
  run: workflowId,
  type,
  status: status.name,
  startedAt: startTime.toISOString(),
  closedAt: closeTime?.toISOString() ?? null,
});

/** Who started it, where that was told. */
export function startedBy({ memo }: Execution): string | null {
  const name = memo?.[runMemo.startedBy];
  return typeof name === 'string' ? name : null;
}

export const runDescription = (info: Execution, artifact: string | null): RunDescription => ({
  ...runSummary(info),
  historyEvents: info.historyLength,
  artifact,
});
