import { Context } from '@temporalio/activity';
import { isNotFound, messageOf } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import { endpointConfigRequest, endpointRequest, modelRequest } from '../plan/index.js';
import { sageMakerOf } from './account-guard.js';
import { calling, failure } from './failures.js';
import { createOrAdopt } from './ownership.js';
import type { Services } from './services.js';

export const createModel =
  (services: Services): Activities['createModel'] =>
  async ({ target, modelData, ...step }) => {
    const body = modelRequest(target, step, modelData);
    const { sagemaker } = await sageMakerOf(services, target);
    await calling('CreateModel', () =>
      createOrAdopt(sagemaker, {
        what: 'model',
        name: body.ModelName,
        tags: body.Tags,
        create: () => sagemaker.createModel(body),
        arn: async () => (await sagemaker.describeModel(body.ModelName)).ModelArn,
      }),
    );
    return { name: body.ModelName, attempt: step.attempt };
  };

export const createEndpointConfig =
  (services: Services): Activities['createEndpointConfig'] =>
  async ({ target, ...step }) => {
    const body = endpointConfigRequest(target, step);
    const { sagemaker } = await sageMakerOf(services, target);
    await calling('CreateEndpointConfig', () =>
      createOrAdopt(sagemaker, {
        what: 'endpoint config',
        name: body.EndpointConfigName,
        tags: body.Tags,
        create: () => onceVisible(() => sagemaker.createEndpointConfig(body)),
        arn: async () => (await sagemaker.describeEndpointConfig(body.EndpointConfigName)).EndpointConfigArn,
      }),
    );
    return { name: body.EndpointConfigName, attempt: step.attempt };
  };

export const createEndpoint =
  (services: Services): Activities['createEndpoint'] =>
  async ({ target, attempt }) => {
    const body = endpointRequest(target, attempt);
    const { sagemaker } = await sageMakerOf(services, target);
    await calling('CreateEndpoint', () =>
      createOrAdopt(sagemaker, {
        what: 'endpoint',
        name: body.EndpointName,
        tags: body.Tags,
        create: () => onceVisible(() => sagemaker.createEndpoint(body)),
        arn: async () => (await sagemaker.describeEndpoint(body.EndpointName)).EndpointArn,
      }),
    );
    return { name: body.EndpointName, attempt };
  };

/** Attempts of an activity, about a minute of them. */
const attemptsUntilVisible = 7;

/** SageMaker's store is eventually consistent: what was created just now may not be found yet. After a while it is really missing. */
export async function onceVisible(create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!isNotFound(error) || Context.current().info.attempt > attemptsUntilVisible) throw error;
    throw failure('ServiceUnavailable', `not visible yet: ${messageOf(error)}`, { cause: error });
  }
}
