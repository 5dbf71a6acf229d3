import { endpoints, headsFor, isWrongState, messageOf, missingHosting } from '../../aws/index.js';
import type { SageMaker } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { updateRequest } from '../../plan/index.js';
import { sageMakerOf } from '../account-guard.js';
import { onceVisible } from '../hosting/create-hosting.js';
import { calling, failure } from '../failures.js';
import type { Services } from '../services.js';

/** UpdateEndpoint has no key of idempotency: a look tells whether an earlier attempt has been heard already. */
export const updateEndpoint =
  (services: Services): Activities['updateEndpoint'] =>
  async ({ target, attempt }) => {
    const body = updateRequest(target, attempt);
    const { sagemaker } = await sageMakerOf(services, target);
    await calling('UpdateEndpoint', async () => {
      const { state, answer: endpoint } = await endpoints.describe(sagemaker, body.EndpointName);
      if (headsFor(endpoint) === body.EndpointConfigName) return;
      await refuseHopeless(sagemaker, body.EndpointName, { state, configName: endpoint.EndpointConfigName ?? '' });
      await onceIdle(() => onceVisible(() => endpoints.update(sagemaker, body)));
    });
    return { name: body.EndpointName, attempt };
  };

/** An update that AWS refuses, or that could not be taken back: a gate that can't be undone is none. */
async function refuseHopeless(
  sagemaker: SageMaker,
  name: string,
  { state, configName }: { state: string; configName: string },
): Promise<void> {
  if (endpoints.isDead(state)) {
    throw failure(
      'EndpointFailed',
      `endpoint ${name} is ${state} and takes no update; delete it (tunewright endpoints delete ${name}) and deploy to a new one`,
    );
  }
  const missing = configName === '' ? [] : await missingHosting(sagemaker, configName);
  if (missing.length === 0) return;
  throw failure(
    'EndpointFailed',
    `endpoint ${name} was not updated: ${missing.join(' and ')}, which it stands on, no longer exists, so that it could not return; deploy under another name, or delete the endpoint first (tunewright endpoints delete ${name})`,
  );
}

/** An endpoint that is on its way elsewhere takes no update; it gets there by itself. */
async function onceIdle(update: () => Promise<void>): Promise<void> {
  try {
    await update();
  } catch (error) {
    if (!isWrongState(error)) throw error;
    throw failure('ServiceUnavailable', `the endpoint is busy: ${messageOf(error)}`, { cause: error });
  }
}
