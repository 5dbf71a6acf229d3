import { endpoints, headsFor, isWrongState, messageOf } from '../../aws/index.js';
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
      const { answer: endpoint } = await endpoints.describe(sagemaker, body.EndpointName);
      if (headsFor(endpoint) === body.EndpointConfigName) return;
      await onceIdle(() => onceVisible(() => endpoints.update(sagemaker, body)));
    });
    return { name: body.EndpointName, attempt };
  };

/** An endpoint that is on its way elsewhere takes no update; it gets there by itself. */
async function onceIdle(update: () => Promise<void>): Promise<void> {
  try {
    await update();
  } catch (error) {
    if (!isWrongState(error)) throw error;
    throw failure('ServiceUnavailable', `the endpoint is busy: ${messageOf(error)}`, { cause: error });
  }
}
