import type { SageMaker } from '../aws/index.js';

/** Answers of SageMaker as the SDK types them. */
export type DescribeTrainingJob = Awaited<ReturnType<SageMaker['describeTrainingJob']>>;
export type DescribeEndpoint = Awaited<ReturnType<SageMaker['describeEndpoint']>>;
