import type { Problem } from '../../contract/problems.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/requests.js';
import { prefixOf } from '../decide/data-prefix.js';
import type { PlanningServices } from './planning-services.js';

/** Members that name an object on S3, and the object's URI. Not `data`: that is read as a whole. */
const objectsNamed = {
  validationData: (uri: string) => `${prefixOf(uri)}data.csv`,
  evaluationData: (uri: string) => `${prefixOf(uri)}data.csv`,
  modelUri: (uri: string) => uri,
  artifact: (uri: string) => uri,
} as const;

/** Objects of the request that are not there: found before training is paid for, not by the job or at the gate behind it. */
export async function missingObjects(
  request: Partial<FineTuneRequest & DeployRequest>,
  region: string,
  services: PlanningServices,
): Promise<Problem[]> {
  const fields = Object.keys(objectsNamed) as (keyof typeof objectsNamed)[];
  const looked = await Promise.all(
    fields.map(async (field): Promise<Problem[]> => {
      const uri = request[field];
      if (uri === undefined || (await services.exists?.(objectsNamed[field](uri), region)) !== false) return [];
      return [
        { field, message: `there is no ${objectsNamed[field](uri)}; check the URI and the region of its bucket` },
      ];
    }),
  );
  return looked.flat();
}
