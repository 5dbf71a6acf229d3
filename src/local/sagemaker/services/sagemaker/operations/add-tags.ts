import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { taggedResource } from '../region/tagged-resource.js';
import { tagsIn, withTags } from '../resources/tag.js';

export const addTags: SageMakerOperation = (input, state) => {
  const { tags, save } = taggedResource(input, state);
  const all = withTags(tags, tagsIn(input));
  save(all);
  return { Tags: all };
};
