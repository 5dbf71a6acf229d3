export { createActivities, defaultPollingIntervals } from '../activities/index.js';
export type { PollingIntervals, Services } from '../activities/index.js';
export { bundleWorkflows, workflowBundle } from './bundle.js';
export { runWorker } from './run-worker.js';
export type { RunWorkerOptions } from './run-worker.js';
export { InvalidSettingsError, workerSettings } from './settings.js';
export type { WorkerSettings } from './settings.js';
