import type { WorkflowExecutionInfo } from '@temporalio/client';
import { runMemo } from '../../contract/run/run-memo.js';
import type { SearchAttributeName } from '../../contract/search-attributes.js';

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

/** A run in a list: what the server keeps of it, without a question to its workflow. Plain JSON. */
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
  /** The station, or how it ended: `plan`, `train`, `approve` (it waits for people), `deploy`, `test`, `done`, `skipped`, `rejected`, `cancelled` or `failed`; null before the first. */
  readonly phase: string | null;
  /** Id of the model; null until it is known. */
  readonly model: string | null;
  /** The endpoint that it deploys to; null until that is known. */
  readonly endpoint: string | null;
  /** Who started it, where that was told: a record, no proof. */
  readonly startedBy: string | null;
  /** Of validation, from 0 to 1; null before the training has ended. */
  readonly accuracy: number | null;
  /** US dollars spent, as of the last gate or the end; null before that, and where a price is not known. */
  readonly usd: number | null;
}

/** One run, from the server alone: no worker is needed to tell it. Plain JSON. */
export interface RunDescription extends RunSummary {
  /** Length of its Temporal history. */
  readonly historyEvents: number;
  /** `s3://…/model.tar.gz` that its training job left, however the run ended; null where none has completed that the run knows of. */
  readonly artifact: string | null;
}

/** How runs ended that can't have said so themselves, or had no time to. */
const phaseOfState: Readonly<Partial<Record<string, string>>> = {
  TERMINATED: 'failed',
  TIMED_OUT: 'failed',
  CANCELLED: 'cancelled',
};

export function runSummary({
  workflowId,
  type,
  status,
  startTime,
  closeTime,
  searchAttributes,
  memo,
}: Execution): RunSummary {
  const text = (name: SearchAttributeName | null, ofMemo: string): string | null => {
    const found: unknown = (name === null ? undefined : searchAttributes[name]?.[0]) ?? memo?.[ofMemo];
    return typeof found === 'string' ? found : null;
  };
  const figure = (name: string): number | null => {
    const found = memo?.[name];
    return typeof found === 'number' ? found : null;
  };
  return {
    run: workflowId,
    type,
    status: status.name,
    startedAt: startTime.toISOString(),
    closedAt: closeTime?.toISOString() ?? null,
    phase: phaseOfState[status.name] ?? text('TunewrightPhase', runMemo.phase),
    model: text('TunewrightModelId', runMemo.model),
    endpoint: text('TunewrightEndpoint', runMemo.endpoint),
    startedBy: text(null, runMemo.startedBy),
    accuracy: figure(runMemo.accuracy),
    usd: figure(runMemo.usd),
  };
}

export const runDescription = (info: Execution, artifact: string | null): RunDescription => ({
  ...runSummary(info),
  historyEvents: info.historyLength,
  artifact,
});
