import { validationException } from '../../../wire/service-error.js';
import type { JsonObject, Operation } from '../../../wire/protocols/aws-json.js';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A resource as the tag operations see it. */
export interface Taggable {
  readonly tags: readonly Tag[];
  readonly save: (tags: readonly Tag[]) => void;
}

export type FindTaggable = (region: string, arn: string) => Taggable | undefined;

const tagLimit = 50;

/** Adds tags or overwrites those with the same key. @throws ServiceError ValidationException above 50 */
function withTags(existing: readonly Tag[], added: readonly Tag[]): Tag[] {
  const byKey = new Map([...existing, ...added].map((tag) => [tag.Key, tag]));
  if (byKey.size > tagLimit) throw validationException(`The number of tags exceeds the limit of ${tagLimit}.`);
  return [...byKey.values()];
}

export function tagOperations(find: FindTaggable): Readonly<Record<'AddTags' | 'ListTags' | 'DeleteTags', Operation>> {
  const target = (input: JsonObject, region: string): Taggable => {
    const arn = String(input.ResourceArn);
    const found = find(region, arn);
    if (found === undefined) throw validationException(`Could not find resource "${arn}".`);
    return found;
  };
  return {
    AddTags: (input, region) => {
      const { tags, save } = target(input, region);
      const all = withTags(tags, input.Tags as Tag[]);
      save(all);
      return { Tags: all };
    },
    ListTags: (input, region) => ({ Tags: target(input, region).tags }),
    DeleteTags: (input, region) => {
      const { tags, save } = target(input, region);
      const keys = input.TagKeys as string[];
      save(tags.filter(({ Key }) => !keys.includes(Key)));
      return {};
    },
  };
}
