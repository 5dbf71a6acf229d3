import type { DeployRequest, FineTuneRequest } from '../../contract/run/requests.js';
import type { PlanningServices } from './planning-services.js';

/** Names of the classes of the model that a request goes on with; null where it begins anew, or the model has none. */
export async function earlierLabels(
  { modelUri, artifact }: Partial<Pick<FineTuneRequest & DeployRequest, 'modelUri' | 'artifact'>>,
  region: string,
  services: PlanningServices,
): Promise<readonly string[] | null> {
  const uri = modelUri ?? artifact;
  return uri === undefined ? null : ((await services.labelsOfArtifact?.(uri, region)) ?? null);
}
