import { taskQueue } from '../contract/workflow-types.js';

/** The task queue of Tunewright in this environment: TUNEWRIGHT_TASK_QUEUE, else `tunewright`. */
export const taskQueueOf = (environment: NodeJS.ProcessEnv = process.env): string =>
  environment['TUNEWRIGHT_TASK_QUEUE']?.trim() || taskQueue;
