import { metricRule, ruleHolds } from '../../contract/run/gate-rule.js';
import type { GateReport } from '../../contract/run/gate-report.js';
import type { GatePlan } from '../../contract/run/plan.js';
import { betterThanLive } from '../../contract/run/requests.js';
import { percent } from '../../view/percent.js';

/** `record`: by what it passed, where somebody should know. `because`: why a human is asked. */
export type Verdict = { passes: true; record?: string } | { passes: false; because?: string };

/** What a gate's rule makes of the report: does it pass without a human? */
export function judge({ rule, because }: GatePlan, { metrics, scores }: GateReport): Verdict {
  if (rule === 'auto') return { passes: true };
  if (rule === betterThanLive) return judgeScores(scores);
  const parsed = metricRule(rule);
  if (parsed === null) return { passes: false, ...(because === undefined ? {} : { because }) };
  const value = metrics[parsed.metric];
  return ruleHolds(parsed, metrics)
    ? { passes: true, record: `${rule} holds (${value ?? '?'})` }
    : { passes: false, because: `${rule} does not hold (${value ?? 'the metric is missing'})` };
}

/** Strictly better: a model that is as good is not worth a change. Nothing live is no rival. */
function judgeScores(scores: GateReport['scores']): Verdict {
  if (scores === undefined) return { passes: false, because: 'the models were not scored' };
  const { candidate, live } = scores;
  if (live === null) return { passes: true, record: 'nothing was live to be better than' };
  const figures = `candidate ${percent(candidate.accuracy)}, live ${percent(live.accuracy)} on ${candidate.rows} held-out rows`;
  return candidate.accuracy > live.accuracy
    ? { passes: true, record: `better than the live model: ${figures}` }
    : { passes: false, because: `not better than the live model: ${figures}` };
}
