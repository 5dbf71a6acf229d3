/** Names by which any Temporal SDK starts the workflows, and the task queue of the worker. */
export const workflowTypes = {
  fineTune: 'fineTune',
  deploy: 'deploy',
  endpoint: 'endpoint',
  sweep: 'sweep',
  watcher: 'watcher',
} as const;
/** The task queue that workers poll where nothing else is said. */
export const taskQueue = 'tunewright';
