import type { Activities } from '../../contract/activities.js';
import type { Services } from '../services.js';
import { hasEnded, runState } from '../run-state.js';

export const isRunning =
  ({ temporal }: Services): Activities['isRunning'] =>
  async ({ run }) =>
    !hasEnded(await runState(temporal, run));
