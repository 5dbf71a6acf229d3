import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { taggedResource } from '../region/tagged-resource.js';

export const listTags: SageMakerOperation = (input, state) => ({ Tags: taggedResource(input, state).tags });
