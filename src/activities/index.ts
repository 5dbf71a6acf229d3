import type { Activities } from '../contract/activities.js';
import { checkData } from './check-data.js';
import { createEndpoint, createEndpointConfig, createModel } from './create-hosting.js';
import { deleteEndpoint, deleteEndpointConfig, deleteModel } from './delete-hosting.js';
import { deleteReplaced } from './delete-replaced.js';
import { describeLive } from './describe-live.js';
import { leaseEndpoint, releaseEndpoint } from './endpoint-lease.js';
import { evaluateEndpoint } from './evaluate-endpoint.js';
import { findLeftovers } from './find-leftovers.js';
import { isRunning } from './is-running.js';
import { notify } from './notify.js';
import { planDeployment, planRun } from './plan-run.js';
import { removeLeftover } from './remove-leftover.js';
import { repackModel } from './repack-model.js';
import { resolveArtifacts, resolveDeployment } from './resolve-artifacts.js';
import { restoreEndpoint } from './restore-endpoint.js';
import { retireEndpoint } from './retire-endpoint.js';
import type { Services } from './services.js';
import { smokeTestEndpoint } from './smoke-test-endpoint.js';
import { startTrainingJob } from './start-training-job.js';
import { stopTrainingJobs } from './stop-training-jobs.js';
import { updateEndpoint } from './update-endpoint.js';
import { watchEndpoint } from './watch-endpoint.js';
import { watchTrainingJob } from './watch-training-job.js';
import { watchUntilGone } from './watch-until-gone.js';

export { defaultPollingIntervals } from './polling-intervals.js';
export type { PollingIntervals } from './polling-intervals.js';
export type { Services } from './services.js';

/** The activities with what they need; register the result with a worker. */
export function createActivities(services: Services): Activities {
  return {
    resolveArtifacts: resolveArtifacts(services),
    resolveDeployment: resolveDeployment(services),
    checkData: checkData(services),
    planRun: planRun(services),
    planDeployment: planDeployment(services),
    startTrainingJob: startTrainingJob(services),
    watchTrainingJob: watchTrainingJob(services),
    repackModel: repackModel(services),
    createModel: createModel(services),
    createEndpointConfig: createEndpointConfig(services),
    createEndpoint: createEndpoint(services),
    updateEndpoint: updateEndpoint(services),
    watchEndpoint: watchEndpoint(services),
    describeLive: describeLive(services),
    smokeTestEndpoint: smokeTestEndpoint(services),
    evaluateEndpoint: evaluateEndpoint(services),
    stopTrainingJobs: stopTrainingJobs(services),
    deleteEndpoint: deleteEndpoint(services),
    deleteEndpointConfig: deleteEndpointConfig(services),
    deleteModel: deleteModel(services),
    restoreEndpoint: restoreEndpoint(services),
    deleteReplaced: deleteReplaced(services),
    notify: notify(services),
    leaseEndpoint: leaseEndpoint(services),
    releaseEndpoint: releaseEndpoint(services),
    watchUntilGone: watchUntilGone(services),
    retireEndpoint: retireEndpoint(services),
    isRunning: isRunning(services),
    findLeftovers: findLeftovers(services),
    removeLeftover: removeLeftover(services),
  };
}
