import type { JsonObject } from '../../../wire/service/operation.js';
import { validationException } from './validation-exception.js';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const tagLimit = 50;

/** The tags of a creation, or those to be added. @throws ServiceError ValidationException for two of one key */
export function tagsIn({ Tags = [] }: JsonObject): readonly Tag[] {
  const tags = Tags as readonly Tag[];
  const twice = tags.find(({ Key }, index) => tags.findIndex((tag) => tag.Key === Key) < index);
  if (twice !== undefined) throw validationException(`Duplicate tag keys found in the request: ${twice.Key}`);
  return tags;
}

/** Adds tags or overwrites those with the same key. @throws ServiceError ValidationException above 50 */
export function withTags(existing: readonly Tag[], added: readonly Tag[]): Tag[] {
  const byKey = new Map([...existing, ...added].map((tag) => [tag.Key, tag]));
  if (byKey.size > tagLimit) throw validationException(`The number of tags exceeds the limit of ${tagLimit}.`);
  return [...byKey.values()];
}
