import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { validationException } from '../resources/validation-exception.js';

export const createModel: SageMakerOperation = (input, { models }) =>
  models.create(input, () => {
    if (input.PrimaryContainer === undefined && input.Containers === undefined) {
      throw validationException('You must specify either PrimaryContainer or Containers.');
    }
  });
