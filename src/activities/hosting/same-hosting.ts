import type { DescribeEndpointConfigOutput, DescribeModelOutput } from '../../aws/index.js';
import type { CreateEndpointConfigBody, CreateModelBody } from '../../plan/index.js';
import { adds, differs } from '../ownership.js';

/** Files besides those that were asked for; a model is made of them, or of a package. */
const furtherFiles = [
  ...['AdditionalModelDataSources', 'ModelPackageName', 'InferenceSpecificationName', 'MultiModelConfig'],
];

/** Is it this model, whatever its tags say? Its environment names the program that serves it. */
export function isSameModel(answer: DescribeModelOutput, body: CreateModelBody): boolean {
  const { ExecutionRoleArn, PrimaryContainer: wanted, VpcConfig, EnableNetworkIsolation } = body;
  const { PrimaryContainer: found } = answer;
  // SageMaker may name the files in both forms.
  const uri = 'ModelDataUrl' in wanted ? wanted.ModelDataUrl : wanted.ModelDataSource.S3DataSource.S3Uri;
  const { Image, Environment } = wanted;
  const files = { ModelDataUrl: uri, ModelDataSource: { S3DataSource: { S3Uri: uri } } };
  const container = { Image, Environment, ...files };
  return (
    !differs(answer, { ExecutionRoleArn, PrimaryContainer: container, VpcConfig, EnableNetworkIsolation }) &&
    !adds(found?.Environment, Environment) &&
    !adds(found, wanted, furtherFiles) &&
    !adds(answer, body, ['Containers', 'InferenceExecutionConfig', 'VpcConfig'])
  );
}

/** What takes texts and answers elsewhere. */
const furtherParts = [
  ...['DataCaptureConfig', 'ShadowProductionVariants', 'AsyncInferenceConfig', 'ExplainerConfig', 'KmsKeyId'],
];

/** Is it this config, whatever its tags say? */
export function isSameConfig(answer: DescribeEndpointConfigOutput, body: CreateEndpointConfigBody): boolean {
  const variants = body.ProductionVariants.map(({ ModelName, InstanceType, InitialInstanceCount }) => ({
    ModelName,
    InstanceType,
    InitialInstanceCount,
  }));
  const { KmsKeyId, DataCaptureConfig: capture } = body;
  const where = capture && { DestinationS3Uri: capture['DestinationS3Uri'] };
  return (
    !differs(answer, { ProductionVariants: variants, KmsKeyId, DataCaptureConfig: where }) &&
    !adds(answer, body, furtherParts) &&
    !(answer.ProductionVariants ?? []).some((found) => adds(found, {}, ['CoreDumpConfig', 'EnableSSMAccess']))
  );
}
