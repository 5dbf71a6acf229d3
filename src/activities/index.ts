import { setMaxListeners } from 'node:events';
import type { Activities } from '../contract/activities.js';
import { checkData } from './planning/check-data.js';
import { createEndpoint, createEndpointConfig, createHosting, createModel } from './hosting/create-hosting.js';
import { deleteEndpoint, deleteEndpointConfig, deleteModel } from './hosting/delete-hosting.js';
import { deleteReplaced } from './endpoint/delete-replaced.js';
import { describeLive } from './endpoint/describe-live.js';
import { leaseEndpoint, releaseEndpoint } from './lease/endpoint-lease.js';
import { evaluateEndpoint } from './hosting/evaluate-endpoint.js';
import { findLeftovers } from './sweep/find-leftovers.js';
import { isRunning } from './endpoint/is-running.js';
import { notify } from './gates/notify.js';
import { planDeployment, planRun } from './planning/plan-run.js';
import { prepareDeployment, prepareRun } from './planning/prepare-run.js';
import { removeLeftover } from './sweep/remove-leftover.js';
import { repackModel } from './hosting/repack-model.js';
import { resolveArtifacts, resolveDeployment } from './planning/resolve-artifacts.js';
import { restoreEndpoint } from './endpoint/restore-endpoint.js';
import { retireEndpoint } from './endpoint/retire-endpoint.js';
import type { Services } from './services.js';
import { smokeTestEndpoint } from './hosting/smoke-test-endpoint.js';
import { startTrainingJob } from './training/start-training-job.js';
import { stopTrainingJobs } from './training/stop-training-jobs.js';
import { tagExpiry } from './endpoint/tag-expiry.js';
import { updateEndpoint } from './endpoint/update-endpoint.js';
import { watchAndTestEndpoint } from './endpoint/watch-and-test-endpoint.js';
import { watchEndpoint } from './endpoint/watch-endpoint.js';
import { wakeWaits } from './training/wake-waits.js';
import { watchTrainingJob } from './training/watch-training-job.js';
import { watchUntilGone } from './endpoint/watch-until-gone.js';

export { defaultHeldWaits, defaultPollingIntervals } from './waiting/polling-intervals.js';
export type { PollingIntervals } from './waiting/polling-intervals.js';
export type { Services } from './services.js';
export { sharedListStates } from './waiting/shared-lists.js';
export { followEvents } from './waiting/follow-events.js';

/** The activities with what they need; register the result with a worker. */
export function createActivities(services: Services): Activities {
  // Every wait hears of it.
  if (services.leaving !== undefined) setMaxListeners(0, services.leaving);
  return {
    resolveArtifacts: resolveArtifacts(services),
    resolveDeployment: resolveDeployment(services),
    checkData: checkData(services),
    planRun: planRun(services),
    planDeployment: planDeployment(services),
    prepareRun: prepareRun(services),
    prepareDeployment: prepareDeployment(services),
    startTrainingJob: startTrainingJob(services),
    watchTrainingJob: watchTrainingJob(services),
    repackModel: repackModel(services),
    createModel: createModel(services),
    createEndpointConfig: createEndpointConfig(services),
    createEndpoint: createEndpoint(services),
    createHosting: createHosting(services),
    updateEndpoint: updateEndpoint(services),
    watchEndpoint: watchEndpoint(services),
    describeLive: describeLive(services),
    smokeTestEndpoint: smokeTestEndpoint(services),
    watchAndTestEndpoint: watchAndTestEndpoint(services),
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
    tagExpiry: tagExpiry(services),
    isRunning: isRunning(services),
    wakeWaits: wakeWaits(services),
    findLeftovers: findLeftovers(services),
    removeLeftover: removeLeftover(services),
  };
}
