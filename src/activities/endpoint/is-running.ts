import type { Activities } from '../../contract/activities.js';
import type { Services } from '../services.js';
import { executionState, hasEnded, runState } from '../run-state.js';

export const isRunning =
  ({ temporal }: Services): Activities['isRunning'] =>
  async ({ run, execution }) =>
    !hasEnded(execution === undefined ? await runState(temporal, run) : await executionState(temporal, run, execution));
