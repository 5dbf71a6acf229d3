import type { Activities } from '../../contract/activities.js';
import type { Services } from '../services.js';
import { goesOn } from '../run-state.js';

export const isRunning =
  (services: Services): Activities['isRunning'] =>
  ({ run, execution }) =>
    goesOn(services.temporal, run, execution);
