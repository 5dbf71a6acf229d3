import type { Hyperparameters } from '../../contract/run/requests.js';

/** Does a model that is trained further begin with new classes? */
export const startsFreshTopLayer = (hyperparameters: Hyperparameters | undefined): boolean =>
  /^true$/i.test(String(hyperparameters?.['reinitialize_top_layer']));
