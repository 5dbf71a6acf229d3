import { Context } from '@temporalio/activity';
import { readServiceQuotas } from '../aws/index.js';
import type { HostingDecision, Plan } from '../contract/plan.js';
import type { Quotas } from '../plan/index.js';
import { quotaFindings } from '../plan/index.js';
import { deadline } from './deadline.js';
import { failure } from './failures.js';
import type { Services } from './services.js';

/** Milliseconds. A run does not depend on quotas, so it does not wait for them either. */
const patience = 20_000;

/** Names as Service Quotas gives them, by what uses the instance type. */
const quotaNames = {
  training: (type: string) => `${type} for training job usage`,
  spotTraining: (type: string) => `${type} for spot training job usage`,
  endpoint: (type: string) => `${type} for endpoint usage`,
} as const;

/** Rules out the rungs that the account has no quota for, so that nothing is tried, or paid for, in vain. `QuotaExceeded` when none is left. */
export async function withinQuotas<P extends HostingDecision & Partial<Pick<Plan, 'training'>>>(
  services: Services,
  plan: P,
): Promise<P> {
  const { training, hosting } = plan;
  const found = quotaFindings(plan, await readQuotas(services, plan));
  const exhausted = [found.training.exhausted, found.hosting.exhausted].filter((message) => message !== undefined);
  if (exhausted.length > 0) throw failure('QuotaExceeded', exhausted.join('\n'));
  const marked = <R extends object>(rungs: readonly R[], { skip }: { skip: { rung: number; reason: string }[] }): R[] =>
    rungs.map((rung, index) => {
      const reason = skip.find((ruledOut) => ruledOut.rung === index)?.reason;
      return reason === undefined ? rung : { ...rung, ruledOut: reason };
    });
  return {
    ...plan,
    ...(training === undefined ? {} : { training: { ...training, rungs: marked(training.rungs, found.training) } }),
    hosting: { ...hosting, rungs: marked(hosting.rungs, found.hosting) },
  };
}

async function readQuotas(
  services: Services,
  { region, training, hosting }: HostingDecision & Partial<Pick<Plan, 'training'>>,
): Promise<Quotas> {
  const typesOf = (rungs: readonly { instanceType: string }[]): string[] =>
    rungs.map(({ instanceType }) => instanceType);
  const jobs = typesOf(training?.rungs ?? []);
  const types = { training: jobs, spotTraining: jobs, endpoint: typesOf(hosting.rungs) };
  const usages = Object.keys(quotaNames) as (keyof typeof quotaNames)[];
  const names = new Set(usages.flatMap((usage) => types[usage].map(quotaNames[usage])));
  const values = await valuesOf(services, region, names);
  const quotasOf = (usage: keyof typeof quotaNames): Record<string, number | null> =>
    Object.fromEntries(types[usage].map((type) => [type, values.get(quotaNames[usage](type)) ?? null]));
  return { training: quotasOf('training'), spotTraining: quotasOf('spotTraining'), endpoint: quotasOf('endpoint') };
}

/** Nothing of this fails a run: permissions for Service Quotas are rare, and some partitions have no such service. */
async function valuesOf(
  services: Services,
  region: string,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const { cancellationSignal } = Context.current();
  const { signal, release } = deadline(cancellationSignal, patience);
  try {
    return await readServiceQuotas(services.aws.clients(region), names, signal);
  } catch {
    cancellationSignal.throwIfAborted();
    return new Map();
  } finally {
    release();
  }
}
