import { workflowInfo } from '@temporalio/workflow';
import type { EndpointKey, Step } from '../../contract/activities.js';
import type { LeaseGranted } from '../../contract/endpoint-workflow.js';
import { attemptOf } from '../../contract/names.js';
import type { HostingDecision } from '../../contract/run/plan.js';
import type { LiveEndpoint } from '../../contract/run/results.js';
import { activities } from '../activity-options.js';
import { liveNow } from './live-model.js';
import { asFirstSeen, findsOwnConfig } from '../patches.js';

/** How the endpoint stands before it is touched. */
export interface Before {
  /** What is live, of whomever; null where the endpoint is to be created. */
  readonly live: LiveEndpoint | null;
  /** What an update would return to: never a config of this run. */
  readonly replaced: LiveEndpoint | null;
  /** Where the run goes on: at the attempt whose config is live already, after a reset to before it. */
  readonly first: Step | null;
}

/** A run that was reset finds what it made in its earlier life, before it chooses names. */
export async function lookBefore(
  plan: HostingDecision,
  key: EndpointKey,
  granted: LeaseGranted | null,
): Promise<Before> {
  const { run, hosting } = plan;
  const updates = hosting.update !== undefined;
  const live = updates ? await liveNow(plan, key) : await afterReset(key);
  const attempt = live === null ? null : attemptOf(run, live.configName);
  if (live === null || attempt === null || !findsOwnConfig()) {
    return { live: updates ? live : null, replaced: updates ? live : null, first: null };
  }
  const { lastGood = null } = granted ?? {};
  const isOthers = lastGood !== null && attemptOf(run, lastGood.configName) === null;
  const rung = hosting.rungs.findIndex(
    ({ instanceType, ruledOut }) => instanceType === live.begunWith?.instanceType && ruledOut === undefined,
  );
  return {
    live,
    replaced: updates && isOthers ? lastGood : null,
    // Another instance type is wanted now: the next attempt brings it.
    first: rung === -1 ? { rung: 0, attempt: attempt + 1 } : { rung, attempt },
  };
}

/** Only a run that was reset may have made an endpoint before. */
async function afterReset({ name, ...place }: EndpointKey): Promise<LiveEndpoint | null> {
  const { runId, firstExecutionRunId } = workflowInfo();
  if (!asFirstSeen('looks-after-reset', () => runId !== firstExecutionRunId)) return null;
  return activities('look', `Look at what is live on ${name}`).describeLive({ name, ...place });
}
