import type { Aws } from '../../aws/index.js';
import { endpointConfigs, endpoints, headsFor, orNull, readTags, sageMaker, variantsOf } from '../../aws/index.js';
import { tagKeys } from '../../contract/names.js';
import { askingAws } from '../asking-aws.js';

/** One endpoint as SageMaker describes it. Plain JSON. */
export interface DescribedEndpoint {
  readonly name: string;
  /** SageMaker's state of it, e.g. `InService`. */
  readonly status: string;
  /** ISO 8601. */
  readonly createdAt: string | null;
  /** The run whose model it serves or heads for, by the tags of its config. */
  readonly run: string | null;
  /** Id of the JumpStart model, by the same tags. */
  readonly model: string | null;
  /** Of its first variant. */
  readonly instanceType: string | null;
  /** Of all variants together. */
  readonly instanceCount: number | null;
  /** In SageMaker's words. */
  readonly failureReason: string | null;
}

/** Null where there is no endpoint of that name. @throws UnreachableError */
export function describeEndpoint(aws: Aws, region: string, name: string): Promise<DescribedEndpoint | null> {
  const sagemaker = sageMaker(aws.clients(region));
  return askingAws(() =>
    orNull(async () => {
      const { arn, state, answer } = await endpoints.describe(sagemaker, name);
      const config = await orNull(() => endpointConfigs.describe(sagemaker, headsFor(answer)));
      // The endpoint's own tags tell who made it; its config's, what an update has made of it since.
      const tagged = config?.arn ?? arn;
      const tags = tagged === undefined ? {} : await readTags(sagemaker, tagged);
      const counts = variantsOf(answer)?.map(({ instanceCount }) => instanceCount);
      const [variant] = config?.answer.ProductionVariants ?? [];
      return {
        name,
        status: state,
        createdAt: answer.CreationTime?.toISOString() ?? null,
        run: tags[tagKeys.run] ?? null,
        model: tags['sagemaker-sdk:jumpstart-model-id'] ?? null,
        instanceType: variant?.InstanceType ?? null,
        instanceCount: counts?.reduce((sum, count) => sum + count, 0) ?? variant?.InitialInstanceCount ?? null,
        failureReason: answer.FailureReason ?? null,
      };
    }),
  );
}
