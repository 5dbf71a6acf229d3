import type {
  CreateEndpointInput,
  DescribeEndpointOutput,
  UpdateEndpointInput,
  UpdateEndpointWeightsAndCapacitiesInput,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../contract/defined.js';
import type { LiveVariant } from '../../contract/run/results.js';
import type { SageMaker } from '../sagemaker.js';
import type { ListedState, ListQuery } from './listed-state.js';
import { onwards, pageOf } from './listed-state.js';
import type { Resource } from './resource.js';
import { listed } from './resource.js';
import { sdk } from '../sdk.js';

const kind = 'endpoint';

/** The states that take a deletion. */
const removable = new Set(['InService', 'Failed', 'OutOfService', 'UpdateRollbackFailed']);

/** The states that an endpoint leaves neither by itself nor by an update. */
const dead = new Set(['Failed', 'OutOfService', 'UpdateRollbackFailed', 'Deleting']);

export const endpoints = {
  kind,
  async create(sagemaker: SageMaker, body: CreateEndpointInput): Promise<void> {
    await sagemaker.send(new (await sdk.sagemaker()).CreateEndpointCommand(body));
  },
  async update(sagemaker: SageMaker, body: UpdateEndpointInput): Promise<void> {
    await sagemaker.send(new (await sdk.sagemaker()).UpdateEndpointCommand(body));
  },
  /** Sets the wanted instances (and shares of traffic) of variants. */
  async scale(sagemaker: SageMaker, body: UpdateEndpointWeightsAndCapacitiesInput): Promise<void> {
    await sagemaker.send(new (await sdk.sagemaker()).UpdateEndpointWeightsAndCapacitiesCommand(body));
  },
  async describe(sagemaker, EndpointName) {
    const answer = await sagemaker.send(new (await sdk.sagemaker()).DescribeEndpointCommand({ EndpointName }));
    return { arn: answer.EndpointArn, state: answer.EndpointStatus ?? 'unknown', answer };
  },
  async *list(sagemaker, createdFrom?: number) {
    for await (const page of sagemaker.pages((await sdk.sagemaker()).paginateListEndpoints, onwards(createdFrom))) {
      for (const endpoint of page.Endpoints ?? []) {
        const { EndpointName: name, EndpointArn: arn, EndpointStatus: state, CreationTime: createdAt } = endpoint;
        yield* listed(kind, { name, arn, state, createdAt });
      }
    }
  },
  /** Page by page, newest first. */
  async *states(sagemaker: SageMaker, query: ListQuery): AsyncGenerator<ListedState[]> {
    for await (const page of sagemaker.pages((await sdk.sagemaker()).paginateListEndpoints, pageOf(query))) {
      yield (page.Endpoints ?? []).map((endpoint) =>
        defined({
          name: endpoint.EndpointName ?? '',
          state: endpoint.EndpointStatus ?? 'unknown',
          createdAt: endpoint.CreationTime?.getTime(),
          modifiedAt: endpoint.LastModifiedTime?.getTime(),
        }),
      );
    }
  },
  async remove(sagemaker, EndpointName) {
    await sagemaker.send(new (await sdk.sagemaker()).DeleteEndpointCommand({ EndpointName }));
  },
  isOver: () => false,
  isRemovable: (state) => removable.has(state),
  isDead: (state: string): boolean => dead.has(state),
} satisfies Resource<DescribeEndpointOutput> & Record<string, unknown>;

/** The config that an endpoint is on, or on its way to. */
export const headsFor = ({
  PendingDeploymentSummary: pending,
  EndpointConfigName: current,
}: DescribeEndpointOutput): string => pending?.EndpointConfigName ?? current ?? '';

/** The variants as they are wanted now; undefined where SageMaker tells none. */
export function variantsOf({ ProductionVariants: variants = [] }: DescribeEndpointOutput): LiveVariant[] | undefined {
  const told = variants.flatMap(
    ({ VariantName: name, DesiredInstanceCount, CurrentInstanceCount, DesiredWeight, CurrentWeight }) => {
      const instanceCount = DesiredInstanceCount ?? CurrentInstanceCount;
      if (name === undefined || instanceCount === undefined) return [];
      return [defined({ name, instanceCount, weight: DesiredWeight ?? CurrentWeight })];
    },
  );
  return told.length === 0 ? undefined : told;
}

export type { DescribeEndpointOutput };
