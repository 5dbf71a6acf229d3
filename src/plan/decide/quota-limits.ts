import type { HostingPlan, TrainingPlan } from '../../contract/plan.js';

/** What can be read of the account's limits: instances by instance type, null where nobody tells. */
export interface Quotas {
  training: Record<string, number | null>;
  spotTraining: Record<string, number | null>;
  endpoint: Record<string, number | null>;
}

/** A rung that the account's quota rules out. */
export interface RuledOut {
  /** Index in the plan's list of rungs. */
  rung: number;
  /** A sentence for the notes of the run. */
  reason: string;
}

export interface QuotaFindings {
  skip: RuledOut[];
  /** Set where no rung is left: why, and what to do. */
  exhausted?: string;
}

/** What the plan's ladders are judged by. */
export interface Ladders {
  /** Absent: nothing is trained. */
  training?: { rungs: Pick<TrainingPlan['rungs'][number], 'instanceType' | 'spot'>[] };
  hosting: { rungs: Pick<HostingPlan['rungs'][number], 'instanceType'>[]; instanceCount: number };
}

/**
 * The rungs that can't work whatever the capacity, because the account's quota is below the instances that they need. A quota
 * that nobody tells rules nothing out, nor do instances that are in use already: those may be gone when the rung's turn comes.
 */
export function quotaFindings(ladders: Ladders, quotas: Quotas): { training: QuotaFindings; hosting: QuotaFindings } {
  const { training = { rungs: [] }, hosting } = ladders;
  return {
    training: findingsOf(
      training.rungs.map(({ instanceType, spot }) => ({
        quota: (spot ? quotas.spotTraining : quotas.training)[instanceType],
        name: `${instanceType} for ${spot ? 'spot training job' : 'training job'} usage`,
        needed: 1,
      })),
    ),
    hosting: findingsOf(
      hosting.rungs.map(({ instanceType }) => ({
        quota: quotas.endpoint[instanceType],
        name: `${instanceType} for endpoint usage`,
        needed: hosting.instanceCount,
      })),
    ),
  };
}

interface Need {
  quota: number | null | undefined;
  /** As Service Quotas calls it. */
  name: string;
  needed: number;
}

function findingsOf(needs: Need[]): QuotaFindings {
  const skip = needs.flatMap(({ quota, name, needed }, rung) =>
    typeof quota === 'number' && quota < needed
      ? [{ rung, reason: `the account's quota "${name}" is ${quota}, ${needed} needed` }]
      : [],
  );
  if (needs.length === 0 || skip.length < needs.length) return { skip };
  const reasons = skip.map(({ reason }) => reason).join('; ');
  return { skip, exhausted: `${reasons}. Ask AWS for more (Service Quotas), or name another instance type` };
}
