import { userInfo } from 'node:os';
import { Tunewright } from '../client/index.js';
import type { Run } from '../client/index.js';
import type { GateName } from '../contract/requests.js';
import type { DecisionOptions } from './commands/runs.js';
import { Narrator } from './follow.js';
import { print, printJson, table } from './output.js';
import { waitFor } from './wait-for.js';

async function withRun<T>(id: string, use: (run: Run) => Promise<T>): Promise<T> {
  const tunewright = await Tunewright.connect();
  try {
    return await use(tunewright.run(id));
  } finally {
    await tunewright.close();
  }
}

export async function listRuns(options: { limit: string; json?: true }): Promise<void> {
  const tunewright = await Tunewright.connect();
  try {
    const rows: { run: string; status: string; startedAt: string; closedAt: string | null }[] = [];
    for await (const info of tunewright.runs()) {
      rows.push({
        run: info.workflowId,
        status: info.status.name,
        startedAt: info.startTime.toISOString(),
        closedAt: info.closeTime?.toISOString() ?? null,
      });
      if (rows.length >= Number(options.limit)) break;
    }
    if (options.json === true) return printJson(rows);
    print(
      table(
        ['RUN', 'STATUS', 'STARTED', 'CLOSED'],
        rows.map((row) => [row.run, row.status, row.startedAt, row.closedAt ?? '']),
      ),
    );
  } finally {
    await tunewright.close();
  }
}

export async function showRun(id: string, options: { json?: true }): Promise<void> {
  await withRun(id, async (run) => {
    const { status: state, historyLength } = await run.describe();
    const status = await run.status();
    if (options.json === true) return printJson({ run: id, state: state.name, historyEvents: historyLength, status });
    print(`${id}: ${state.name} (${historyLength} history events)`);
    if (status === null)
      print('no worker answers, so there is nothing newer to show; start one with: tunewright worker');
    else new Narrator(print).tell(status);
  });
}

export function watchRun(id: string, options: { json?: true }): Promise<number> {
  return withRun(id, (run) => waitFor(run, options.json === true));
}

export async function decide(id: string, decision: 'approve' | 'reject', options: DecisionOptions): Promise<void> {
  await withRun(id, async (run) => {
    const record = await run[decision](options.gate as GateName | undefined, {
      by: options.by ?? userInfo().username,
      ...(options.reason === undefined ? {} : { reason: options.reason }),
    });
    if (options.json === true) printJson({ run: id, ...record });
    else
      print(`gate ${record.gate} of ${id}: ${record.decision === 'approve' ? 'approved' : 'rejected'} by ${record.by}`);
  });
}

export async function cancelRun(id: string, options: { json?: true }): Promise<void> {
  await withRun(id, async (run) => {
    await run.cancel();
    if (options.json === true) printJson({ run: id, cancelling: true });
    else print(`${id}: asked to stop; it undoes what it made first: tunewright runs watch ${id}`);
  });
}
