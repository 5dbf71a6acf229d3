import type { CreateEndpointConfigInput, DescribeEndpointConfigOutput } from '@aws-sdk/client-sagemaker';
import type { SageMaker } from '../sagemaker.js';
import { onwards } from './listed-state.js';
import type { Resource, Wire } from './resource.js';
import { created, listed } from './resource.js';
import { sdk } from '../sdk.js';

const kind = 'endpoint config';

export const endpointConfigs = {
  kind,
  /** The capture of data goes out as SageMaker gave it for another config. */
  async create(
    sagemaker: SageMaker,
    body: Wire<Omit<CreateEndpointConfigInput, 'DataCaptureConfig'>> & { DataCaptureConfig?: Record<string, unknown> },
  ): Promise<void> {
    await sagemaker.send(
      new (await sdk.sagemaker()).CreateEndpointConfigCommand(body as unknown as CreateEndpointConfigInput),
    );
  },
  async describe(sagemaker, EndpointConfigName) {
    const answer = await sagemaker.send(
      new (await sdk.sagemaker()).DescribeEndpointConfigCommand({ EndpointConfigName }),
    );
    return { arn: answer.EndpointConfigArn, state: created, answer };
  },
  async *list(sagemaker, createdFrom?: number) {
    for await (const page of sagemaker.pages(
      (await sdk.sagemaker()).paginateListEndpointConfigs,
      onwards(createdFrom),
    )) {
      for (const {
        EndpointConfigName: name,
        EndpointConfigArn: arn,
        CreationTime: createdAt,
      } of page.EndpointConfigs ?? []) {
        yield* listed(kind, { name, arn, createdAt });
      }
    }
  },
  async remove(sagemaker, EndpointConfigName) {
    await sagemaker.send(new (await sdk.sagemaker()).DeleteEndpointConfigCommand({ EndpointConfigName }));
  },
  isOver: () => false,
  isRemovable: () => true,
} satisfies Resource<DescribeEndpointConfigOutput> & Record<string, unknown>;

/** The models that a config names, one for each variant. */
export const modelNamesOf = ({ ProductionVariants: variants }: DescribeEndpointConfigOutput): string[] =>
  (variants ?? []).flatMap(({ ModelName }) => ModelName ?? []);

export type { DescribeEndpointConfigOutput };
