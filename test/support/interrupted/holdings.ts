import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  DescribeTrainingJobCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { vi } from 'vitest';
import { tagKeys } from '../../../src/contract/names.js';
import { image } from '../../local/sagemaker/hosting-requests.js';
import { role } from '../../local/sagemaker/local-sagemaker.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import { artifact } from './stack.js';

/**
 * What the local SageMaker holds of one run, by name and state. `own` is the name that derives from the run, `own-2` that of its
 * second attempt, `live` the endpoint that the run was to update, and `before` what that one stood on.
 */
export interface Holdings {
  /** E.g. `own Completed`. */
  trainingJobs: string[];
  models: string[];
  configs: string[];
  /** E.g. `own InService on own`. */
  endpoints: string[];
}

export const nothing: Holdings = { trainingJobs: [], models: [], configs: [], endpoints: [] };

export const liveEndpointOf = (run: string): string => `${run}-live`;

/** Everything whose name begins with the run's id. */
export async function holdingsOf({ sageMaker }: Clients, run: string): Promise<Holdings> {
  const prefix = `${run}-`;
  const search = { NameContains: prefix, MaxResults: 100 };
  const called = (name = ''): string => name.slice(prefix.length).replace(/^[0-9a-f]{10}/, 'own');
  const [jobs, models, configs, endpoints] = await Promise.all([
    sageMaker.send(new ListTrainingJobsCommand(search)),
    sageMaker.send(new ListModelsCommand(search)),
    sageMaker.send(new ListEndpointConfigsCommand(search)),
    sageMaker.send(new ListEndpointsCommand(search)),
  ]);
  const own = (names: (string | undefined)[] = []): string[] =>
    names.filter((name) => name !== undefined).filter((name) => name.startsWith(prefix));
  return {
    trainingJobs: await Promise.all(
      own(jobs.TrainingJobSummaries?.map((job) => job.TrainingJobName)).map(async (TrainingJobName) => {
        const { TrainingJobStatus } = await sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
        return `${called(TrainingJobName)} ${TrainingJobStatus}`;
      }),
    ),
    models: own(models.Models?.map((model) => model.ModelName)).map(called),
    configs: own(configs.EndpointConfigs?.map((config) => config.EndpointConfigName)).map(called),
    endpoints: await Promise.all(
      own(endpoints.Endpoints?.map((endpoint) => endpoint.EndpointName)).map(async (EndpointName) => {
        const found = await sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
        return `${called(EndpointName)} ${found.EndpointStatus} on ${called(found.EndpointConfigName)}`;
      }),
    ),
  };
}

/** An endpoint that an earlier run made, with a config and a model of its own, for a run that is to update it. */
export async function standBefore({ sageMaker }: Clients, run: string): Promise<void> {
  const name = `${run}-before`;
  const EndpointName = liveEndpointOf(run);
  const Tags = [{ Key: tagKeys.run, Value: `before-${run}` }];
  const PrimaryContainer = { Image: image, ModelDataUrl: artifact };
  await sageMaker.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn: role, PrimaryContainer, Tags }));
  await sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [
        { VariantName: 'AllTraffic', ModelName: name, InitialInstanceCount: 1, InstanceType: 'ml.m5.xlarge' },
      ],
      Tags,
    }),
  );
  await sageMaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: name, Tags }));
  await vi.waitFor(async () => {
    const { EndpointStatus } = await sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
    if (EndpointStatus !== 'InService') throw new Error(`the endpoint is ${EndpointStatus}`);
  }, 60_000);
}
