import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const listModels: SageMakerOperation = (input, { models }) => models.list(input);
