import type { Activities } from '../contract/activities.js';
import type { Services } from './services.js';
import { runState } from './run-state.js';

export const isRunning =
  ({ temporal }: Services): Activities['isRunning'] =>
  async ({ run }) =>
    (await runState(temporal, run)) === 'RUNNING';
