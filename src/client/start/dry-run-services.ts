import type { Aws } from '../../aws/index.js';
import type { PlanningServices } from '../../plan/index.js';

/**
 * Whom a dry run asks. An account that is given is taken at its word, and nothing of it is looked at, so that no network is needed;
 * a local endpoint is asked all the same. `earlierRun` finds a run that tells the likely cost.
 */
export function dryRunServices(
  aws: Aws,
  account: string | undefined,
  earlierRun?: PlanningServices['earlierRun'],
): PlanningServices {
  const given = hasLocalEndpoint() ? undefined : account;
  const asksAccount = given === undefined;
  return {
    region: () => aws.region(),
    identity: (region) => (asksAccount ? aws.identity(region) : Promise.resolve({ account: given, local: false })),
    catalog: (region) => aws.catalog(region),
    inspect: (uri, region, rule) => aws.inspect(uri, region, rule),
    prices: () => aws.prices(),
    ...(asksAccount && {
      priceList: (region, signal) => aws.priceList(region, signal),
      endpointOwner: (name, region) => aws.endpointOwner(name, region),
      endpointTwin: (name, region) => aws.endpointTwin(name, region),
      labelsOfArtifact: (uri, region) => aws.labelsOfArtifact(uri, region),
      bucketPlace: (bucket, region) => aws.bucketPlace(bucket, region),
      updateFault: (name, region) => aws.updateFault(name, region),
      fleet: (name, region) => aws.fleet(name, region),
      fleets: (region, signal) => aws.fleets(region, signal),
      object: (uri, region) => aws.object(uri, region),
      quotas: (names, region, signal) => aws.quotas(names, region, signal),
    }),
    ...(earlierRun && { earlierRun }),
  };
}

const hasLocalEndpoint = (): boolean =>
  (process.env['AWS_ENDPOINT_URL_STS'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
