import type { ActivityOptions } from '@temporalio/workflow';
import type { Activities, EndpointKey } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { HostingDecision } from '../../contract/run/plan.js';
import { betterThanLive } from '../../contract/run/requests.js';
import type { EvaluationResult, LiveEndpoint, Metrics } from '../../contract/run/results.js';
import { activities } from '../activity-options.js';

/** What an update would replace; null where nothing is, or where the plan updates nothing. */
export async function liveNow(
  { hosting }: HostingDecision,
  key: Parameters<Activities['describeLive']>[0],
  more: ActivityOptions = {},
): Promise<LiveEndpoint | null> {
  if (hosting.update === undefined) return null;
  return activities('look', `Look at what is live on ${key.name}`, more).describeLive(key);
}

/** What the run leaves live. */
export const liveEndpoint = (
  { name, region }: EndpointKey,
  { configName, modelName }: { readonly configName: string; readonly modelName: string },
  metrics: Metrics,
): LiveEndpoint => ({
  ...{ name, region, configName, modelNames: [modelName] },
  ...(Object.keys(metrics).length === 0 ? {} : { metrics }),
});

/** As a gate's report has it: without texts, which go to whoever is told of the gate. */
export function withoutTexts(score: EvaluationResult): EvaluationResult {
  const { mistakes: _texts, ...figures } = score;
  return figures;
}

/** The score of whatever the endpoint serves now; null where no gate compares. */
export async function score(
  { evaluationUri, evaluationFile, gates }: HostingDecision,
  { name, region }: EndpointKey,
  summary: string,
): Promise<EvaluationResult | null> {
  if (evaluationUri === undefined || gates.traffic.rule !== betterThanLive) return null;
  return activities('move', summary).evaluateEndpoint({
    ...{ name, region, uri: evaluationUri },
    ...defined({ etag: evaluationFile?.etag }),
  });
}
