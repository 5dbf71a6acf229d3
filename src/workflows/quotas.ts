import { ApplicationFailure } from '@temporalio/workflow';
import type { FailureType } from '../contract/failures.js';
import type { HostingDecision, TrainingPlan } from '../contract/plan.js';
import type { QuotaFindings } from '../contract/quotas.js';
import { quotaFindings } from '../contract/quotas.js';
import { activities } from './activity-options.js';
import { readsQuotas } from './changes.js';

export interface Skipped {
  training: ReadonlyMap<number, string>;
  hosting: ReadonlyMap<number, string>;
}

/** Rungs that the account has no quota for, so that nothing is tried in vain. Before anything is paid for it is told if none is left. */
export async function rungsWithoutQuota(
  { region, account, hosting }: HostingDecision,
  training: TrainingPlan | null,
): Promise<Skipped> {
  if (!readsQuotas()) return { training: new Map(), hosting: new Map() };
  const typesOf = (rungs: readonly { instanceType: string }[]): string[] => [
    ...new Set(rungs.map(({ instanceType }) => instanceType)),
  ];
  const quotas = await activities('look', 'Read the quotas of the instance types').readQuotas({
    region,
    account,
    training: typesOf(training?.rungs ?? []),
    endpoint: typesOf(hosting.rungs),
  });
  const found = quotaFindings({ ...(training === null ? {} : { training }), hosting }, quotas);
  const exhausted = [found.training.exhausted, found.hosting.exhausted].filter((message) => message !== undefined);
  if (exhausted.length > 0) {
    const type: FailureType = 'QuotaExceeded';
    throw ApplicationFailure.nonRetryable(exhausted.join('\n'), type);
  }
  return { training: byRung(found.training), hosting: byRung(found.hosting) };
}

const byRung = ({ skip }: QuotaFindings): ReadonlyMap<number, string> =>
  new Map(skip.map(({ rung, reason }) => [rung, reason]));
