import { defined } from '../contract/defined.js';
import type { DeployRequest } from '../contract/run/requests.js';
import type { DeployResult } from '../contract/run/results.js';
import { claimName } from './hosting/claim-name.js';
import { goLive } from './hosting/go-live.js';
import { planRun } from './run/plan-run.js';
import { asRun } from './run/run-lifecycle.js';

/** Deploys an earlier job's model, or the pretrained one as it is: plan, gate, deploy, smoke test, gate. */
export async function deploy(request: DeployRequest): Promise<DeployResult> {
  return asRun('deploy', request, async (parts) => {
    const { run, published, gates } = parts;
    const plan = await planRun('deploy', request, parts);
    await claimName(plan, parts);
    const live = await goLive(plan, plan.modelData, parts);
    return {
      run: run.workflowId,
      outcome: 'done',
      model: plan.model,
      ...defined({ standIn: plan.standIn, labels: plan.labels }),
      ...live,
      decisions: gates.decisions,
      spending: published.spending.at(Date.now()),
    };
  });
}
