import type { CreateModelInput, DescribeModelOutput } from '@aws-sdk/client-sagemaker';
import type { SageMaker } from '../sagemaker.js';
import { onwards } from './listed-state.js';
import type { Resource } from './resource.js';
import { created, listed } from './resource.js';
import { sdk } from '../sdk.js';

const kind = 'model';

export const models = {
  kind,
  async create(sagemaker: SageMaker, body: CreateModelInput): Promise<void> {
    await sagemaker.send(new (await sdk.sagemaker()).CreateModelCommand(body));
  },
  async describe(sagemaker, ModelName) {
    const answer = await sagemaker.send(new (await sdk.sagemaker()).DescribeModelCommand({ ModelName }));
    return { arn: answer.ModelArn, state: created, answer };
  },
  async *list(sagemaker, createdFrom?: number) {
    for await (const page of sagemaker.pages((await sdk.sagemaker()).paginateListModels, onwards(createdFrom))) {
      for (const { ModelName: name, ModelArn: arn, CreationTime: createdAt } of page.Models ?? []) {
        yield* listed(kind, { name, arn, createdAt });
      }
    }
  },
  async remove(sagemaker, ModelName) {
    await sagemaker.send(new (await sdk.sagemaker()).DeleteModelCommand({ ModelName }));
  },
  isOver: () => false,
  isRemovable: () => true,
} satisfies Resource<DescribeModelOutput> & Record<string, unknown>;

export type { DescribeModelOutput };
