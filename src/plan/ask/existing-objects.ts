import type { Problem } from '../../contract/problems.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/run/requests.js';
import type { NamedFiles } from '../decide/decision-input.js';
import { prefixOf } from '../decide/data-prefix.js';
import type { FileFacts, PlanningServices } from './planning-services.js';

/** Members that name an object on S3, and the object's URI. Not `data`: that is read as a whole. */
const objectsNamed = {
  validationData: (uri: string) => `${prefixOf(uri)}data.csv`,
  evaluationData: (uri: string) => `${prefixOf(uri)}data.csv`,
  modelUri: (uri: string) => uri,
  artifact: (uri: string) => uri,
} as const;

type AnyRequest = Partial<FineTuneRequest & DeployRequest>;

/** An object that the request names, as it is now. */
export interface NamedObject {
  readonly field: keyof typeof objectsNamed;
  readonly uri: string;
  /** `unknown` where it may not be looked at, or nobody can be asked. */
  readonly found: FileFacts | 'missing' | 'unknown';
}

/** The objects of the request. */
export async function namedObjects(
  request: AnyRequest,
  region: string,
  services: PlanningServices,
): Promise<NamedObject[]> {
  const objects = (Object.keys(objectsNamed) as (keyof typeof objectsNamed)[]).map(async (field) => {
    const named = request[field];
    if (named === undefined) return [];
    const uri = objectsNamed[field](named);
    return [{ field, uri, found: (await services.object?.(uri, region)) ?? ('unknown' as const) }];
  });
  return (await Promise.all(objects)).flat();
}

/** Those that are not there: told before training is paid for, not by the job or at the gate behind it. */
export const missingObjects = (objects: readonly NamedObject[]): Problem[] =>
  objects.flatMap(({ field, uri, found }) =>
    found === 'missing' ? [{ field, message: `there is no ${uri}; check the URI and the region of its bucket` }] : [],
  );

/** By what those that may be looked at are known again. */
export const namedFiles = (objects: readonly NamedObject[]): NamedFiles =>
  Object.fromEntries(
    objects.flatMap(({ field, uri, found }) =>
      typeof found === 'object' ? [[field, { uri, ...found }] as const] : [],
    ),
  );
