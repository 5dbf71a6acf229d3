import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { executionInfoFromRaw } from '@temporalio/client/lib/helpers.js';
import { ofRuns } from '../../contract/workflow-types.js';
import { InvalidInputError } from '../errors.js';
import type { RunSummary } from './run-description.js';
import { runSummary } from './run-description.js';

/** `INVALID_ARGUMENT` of gRPC: here a query that names what the server does not know. */
const invalidArgument = 3;

/** Which runs are wanted; left out: all. */
export interface RunFilter {
  /** A station of the runs that go on, how runs ended, or whether they go on at all. */
  readonly phase?: string;
  /** Id of a model. */
  readonly model?: string;
  /** Name of the endpoint that they deploy to. */
  readonly endpoint?: string;
  /** The beginning of a run's id. */
  readonly search?: string;
}

/** Newest first, those that go on before those that have ended: no server sorts otherwise. */
export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** Of the next page. */
  readonly next: string | null;
}

/** How many runs there are. */
export interface RunCounts {
  readonly all: number;
  /** For a decision. */
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
}

const ended = `ExecutionStatus IN ('Terminated', 'TimedOut')`;

/** What Temporal is asked for each phase that is not simply the value of the attribute. */
const phaseQueries: Readonly<Record<string, string>> = {
  running: `ExecutionStatus = 'Running'`,
  ended: `ExecutionStatus != 'Running'`,
  failed: `(TunewrightPhase = 'failed' OR ${ended})`,
  cancelled: `TunewrightPhase = 'cancelled'`,
  rejected: `TunewrightPhase = 'rejected'`,
  done: `TunewrightPhase = 'done'`,
  skipped: `TunewrightPhase = 'skipped'`,
};

/** @throws InvalidInputError where the server lacks the search attributes */
export async function listRuns(
  client: Client,
  filter: RunFilter,
  page: { limit: number; cursor: string | null },
): Promise<RunPage> {
  const { namespace, loadedDataConverter } = client.options;
  const answer = await known(() =>
    client.workflowService.listWorkflowExecutions({
      namespace,
      query: queryOf(filter),
      pageSize: page.limit,
      nextPageToken: page.cursor === null ? new Uint8Array() : tokenOf(page.cursor),
    }),
  );
  const read = (raw: (typeof answer.executions)[number]) =>
    executionInfoFromRaw(raw, loadedDataConverter, raw, namespace).then(runSummary);
  const { executions, nextPageToken: token } = answer;
  const found = await Promise.allSettled(executions.map(read));
  // One run whose memo was written with the keys of others must not hide all the rest; where none can be read, keys are missing here.
  const failed = found.filter((each) => each.status === 'rejected');
  if (failed[0] !== undefined && failed.length === found.length) throw failed[0].reason;
  const runs = executions.map(async (raw, at) => {
    const each = found[at];
    return each?.status === 'fulfilled'
      ? each.value
      : read(Object.create(raw, { memo: { value: null } }) as typeof raw);
  });
  return { runs: await Promise.all(runs), next: token.length === 0 ? null : cursorOf(token) };
}

/** Servers try again and again on a token that they did not make, and call it a fault of theirs: so a cursor tells whether it is whole. */
const cursorOf = (token: Uint8Array): string => `${Buffer.from(token).toString('base64url')}.${checksum(token)}`;

function tokenOf(cursor: string): Uint8Array {
  const [text = '', sum] = cursor.split('.');
  const token = Buffer.from(text, 'base64url');
  if (token.length > 0 && sum === checksum(token)) return token;
  throw new InvalidInputError([{ field: 'cursor', message: 'is not one that a list has told; leave it out' }]);
}

const checksum = (token: Uint8Array): string => createHash('sha256').update(token).digest('hex').slice(0, 8);

/** @throws InvalidInputError where the server lacks the search attributes */
export async function countRuns(client: Client): Promise<RunCounts> {
  const count = async (query: string): Promise<number> =>
    Number((await client.workflow.count(`${ofRuns}${query === '' ? '' : ` AND ${query}`}`)).count);
  return known(async () => ({
    all: await count(''),
    running: await count(`ExecutionStatus = 'Running'`),
    waiting: await count(`ExecutionStatus = 'Running' AND TunewrightPhase = 'approve'`),
    failed: await count(phaseQueries['failed'] ?? ''),
  }));
}

function queryOf({ phase, model, endpoint, search }: RunFilter): string {
  const station = (name: string): string =>
    `TunewrightPhase = ${quoted('phase', name)} AND ExecutionStatus = 'Running'`;
  return [
    ofRuns,
    ...(phase === undefined ? [] : [phaseQueries[phase] ?? station(phase)]),
    ...(model === undefined ? [] : [`TunewrightModelId = ${quoted('model', model)}`]),
    ...(endpoint === undefined ? [] : [`TunewrightEndpoint = ${quoted('endpoint', endpoint)}`]),
    ...(search === undefined ? [] : [`WorkflowId STARTS_WITH ${quoted('search', search)}`]),
  ].join(' AND ');
}

/** Servers differ in how a quotation mark within a text is written, and fail at control characters; no name of ours has one. */
function quoted(field: string, text: string): string {
  if (!/['"`\\\p{Cc}]/u.test(text)) return `'${text}'`;
  throw new InvalidInputError([
    { field, message: `"${text}" is not allowed; use no quotation marks, backslashes or control characters` },
  ]);
}

async function known<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const cause = isGrpcServiceError(error) ? error : (error as Error).cause;
    if (!isGrpcServiceError(cause) || (cause.code as number) !== invalidArgument) throw error;
    const message = `the server refuses the question (${cause.details}); register the search attributes with: tunewright setup`;
    throw new InvalidInputError([{ field: 'phase', message }]);
  }
}
