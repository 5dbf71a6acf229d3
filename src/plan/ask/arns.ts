import type { Problem } from '../../contract/problems.js';
import type { FineTuneRequest, HostingRequest } from '../../contract/run/requests.js';

type AnyRequest = HostingRequest & Pick<FineTuneRequest, 'training'>;

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** ARNs of another account, region or partition than the run's: AWS refuses them, some of them only after the training. */
export function arnProblems(
  request: AnyRequest,
  { region, account, role }: { region: string; account?: string; role?: string },
): Problem[] {
  const keys: Record<string, string | undefined> = {
    'training.volumeKmsKeyId': request.training?.volumeKmsKeyId,
    'training.outputKmsKeyId': request.training?.outputKmsKeyId,
    'endpoint.kmsKeyId': request.endpoint?.kmsKeyId,
  };
  const problems = Object.entries(keys).flatMap(([field, key]) => keyProblems(field, key, region));
  const [, partition, , , owner] = (role ?? '').split(':');
  if (role === undefined) return problems;
  const ofRole = (message: string): number => problems.push({ field: 'role', message });
  if (partition !== partitionOf(region)) {
    ofRole(`"${role}" is of partition ${partition ?? '?'}; ${region} is of ${partitionOf(region)}`);
  } else if (account !== undefined && owner !== account) {
    ofRole(`"${role}" is of account ${owner ?? '?'}; SageMaker takes only a role of the run's own, ${account}`);
  }
  return problems;
}

/** A key may be another account's; never another region's. */
function keyProblems(field: string, key: string | undefined, region: string): Problem[] {
  const [head, partition, , keyRegion] = (key ?? '').split(':');
  if (head !== 'arn' || (keyRegion === region && partition === partitionOf(region))) return [];
  return [{ field, message: `"${key ?? ''}" is not a key of ${region}, where the run works; name one of that region` }];
}
