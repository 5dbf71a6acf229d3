import { userInfo } from 'node:os';
import type { Run } from '../../../client/index.js';
import { DecisionRefusedError } from '../../../client/errors.js';
import type { RunStatus } from '../../../contract/run/status.js';
import { visibleLine } from '../../visible.js';

/** Decides at an open gate: at once with `--yes`, else by a question that shows the metrics. */
export function answerGate(run: Run, yes: boolean): (status: RunStatus) => Promise<void> {
  let asked = false;
  return async (status) => {
    const gate = status.gates.find(({ state }) => state === 'open');
    if (gate === undefined || asked) return;
    asked = true;
    const by = userInfo().username;
    const approved = yes || (await ask(status));
    try {
      if (approved)
        await run.approve(gate.gate, { by, reason: yes ? 'quickstart --yes' : 'approved in the quickstart' });
      else await run.reject(gate.gate, { by, reason: 'rejected in the quickstart' });
    } catch (error) {
      // Somebody was quicker, in the Temporal UI perhaps: theirs counts.
      if (!(error instanceof DecisionRefusedError)) throw error;
    }
  };
}

async function ask({ metrics, model, dataset }: RunStatus): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts');
  const figures = Object.entries(metrics)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const answer = await confirm({
    message: visibleLine(`Deploy ${model.id}, trained on ${dataset?.rows ?? '?'} rows (${figures || 'no metrics'})?`),
    output: process.stderr,
  });
  return !isCancel(answer) && answer;
}
