import type { Resource, SageMaker, Tags } from '../aws/index.js';
import { isAlreadyThere, readTags } from '../aws/index.js';
import { tagKeys } from '../contract/names.js';
import type { Tag } from '../plan/index.js';
import { failure } from './failures.js';

/** Do these tags say what the others were to say: same run, same request? */
export const areOurs = (found: Tags, tags: readonly Tag[]): boolean =>
  [tagKeys.run, tagKeys.request].every((key) => found[key] === tags.find(({ Key }) => Key === key)?.Value);

/** Creates, or adopts what an earlier attempt of this very activity created; anything else of that name is refused. */
export async function createOrAdopt(
  sagemaker: SageMaker,
  resource: Resource,
  { name, tags, create }: { name: string; tags: readonly Tag[]; create: () => Promise<void> },
): Promise<'created' | 'adopted'> {
  try {
    await create();
    return 'created';
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  const { arn } = await resource.describe(sagemaker, name);
  if (arn !== undefined && areOurs(await readTags(sagemaker, arn), tags)) return 'adopted';
  throw failure(
    'NameTaken',
    `${resource.kind} "${name}" exists and is not of this run, or was made for another request; choose another name or delete it`,
  );
}
