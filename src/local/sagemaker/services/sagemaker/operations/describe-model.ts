import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const describeModel: SageMakerOperation = (input, { models }) => models.describe(input);
