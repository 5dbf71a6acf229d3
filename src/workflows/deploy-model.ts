import type { Plan } from '../contract/plan.js';
import type { FineTuneResult } from '../contract/results.js';
import { activities, limits } from './activity-options.js';
import type { Compensation } from './compensation.js';
import type { StatusBoard } from './status-board.js';

/**
 * Creates model, endpoint config and endpoint and waits until the endpoint is InService.
 * Undone in the order that SageMaker needs: the endpoint first, and gone, before its config and model, which stay as long as it does.
 */
export async function deployModel(
  plan: Plan,
  modelArtifact: string,
  board: StatusBoard,
  compensation: Compensation,
): Promise<FineTuneResult['endpoint']> {
  board.enter('deploy');
  if (plan.hosting.repackScriptUri !== undefined) {
    await activities('move', 'Put the inference script into the model').repackModel({ plan, modelArtifact });
  }
  compensation.before(
    'model',
    () => activities('cleanUp', 'Delete the model').deleteModel({ plan }),
    'endpoint config',
  );
  const model = await activities('create', 'Create the model').createModel({ plan, modelArtifact });
  board.resource('model', model.name, 'Created');

  compensation.before(
    'endpoint config',
    () => activities('cleanUp', 'Delete the endpoint config').deleteEndpointConfig({ plan }),
    'endpoint',
  );
  const config = await activities('create', 'Create the endpoint config').createEndpointConfig({ plan });
  board.resource('endpoint config', config.name, 'Created');

  compensation.before('endpoint', () => activities('cleanUp', 'Delete the endpoint').deleteEndpoint({ plan }));
  const [rung] = plan.hosting.rungs;
  const endpoint = await activities('create', `Create the endpoint on ${rung?.instanceType}`).createEndpoint({ plan });
  board.resource('endpoint', endpoint.name, 'Creating');
  board.findBy({ TunewrightEndpoint: endpoint.name });

  await activities('wait', `Wait for endpoint ${endpoint.name}`, {
    scheduleToCloseTimeout: limits.endpoint * 1000,
  }).watchEndpoint({ plan, name: endpoint.name, configName: config.name });
  board.resource('endpoint', endpoint.name, 'InService');
  return {
    name: endpoint.name,
    region: plan.region,
    status: 'InService',
    configName: config.name,
    modelName: model.name,
  };
}
