import type { Resolution } from '../contract/activities.js';
import type { DeployPlan, HostingDecision, Plan, RunIdentity } from '../contract/plan.js';
import { activities } from './activity-options.js';
import { asOfToday } from './earlier-plans.js';
import type { StatusBoard } from './status-board.js';

/** From the raw request to the decision. Nothing billable happens here; all problems of request, model and data come at once. */
export async function planRun(request: unknown, run: RunIdentity, board: StatusBoard): Promise<Plan> {
  const resolution = await activities('look', `Resolve artifacts of ${board.status.model.id}`).resolveArtifacts({
    request,
    run,
  });
  enterPlan(resolution, board);
  const { dataUri, region } = resolution;
  const dataset =
    dataUri === undefined || region === undefined
      ? null
      : await activities('move', `Check data.csv of ${dataUri}`).checkData({ uri: dataUri, region });
  const plan = asOfToday(await activities('look', 'Make the plan').planRun({ resolution, dataset, run }));
  const { uri, rows, classes } = plan.dataset;
  board.status.dataset = { uri, rows, classes };
  showPlan(plan, board);
  return plan;
}

/** The same for a model that is not trained here. */
export async function planDeployment(request: unknown, run: RunIdentity, board: StatusBoard): Promise<DeployPlan> {
  const resolution = await activities('look', `Resolve artifacts of ${board.status.model.id}`).resolveDeployment({
    request,
    run,
  });
  enterPlan(resolution, board);
  const plan = await activities('look', 'Make the plan').planDeployment({ resolution, run });
  showPlan(plan, board);
  return plan;
}

function enterPlan({ searchAttributes, model }: Resolution<unknown>, board: StatusBoard): void {
  board.useSearchAttributes(searchAttributes);
  board.status.model = model;
  board.enter('plan', { TunewrightModelId: model.id });
}

function showPlan(plan: HostingDecision, board: StatusBoard): void {
  board.status.warnings = plan.warnings;
  if (plan.standIn !== undefined) board.status.standIn = plan.standIn;
  board.publish();
}
