import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const deleteModel: SageMakerOperation = (input, { models }) => {
  models.delete(input);
  return undefined;
};
