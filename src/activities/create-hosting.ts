import { Context } from '@temporalio/activity';
import { isNotFound, messageOf } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import type { Plan } from '../contract/plan.js';
import type { HostingRequests } from '../plan/index.js';
import { hostingRequests } from '../plan/index.js';
import { sageMakerOf } from './account-guard.js';
import { calling, failure } from './failures.js';
import { createOrAdopt } from './ownership.js';
import type { Services } from './services.js';

export const createModel =
  (services: Services): Activities['createModel'] =>
  async ({ plan, modelArtifact }) => {
    const body = requestsOf(plan, modelArtifact).model;
    const { sagemaker } = await sageMakerOf(services, plan);
    await calling('CreateModel', () =>
      createOrAdopt(sagemaker, {
        what: 'model',
        name: body.ModelName,
        tags: body.Tags,
        create: () => sagemaker.createModel(body),
        arn: async () => (await sagemaker.describeModel(body.ModelName)).ModelArn,
      }),
    );
    return { name: body.ModelName, attempt: 1 };
  };

export const createEndpointConfig =
  (services: Services): Activities['createEndpointConfig'] =>
  async ({ plan }) => {
    const body = requestsOf(plan).endpointConfig;
    const { sagemaker } = await sageMakerOf(services, plan);
    await calling('CreateEndpointConfig', () =>
      createOrAdopt(sagemaker, {
        what: 'endpoint config',
        name: body.EndpointConfigName,
        tags: body.Tags,
        create: () => onceVisible(() => sagemaker.createEndpointConfig(body)),
        arn: async () => (await sagemaker.describeEndpointConfig(body.EndpointConfigName)).EndpointConfigArn,
      }),
    );
    return { name: body.EndpointConfigName, attempt: 1 };
  };

export const createEndpoint =
  (services: Services): Activities['createEndpoint'] =>
  async ({ plan }) => {
    const body = requestsOf(plan).endpoint;
    const { sagemaker } = await sageMakerOf(services, plan);
    await calling('CreateEndpoint', () =>
      createOrAdopt(sagemaker, {
        what: 'endpoint',
        name: body.EndpointName,
        tags: body.Tags,
        create: () => onceVisible(() => sagemaker.createEndpoint(body)),
        arn: async () => (await sagemaker.describeEndpoint(body.EndpointName)).EndpointArn,
      }),
    );
    return { name: body.EndpointName, attempt: 1 };
  };

/** Attempts of an activity, about a minute of them. */
const attemptsUntilVisible = 7;

/** SageMaker's store is eventually consistent: what was created just now may not be found yet. After a while it is really missing. */
async function onceVisible(create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!isNotFound(error) || Context.current().info.attempt > attemptsUntilVisible) throw error;
    throw failure('ServiceUnavailable', `not visible yet: ${messageOf(error)}`, { cause: error });
  }
}

function requestsOf(plan: Plan, modelArtifact = ''): HostingRequests {
  const [rung] = plan.hosting.rungs;
  if (rung === undefined) throw failure('InvalidRequest', 'the plan names no instance type for the endpoint');
  return hostingRequests(plan, rung, { tarball: modelArtifact });
}
