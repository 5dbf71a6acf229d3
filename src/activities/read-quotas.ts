import { Context } from '@temporalio/activity';
import { readServiceQuotas } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import { calling, failure } from './failures.js';
import type { Services } from './services.js';

/** Milliseconds. A run does not depend on quotas, so it does not wait for them either. */
const patience = 20_000;

/** Names as Service Quotas gives them, by what uses the instance type. */
const quotaNames = {
  training: (type: string) => `${type} for training job usage`,
  spotTraining: (type: string) => `${type} for spot training job usage`,
  endpoint: (type: string) => `${type} for endpoint usage`,
} as const;

/** Nothing of this fails a run: permissions for Service Quotas are rare, and some partitions have no such service. */
export const readQuotas =
  (services: Services): Activities['readQuotas'] =>
  async ({ region, account, training, endpoint }) => {
    const { account: own } = await calling('GetCallerIdentity', () => services.aws.identity(region));
    if (own !== account)
      throw failure('WrongAccount', `the worker's credentials are of account ${own}, not ${account}`);
    const types = { training, spotTraining: training, endpoint };
    const usages = Object.keys(quotaNames) as (keyof typeof quotaNames)[];
    const names = new Set(usages.flatMap((usage) => types[usage].map(quotaNames[usage])));
    const values = await valuesOf(services, region, names);
    const quotasOf = (usage: keyof typeof quotaNames): Record<string, number | null> =>
      Object.fromEntries(types[usage].map((type) => [type, values.get(quotaNames[usage](type)) ?? null]));
    return { training: quotasOf('training'), spotTraining: quotasOf('spotTraining'), endpoint: quotasOf('endpoint') };
  };

async function valuesOf(
  services: Services,
  region: string,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const { cancellationSignal } = Context.current();
  try {
    const signal = AbortSignal.any([cancellationSignal, AbortSignal.timeout(patience)]);
    return await readServiceQuotas(services.aws.clients(region), names, signal);
  } catch {
    cancellationSignal.throwIfAborted();
    return new Map();
  }
}
