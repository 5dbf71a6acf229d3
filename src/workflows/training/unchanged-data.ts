import { workflowInfo } from '@temporalio/workflow';
import type { Plan } from '../../contract/run/plan.js';
import type { FineTuneResult } from '../../contract/run/results.js';
import type { RunParts } from '../run/run-lifecycle.js';

/**
 * What the schedule's last successful run came to, where that was on this very data; null for other data, and for a run that no schedule
 * started. Runs that failed are passed over: their data is tried again.
 */
export function trainedOn({ uri, etag }: Plan['dataset']): FineTuneResult | null {
  const last = workflowInfo().lastResult as Partial<FineTuneResult> | null | undefined;
  const isSame = etag !== undefined && last?.dataset?.uri === uri && last.dataset.etag === etag;
  return isSame && last?.trainingJob !== undefined ? (last as FineTuneResult) : null;
}

/** The result goes on to the next run of the schedule, which has to find there what it is compared with. */
export function skipped(trained: FineTuneResult, { run, published }: RunParts): FineTuneResult {
  const unchangedSince = trained.unchangedSince ?? trained.run;
  published.note(`skipped: the data is the one that ${unchangedSince} trained on`);
  return {
    ...trained,
    run: run.workflowId,
    outcome: 'skipped',
    unchangedSince,
    decisions: {},
    spending: published.spending.at(Date.now()),
  };
}
