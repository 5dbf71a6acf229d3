import { CatalogError } from '../../catalog/index.js';
import type { Problem } from '../../contract/problems.js';
import type { ModelReference } from '../../contract/run/requests.js';
import type { ModelDocuments } from '../decide/decision-input.js';
import { problemsOf } from '../decide/document-problems.js';
import type { PlanningServices } from './planning-services.js';

/** What JumpStart publishes about the model in the version that the reference means. @throws CatalogError where it has no such model */
export async function modelDocuments(
  { id, version }: ModelReference,
  region: string,
  services: PlanningServices,
): Promise<ModelDocuments> {
  const catalog = await services.catalog(region);
  const spec = await catalog.spec(id, version);
  return { spec, newerVersion: await catalog.newerVersion(spec), buckets: catalog.buckets };
}

/** The same for a model that somebody asks for: one that is not there is a problem of the request. */
export async function requestedModel(
  model: ModelReference,
  region: string,
  services: PlanningServices,
): Promise<{ documents: ModelDocuments | null; problems: Problem[] }> {
  try {
    return { documents: await modelDocuments(model, region, services), problems: [] };
  } catch (error) {
    // Documents that can't be read are AWS's fault and worth a retry; the rest is the request's.
    if (!(error instanceof CatalogError) || error.field === 'catalogue') throw error;
    return { documents: null, problems: problemsOf([error]) };
  }
}
