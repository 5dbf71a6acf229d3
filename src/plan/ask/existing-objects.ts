import type { Problem } from '../../contract/problems.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/requests.js';
import type { NamedFiles } from '../decide/decision-input.js';
import { prefixOf } from '../decide/data-prefix.js';
import type { PlanningServices } from './planning-services.js';

/** Members that name an object on S3, and the object's URI. Not `data`: that is read as a whole. */
const objectsNamed = {
  validationData: (uri: string) => `${prefixOf(uri)}data.csv`,
  evaluationData: (uri: string) => `${prefixOf(uri)}data.csv`,
  modelUri: (uri: string) => uri,
  artifact: (uri: string) => uri,
} as const;

type AnyRequest = Partial<FineTuneRequest & DeployRequest>;

/** Objects of the request that are not there: found before training is paid for, not by the job or at the gate behind it. */
export async function missingObjects(
  request: AnyRequest,
  region: string,
  services: PlanningServices,
): Promise<Problem[]> {
  const looked = await lookAtObjects(request, region, services);
  return looked.flatMap(({ field, uri, found }) =>
    found === 'missing' ? [{ field, message: `there is no ${uri}; check the URI and the region of its bucket` }] : [],
  );
}

/** The objects of the request as they are now, as far as they may be looked at. */
export async function namedFiles(request: AnyRequest, region: string, services: PlanningServices): Promise<NamedFiles> {
  const looked = await lookAtObjects(request, region, services);
  return Object.fromEntries(
    looked.flatMap(({ field, uri, found }) => (typeof found === 'object' ? [[field, { uri, ...found }] as const] : [])),
  );
}

const lookAtObjects = (request: AnyRequest, region: string, services: PlanningServices) =>
  Promise.all(
    (Object.keys(objectsNamed) as (keyof typeof objectsNamed)[]).map(async (field) => {
      const uri = request[field];
      if (uri === undefined) return { field, uri: '', found: 'unknown' as const };
      const object = objectsNamed[field](uri);
      return { field, uri: object, found: (await services.object?.(object, region)) ?? ('unknown' as const) };
    }),
  );
