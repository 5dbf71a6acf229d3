import type { Activities } from '../../contract/activities.js';
import type { Services } from '../services.js';
import { goesOn } from './endpoint-status.js';

export const isRunning =
  (services: Services): Activities['isRunning'] =>
  ({ run, execution }) =>
    goesOn(services, run, execution);
