import { boundedPages } from './bounded-pages.js';
import type { AwsClients } from './clients.js';
import { inTime } from './in-time.js';
import { sdk } from './sdk.js';

/** SageMaker has some thousands of quotas: the largest page there is. */
const pageSize = 100;

/**
 * Values of SageMaker's quotas in the clients' region by name, e.g. `ml.g5.xlarge for endpoint usage`. Empty where they can't be had in time:
 * permissions for Service Quotas are rare, and some partitions have no such service.
 */
export async function knownQuotas(clients: AwsClients, names: ReadonlySet<string>): Promise<Map<string, number>> {
  let found = new Map<string, number>();
  await inTime(async (limited) => {
    found = await readQuotas(clients, names, limited);
  });
  return found;
}

/** Reads until all are found. Errors are the SDK's. */
async function readQuotas(
  clients: AwsClients,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const config = { client: await clients.quotas(), pageSize };
  const { paginateListServiceQuotas } = await sdk.quotas();
  const pages = paginateListServiceQuotas(config, { ServiceCode: 'sagemaker' }, { abortSignal: signal });
  for await (const page of boundedPages(pages)) {
    for (const { QuotaName, Value } of page.Quotas ?? []) {
      if (QuotaName !== undefined && Value !== undefined && names.has(QuotaName)) found.set(QuotaName, Value);
    }
    if (found.size === names.size) break;
  }
  return found;
}
