import type { DeployPlan, Plan } from './plan.js';
import type { DeployRequest, FineTuneRequest } from './requests.js';
import type { DeployResult, FineTuneResult } from './results.js';

/** The two kinds of run by their workflow types: what is asked for, what is decided, what comes out. */
export interface RunKinds {
  fineTune: { request: FineTuneRequest; plan: Plan; result: FineTuneResult };
  deploy: { request: DeployRequest; plan: DeployPlan; result: DeployResult };
}

/** Of which kind a run is: its workflow type. */
export type RunKind = keyof RunKinds;
