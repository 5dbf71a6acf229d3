import type { Problem } from '../../contract/problems.js';
import type { HostingRequest } from '../../contract/run/requests.js';
import type { PlanningServices } from './planning-services.js';

/** Where a run works, and as whom; a member is left out where it could not be found out. */
export interface AccountAndRole {
  readonly region?: string;
  readonly account?: string;
  readonly role?: string;
  readonly problems: readonly Problem[];
}

/** The request's region, account and role, else those of the environment and of the credentials in use. */
export async function accountAndRole(
  request: Pick<HostingRequest, 'region' | 'account' | 'role'>,
  services: PlanningServices,
): Promise<AccountAndRole> {
  const region = request.region ?? (await services.region());
  if (region === undefined) {
    return { problems: [{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }] };
  }
  const { account, local } = await services.identity(region);
  const role = request.role ?? (local ? localRole(region, account) : undefined);
  const problems: Problem[] = [];
  if (request.account !== undefined && request.account !== account) {
    problems.push({
      field: 'account',
      message: `"${request.account}" is not the account of the credentials in use, ${account}`,
    });
  }
  if (role !== undefined) return { region, account, role, problems };
  problems.push({ field: 'role', message: 'is missing; give the ARN of the SageMaker execution role (--role)' });
  return { region, account, problems };
}

/** Any role of its account is there for the local SageMaker, as long as it is of the region's partition. */
function localRole(region: string, account: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:iam::${account}:role/TunewrightLocal`;
}
