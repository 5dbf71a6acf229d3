/** Names by which any Temporal SDK starts the workflows, and the task queue of the worker. */
export const workflowTypes = {
  fineTune: 'fineTune',
  deploy: 'deploy',
  endpoint: 'endpoint',
  sweep: 'sweep',
  watcher: 'watcher',
} as const;
/** Those of runs; the others look after what runs have made. */
export const runTypes: readonly string[] = [workflowTypes.fineTune, workflowTypes.deploy];
/** In a list filter of Temporal. */
export const ofRuns = `WorkflowType IN (${runTypes.map((type) => `'${type}'`).join(', ')})`;
/** The task queue that workers poll where nothing else is said. */
export const taskQueue = 'tunewright';
