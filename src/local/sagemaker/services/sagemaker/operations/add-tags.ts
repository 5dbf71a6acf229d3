import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { taggedResource } from '../region/tagged-resource.js';
import { withTags } from '../resources/tag.js';
import type { Tag } from '../resources/tag.js';

export const addTags: SageMakerOperation = (input, state) => {
  const { tags, save } = taggedResource(input, state);
  const all = withTags(tags, input.Tags as Tag[]);
  save(all);
  return { Tags: all };
};
