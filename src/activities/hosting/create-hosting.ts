import { Context } from '@temporalio/activity';
import { endpointConfigs, endpoints, headsFor, isNotFound, messageOf, models, removeHosting } from '../../aws/index.js';
import type { Hosting, SageMaker } from '../../aws/index.js';
import type { Activities, Begun, Created, HostingStep, Lease, ModelStep } from '../../contract/activities.js';
import type { HostingTarget } from '../../contract/run/plan.js';
import { endpointConfigRequest, endpointRequest, modelRequest } from '../../plan/index.js';
import { sageMakerOf } from '../account-guard.js';
import { leaseForStep } from '../lease/endpoint-lease.js';
import { calling, failure, withDetail } from '../failures.js';
import { createOrAdopt } from '../ownership.js';
import { isOfRun } from '../run-resources.js';
import type { Services } from '../services.js';
import { refuseChangedArtifact } from './artifact-etag.js';
import { inOrder, soFar } from './in-order.js';
import type { SoFar } from './in-order.js';
import { isSameConfig, isSameModel } from './same-hosting.js';

type Creation<Step> = (services: Services, step: Step, progress: SoFar) => Promise<Created>;

const single =
  <Step>(make: Creation<Step>) =>
  (services: Services) =>
  (step: Step): Promise<Created> =>
    make(services, step, soFar());

/** An attempt of the life before may still be under way for so long. */
const longestAttemptMilliseconds = 30_000;

/**
 * A run that was reset may have made a model or config under this name of something else, and not have come to an endpoint, or lost it: its data
 * was mended since, or the request is written in another way. It was made for nobody else, and would end the run after its training.
 */
async function makesRoom(sagemaker: SageMaker, target: HostingTarget, hosting: Hosting): Promise<boolean> {
  const { workflowExecution, scheduledTimestampMs } = Context.current().info;
  if (workflowExecution?.runId === target.run.firstExecutionRunId) return false;
  if (Date.now() - scheduledTimestampMs < longestAttemptMilliseconds) {
    throw failure('ServiceUnavailable', 'what an earlier life of this run may have made under the name is waited for');
  }
  let goes = false;
  await removeHosting(sagemaker, hosting, { isOurs: isOfRun(target), onRemoved: () => (goes = true) });
  return goes;
}

const model: Creation<ModelStep> = async (services, { target, modelData, ...step }) => {
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
      isSame: (answer) => isSameModel(answer, body),
      makeRoom: () => makesRoom(sagemaker, target, { configName: body.ModelName, modelNames: [body.ModelName] }),
    }),
  );
  return { name: body.ModelName, attempt: step.attempt };
};

const endpointConfig: Creation<HostingStep> = async (services, { target, ...step }, progress) => {
  const body = endpointConfigRequest(target, step);
  const { sagemaker } = await sageMakerOf(services, target);
  await calling('CreateEndpointConfig', () =>
    createOrAdopt(sagemaker, endpointConfigs, {
      name: body.EndpointConfigName,
      tags: body.Tags,
      create: () => onceVisible(() => endpointConfigs.create(sagemaker, body), progress),
      isSame: (answer) => isSameConfig(answer, body),
      makeRoom: () => makesRoom(sagemaker, target, { configName: body.EndpointConfigName, modelNames: [] }),
    }),
  );
  return { name: body.EndpointConfigName, attempt: step.attempt };
};

const endpoint: Creation<HostingStep> = async (services, { target, attempt }, progress) => {
  const body = endpointRequest(target, attempt);
  const { sagemaker } = await sageMakerOf(services, target);
  await calling('CreateEndpoint', () =>
    createOrAdopt(sagemaker, endpoints, {
      name: body.EndpointName,
      tags: body.Tags,
      create: () => onceVisible(() => endpoints.create(sagemaker, body), progress),
      // Another run may have moved it since: then it is that run's.
      isSame: (answer) => [body.EndpointConfigName, ''].includes(headsFor(answer)),
    }),
  );
  return { name: body.EndpointName, attempt };
};

export const createModel: (services: Services) => Activities['createModel'] = single(model);
export const createEndpointConfig: (services: Services) => Activities['createEndpointConfig'] = single(endpointConfig);
export const createEndpoint: (services: Services) => Activities['createEndpoint'] = single(endpoint);

export const createHosting =
  (services: Services): Activities['createHosting'] =>
  async ({ lease, ...step }) => {
    if (lease !== undefined) await leased(services, step.target, lease);
    return inOrder(
      {
        model: (progress) => model(services, step, progress),
        'endpoint config': (progress) => endpointConfig(services, step, progress),
        endpoint: (progress) => endpoint(services, step, progress),
      },
      soFar(),
    );
  };

/** The time of the attempt begins before it, so that no creation comes after the end of the attempt. */
async function leased(services: Services, target: HostingTarget, lease: Lease): Promise<void> {
  try {
    const { signal } = await sageMakerOf(services, target);
    await leaseForStep(services, lease, signal);
  } catch (error) {
    throw withDetail(error, { begun: [] } satisfies Begun);
  }
}

/** So many times, over about a minute, "not found" may be said of what a creation refers to. */
const attemptsUntilVisible = 7;

/**
 * SageMaker's store is eventually consistent: what was created just now may not be found yet. After a while it is really missing.
 * Attempts that were throttled, or got lost, have not looked and do not count.
 */
export async function onceVisible(create: () => Promise<void>, progress: SoFar = soFar()): Promise<void> {
  try {
    await create();
  } catch (error) {
    const { unfound = 0 } = progress;
    if (!isNotFound(error) || unfound >= attemptsUntilVisible) throw error;
    progress.unfound = unfound + 1;
    Context.current().heartbeat(progress);
    throw failure('ServiceUnavailable', `not visible yet: ${messageOf(error)}`, { cause: error });
  }
}
