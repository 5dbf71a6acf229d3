import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { taggedResource } from '../region/tagged-resource.js';

export const deleteTags: SageMakerOperation = (input, state) => {
  const { tags, save } = taggedResource(input, state);
  const keys = input.TagKeys as string[];
  save(tags.filter(({ Key }) => !keys.includes(Key)));
  return {};
};
