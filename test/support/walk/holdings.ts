import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { tagKeys } from '../../../src/contract/names.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';

/** All that a region of the local SageMaker holds. */
export interface Holdings {
  readonly jobs: readonly { name: string; state: string; run: string; execution: string }[];
  readonly endpoints: readonly { name: string; state: string; config: string }[];
  /** Models by config. */
  readonly configs: ReadonlyMap<string, readonly string[]>;
  readonly models: readonly string[];
}

const all = { MaxResults: 100 };
const texts = (names: (string | undefined)[]): string[] => names.filter((name) => name !== undefined);

export async function holdingsOf({ sageMaker }: Clients): Promise<Holdings> {
  const [jobs, endpoints, configs, models] = await Promise.all([
    sageMaker.send(new ListTrainingJobsCommand(all)),
    sageMaker.send(new ListEndpointsCommand(all)),
    sageMaker.send(new ListEndpointConfigsCommand(all)),
    sageMaker.send(new ListModelsCommand(all)),
  ]);
  return {
    jobs: await Promise.all(
      (jobs.TrainingJobSummaries ?? []).map(async ({ TrainingJobArn, TrainingJobName, TrainingJobStatus }) => {
        const { Tags = [] } = await sageMaker.send(new ListTagsCommand({ ResourceArn: TrainingJobArn }));
        const tag = (key: string): string => Tags.find(({ Key }) => Key === key)?.Value ?? '';
        const name = TrainingJobName ?? '';
        return { name, state: TrainingJobStatus ?? '', run: tag(tagKeys.run), execution: tag(tagKeys.execution) };
      }),
    ),
    endpoints: await present(
      texts((endpoints.Endpoints ?? []).map((each) => each.EndpointName)).map(async (EndpointName) => {
        const { EndpointStatus, EndpointConfigName } = await sageMaker.send(
          new DescribeEndpointCommand({ EndpointName }),
        );
        return { name: EndpointName, state: EndpointStatus ?? '', config: EndpointConfigName ?? '' };
      }),
    ),
    configs: new Map(
      await present(
        texts((configs.EndpointConfigs ?? []).map((each) => each.EndpointConfigName)).map(
          async (EndpointConfigName) => {
            const { ProductionVariants = [] } = await sageMaker.send(
              new DescribeEndpointConfigCommand({ EndpointConfigName }),
            );
            return [EndpointConfigName, texts(ProductionVariants.map((variant) => variant.ModelName))] as const;
          },
        ),
      ),
    ),
    models: texts((models.Models ?? []).map((model) => model.ModelName)),
  };
}

/** Without those that went after they were listed. */
async function present<T>(found: Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(found);
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

/** Deletes it past Tunewright. @returns whether it was there, and went */
export async function deleteByHand(
  { sageMaker }: Clients,
  what: 'endpoint' | 'endpoint config' | 'model',
  name: string,
): Promise<boolean> {
  const request = {
    endpoint: () => sageMaker.send(new DeleteEndpointCommand({ EndpointName: name })),
    'endpoint config': () => sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name })),
    model: () => sageMaker.send(new DeleteModelCommand({ ModelName: name })),
  }[what];
  return request().then(
    () => true,
    () => false,
  );
}

/** Leaves nothing in the region that the next walk would find. */
export async function empty(clients: Clients): Promise<void> {
  const { jobs, endpoints, configs, models } = await holdingsOf(clients);
  const running = jobs.filter(({ state }) => state === 'InProgress');
  await Promise.all([
    ...running.map(({ name }) =>
      clients.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: name })).catch(() => undefined),
    ),
    ...endpoints.map(({ name }) => deleteByHand(clients, 'endpoint', name)),
    ...[...configs.keys()].map((name) => deleteByHand(clients, 'endpoint config', name)),
    ...models.map((name) => deleteByHand(clients, 'model', name)),
  ]);
}
