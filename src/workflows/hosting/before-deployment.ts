import { workflowInfo } from '@temporalio/workflow';
import type { EndpointKey, Step } from '../../contract/activities.js';
import type { LeaseGranted } from '../../contract/endpoint-workflow.js';
import { attemptOf } from '../../contract/names.js';
import type { HostingDecision, ModelData } from '../../contract/run/plan.js';
import type { LiveEndpoint } from '../../contract/run/results.js';
import { activities } from '../activity-options.js';
import { liveNow } from './live-model.js';
import { asFirstSeen, findsOwnConfig } from '../patches.js';

/** How the endpoint stands before it is touched. */
export interface Before {
  /** What is live, of whomever; null where the endpoint is to be created. */
  readonly live: LiveEndpoint | null;
  /** What an update would return to: a config of this run only where an earlier life left another model live there. */
  readonly replaced: LiveEndpoint | null;
  /** Where the run goes on after a reset: at the attempt whose config is live already, or behind it. */
  readonly first: Step | null;
  /** Is the candidate live already? What was live before it can't be asked any more then. */
  readonly isLive: boolean;
}

/** A run that was reset finds what it made in its earlier life, before it chooses names. */
export async function lookBefore(
  plan: HostingDecision,
  key: EndpointKey,
  { granted, modelData }: { readonly granted: LeaseGranted | null; readonly modelData: ModelData },
): Promise<Before> {
  const { run, hosting } = plan;
  const updates = hosting.update !== undefined;
  const live = updates ? await liveNow(plan, { ...key, toReplace: true }) : await afterReset(key);
  const attempt = live === null ? null : attemptOf(run, live.configName);
  if (live === null || attempt === null || !findsOwnConfig()) {
    return { live: updates ? live : null, replaced: updates ? live : null, first: null, isLive: false };
  }
  const { lastGood = null } = granted ?? {};
  const isOthers = lastGood !== null && attemptOf(run, lastGood.configName) === null;
  const rung = hosting.rungs.findIndex(
    ({ instanceType, ruledOut }) => instanceType === live.begunWith?.instanceType && ruledOut === undefined,
  );
  const next = { rung: 0, attempt: attempt + 1 };
  if (servesAnother(live, plan, modelData) || (rung === -1 && !updates && isKnown(live))) {
    return { live, replaced: live, first: next, isLive: false };
  }
  return {
    live,
    replaced: updates && isOthers ? lastGood : null,
    // Another instance type is wanted now: the next attempt brings it.
    first: rung === -1 ? next : { rung, attempt },
    isLive: true,
  };
}

/** Runs that looked before the model was told go on as they did: to the same names, which are refused there. */
const isKnown = ({ begunWith }: LiveEndpoint): boolean => begunWith?.modelUri !== undefined;

/** Was another model trained since? A repacked one lies at the same place, whatever it was made of. */
function servesAnother(live: LiveEndpoint, { hosting }: HostingDecision, modelData: ModelData): boolean {
  if (!isKnown(live) || hosting.repackScriptUri !== undefined) return false;
  return live.begunWith?.modelUri !== ('tarball' in modelData ? modelData.tarball : modelData.prefix);
}

/** Only a run that was reset may have made an endpoint before. */
export function goesOnAfterReset(): boolean {
  const { runId, firstExecutionRunId } = workflowInfo();
  return asFirstSeen('looks-after-reset', () => runId !== firstExecutionRunId);
}

async function afterReset({ name, ...place }: EndpointKey): Promise<LiveEndpoint | null> {
  if (!goesOnAfterReset()) return null;
  return activities('look', `Look at what is live on ${name}`).describeLive({ name, ...place, toReplace: true });
}
