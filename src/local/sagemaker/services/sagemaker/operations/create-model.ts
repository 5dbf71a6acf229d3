import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { checkRole } from '../resources/foreign-arn.js';
import { validationException } from '../resources/validation-exception.js';

export const createModel: SageMakerOperation = (input, { region, models }) =>
  models.create(input, () => {
    checkRole(input.ExecutionRoleArn, region);
    if (input.PrimaryContainer === undefined && input.Containers === undefined) {
      throw validationException('You must specify either PrimaryContainer or Containers.');
    }
  });
