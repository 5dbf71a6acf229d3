import { Context } from '@temporalio/activity';
import { endpointConfigs, endpoints, headsFor, isNotFound, messageOf, models } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { endpointConfigRequest, endpointRequest, modelRequest } from '../../plan/index.js';
import { sageMakerOf } from '../account-guard.js';
import { calling, failure } from '../failures.js';
import { createOrAdopt, differs } from '../ownership.js';
import type { Services } from '../services.js';
import { refuseChangedArtifact } from './artifact-etag.js';

export const createModel =
  (services: Services): Activities['createModel'] =>
  async ({ target, modelData, ...step }) => {
    const body = modelRequest(target, step, modelData);
    const { sagemaker, clients } = await sageMakerOf(services, target);
    await calling('look at the model artifact', () =>
      refuseChangedArtifact(clients, modelData, Context.current().cancellationSignal),
    );
    await calling('CreateModel', () =>
      createOrAdopt(sagemaker, models, {
        name: body.ModelName,
        tags: body.Tags,
        create: () => models.create(sagemaker, body),
        isSame: (answer) => {
          const { Image, Environment: _, ...files } = body.PrimaryContainer;
          const { ExecutionRoleArn } = body;
          return !differs(answer, { ExecutionRoleArn, PrimaryContainer: { Image, ...files } });
        },
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
      createOrAdopt(sagemaker, endpointConfigs, {
        name: body.EndpointConfigName,
        tags: body.Tags,
        create: () => onceVisible(() => endpointConfigs.create(sagemaker, body)),
        isSame: (answer) => {
          const variants = body.ProductionVariants.map(({ ModelName, InstanceType, InitialInstanceCount }) => ({
            ModelName,
            InstanceType,
            InitialInstanceCount,
          }));
          return !differs(answer, { ProductionVariants: variants });
        },
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
      createOrAdopt(sagemaker, endpoints, {
        name: body.EndpointName,
        tags: body.Tags,
        create: () => onceVisible(() => endpoints.create(sagemaker, body)),
        // Another run may have moved it since: then it is that run's.
        isSame: (answer) => [body.EndpointConfigName, ''].includes(headsFor(answer)),
      }),
    );
    return { name: body.EndpointName, attempt };
  };

/** So many times, over about a minute, "not found" may be said of what a creation refers to. */
const attemptsUntilVisible = 7;

/** Heartbeat, which the next attempt finds. Attempts that were throttled, or got lost, have not looked and do not count. */
interface Unfound {
  readonly unfound: number;
}

/** SageMaker's store is eventually consistent: what was created just now may not be found yet. After a while it is really missing. */
export async function onceVisible(create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (error) {
    const context = Context.current();
    const { unfound } = (context.info.heartbeatDetails as Unfound | null | undefined) ?? { unfound: 0 };
    if (!isNotFound(error) || unfound >= attemptsUntilVisible) throw error;
    context.heartbeat({ unfound: unfound + 1 } satisfies Unfound);
    throw failure('ServiceUnavailable', `not visible yet: ${messageOf(error)}`, { cause: error });
  }
}
