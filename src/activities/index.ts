import type { Activities } from '../contract/activities.js';
import { checkData } from './check-data.js';
import { createEndpoint, createEndpointConfig, createModel } from './create-hosting.js';
import { deleteEndpoint, deleteEndpointConfig, deleteModel } from './delete-hosting.js';
import { planRun } from './plan-run.js';
import { repackModel } from './repack-model.js';
import { resolveArtifacts } from './resolve-artifacts.js';
import type { Services } from './services.js';
import { smokeTestEndpoint } from './smoke-test-endpoint.js';
import { startTrainingJob } from './start-training-job.js';
import { stopTrainingJobs } from './stop-training-jobs.js';
import { watchEndpoint } from './watch-endpoint.js';
import { watchTrainingJob } from './watch-training-job.js';

export { defaultPace } from './services.js';
export type { Pace, Services } from './services.js';

/** The activities with what they need; register the result with a worker. */
export function createActivities(services: Services): Activities {
  return {
    resolveArtifacts: resolveArtifacts(services),
    checkData: checkData(services),
    planRun: planRun(services),
    startTrainingJob: startTrainingJob(services),
    watchTrainingJob: watchTrainingJob(services),
    repackModel: repackModel(services),
    createModel: createModel(services),
    createEndpointConfig: createEndpointConfig(services),
    createEndpoint: createEndpoint(services),
    watchEndpoint: watchEndpoint(services),
    smokeTestEndpoint: smokeTestEndpoint(services),
    stopTrainingJobs: stopTrainingJobs(services),
    deleteEndpoint: deleteEndpoint(services),
    deleteEndpointConfig: deleteEndpointConfig(services),
    deleteModel: deleteModel(services),
  };
}
