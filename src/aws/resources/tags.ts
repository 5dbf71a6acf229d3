import type { SageMaker } from '../sagemaker.js';
import { sdk } from '../sdk.js';

/** Tags of a resource by key. */
export type Tags = Readonly<Record<string, string>>;

/** The tags of the resource of that ARN. Errors are the SDK's. */
export async function readTags(sagemaker: SageMaker, ResourceArn: string): Promise<Tags> {
  const found: Record<string, string> = {};
  for await (const page of sagemaker.pages((await sdk.sagemaker()).paginateListTags, { ResourceArn })) {
    for (const { Key, Value } of page.Tags ?? []) if (Key !== undefined) found[Key] = Value ?? '';
  }
  return found;
}

/** Sets one tag of the resource of that ARN, over what it was. Errors are the SDK's. */
export async function writeTag(
  sagemaker: SageMaker,
  ResourceArn: string,
  tag: { readonly Key: string; readonly Value: string },
): Promise<void> {
  await sagemaker.send(new (await sdk.sagemaker()).AddTagsCommand({ ResourceArn, Tags: [tag] }));
}
