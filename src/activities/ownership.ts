import type { SageMaker } from '../aws/index.js';
import { isAlreadyThere } from '../aws/index.js';
import { tagKeys } from '../contract/names.js';
import type { Tag } from '../plan/index.js';
import { failure } from './failures.js';

/** Is the resource of that ARN the one that these tags were meant for: same run, same request? */
export async function isOurs(sagemaker: SageMaker, arn: string, tags: readonly Tag[]): Promise<boolean> {
  return areOurs(await sagemaker.tags(arn), tags);
}

/** The same of tags that are known already. */
export const areOurs = (found: Readonly<Record<string, string>>, tags: readonly Tag[]): boolean =>
  [tagKeys.run, tagKeys.request].every((key) => found[key] === tags.find(({ Key }) => Key === key)?.Value);

/** Is it of this run at all, whatever the request was? Only such a resource may be removed. */
export async function isOfRun(sagemaker: SageMaker, arn: string, tags: readonly Tag[]): Promise<boolean> {
  const found = await sagemaker.tags(arn);
  return found[tagKeys.run] === tags.find(({ Key }) => Key === tagKeys.run)?.Value;
}

/** Creates, or adopts what an earlier attempt of this very activity created; anything else of that name is refused. */
export async function createOrAdopt(
  sagemaker: SageMaker,
  resource: {
    what: string;
    name: string;
    tags: readonly Tag[];
    create: () => Promise<void>;
    arn: () => Promise<string | undefined>;
  },
): Promise<'created' | 'adopted'> {
  try {
    await resource.create();
    return 'created';
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  const arn = await resource.arn();
  if (arn !== undefined && (await isOurs(sagemaker, arn, resource.tags))) return 'adopted';
  throw failure(
    'NameTaken',
    `${resource.what} "${resource.name}" exists and is not of this run, or was made for another request; choose another name or delete it`,
  );
}
