import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Aws } from '../../aws/index.js';
import type { RunStatus } from '../../contract/run/status.js';
import { queryStatus } from '../query-status.js';
import { runStatus } from './run-status.js';
import { describe } from './look.js';
import { pending } from './progress.js';
import type { RunSummary } from './run-description.js';
import { runSummary } from './run-description.js';
import type { RunRecord } from './run-record.js';
import { runRecord } from './run-record.js';

/** All that can be told of a run at one moment. Plain JSON. */
export interface RunSnapshot {
  readonly summary: RunSummary;
  /** Null while no worker answers. */
  readonly status: RunStatus | null;
  readonly record: RunRecord;
  /** Which state of its history this tells of. */
  readonly history: string;
}

/**
 * One call where nothing has happened since the last look; the history is read, and the workflow asked, only where the history has grown.
 * @throws InvalidInputError when there is no such run
 */
export async function snapshot(
  client: Client,
  aws: Aws,
  handle: WorkflowHandle,
  before: RunSnapshot | null,
): Promise<RunSnapshot> {
  const description = await describe(handle);
  const history = `${description.runId} ${description.historyLength}`;
  const isSame = before !== null && before.history === history;
  const record = isSame ? before.record : await runRecord(client, await handle.fetchHistory());
  const known = isSame ? before.status : null;
  const answered = known ?? (await queryStatus<unknown>(client, handle));
  const status = answered === null ? null : runStatus(answered, handle.workflowId);
  const { progress: _progress, trouble: _trouble, ...settled } = status ?? ({} as RunStatus);
  return {
    summary: runSummary(description),
    status: status === null ? null : { ...settled, ...(await pending(client, aws, description)) },
    record,
    history,
  };
}
