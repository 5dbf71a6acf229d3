import { validationException } from './validation-exception.js';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const tagLimit = 50;

/** Adds tags or overwrites those with the same key. @throws ServiceError ValidationException above 50 */
export function withTags(existing: readonly Tag[], added: readonly Tag[]): Tag[] {
  const byKey = new Map([...existing, ...added].map((tag) => [tag.Key, tag]));
  if (byKey.size > tagLimit) throw validationException(`The number of tags exceeds the limit of ${tagLimit}.`);
  return [...byKey.values()];
}
