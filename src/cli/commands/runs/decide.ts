import { userInfo } from 'node:os';
import type { Run } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import type { GateName } from '../../../contract/run/requests.js';
import { decisionText, gateRows, gateText } from '../../../view/gate.js';
import { isTerminal, print, printJson, say } from '../../output.js';
import { rowLines } from '../../rows.js';
import { withTunewright } from '../../with-tunewright.js';

export interface DecisionOptions {
  gate?: string;
  by?: string;
  reason?: string;
  digest?: string;
  json?: true;
}

/** Approves or rejects at a gate; whoever sits at a terminal sees what about first, and decides on just that. */
export async function decide(id: string, decision: 'approve' | 'reject', options: DecisionOptions): Promise<void> {
  const { gate, by = userInfo().username, reason } = options;
  const record = await withTunewright(async (tunewright) => {
    const run = tunewright.run(id);
    const shown = isTerminal() && options.json !== true ? await showOpenGates(run, gate) : undefined;
    const digest = options.digest ?? shown;
    return run[decision](gate as GateName | undefined, { by, ...defined({ reason, digest }) });
  });
  if (options.json === true) printJson({ run: id, ...record });
  else print(`${id}: ${decisionText(record)}`);
}

/** The digest of the report that was shown, where a gate is open. */
async function showOpenGates(run: Run, asked: string | undefined): Promise<string | undefined> {
  const status = await run.status();
  const open = status?.gates.find(({ state, gate }) => state === 'open' && (asked ?? gate) === gate);
  if (open === undefined) return undefined;
  for (const line of [gateText(open), ...rowLines(gateRows(open))]) say(line);
  return open.digest;
}
