import type { Plan, RunIdentity } from '../contract/plan.js';
import { activities } from './activity-options.js';
import type { StatusBoard } from './status-board.js';

/** From the raw request to the decision. Nothing billable happens here; all problems of request, model and data come at once. */
export async function planRun(request: unknown, run: RunIdentity, board: StatusBoard): Promise<Plan> {
  const resolution = await activities('look', `Resolve artifacts of ${board.status.model.id}`).resolveArtifacts({
    request,
    run,
  });
  board.useSearchAttributes(resolution.searchAttributes);
  board.status.model = resolution.model;
  board.enter('plan', { TunewrightModelId: resolution.model.id });
  const { dataUri, region } = resolution;
  const dataset =
    dataUri === undefined || region === undefined
      ? null
      : await activities('move', `Check data.csv of ${dataUri}`).checkData({ uri: dataUri, region });
  const plan = await activities('look', 'Make the plan').planRun({ resolution, dataset, run });
  const { uri, rows, classes } = plan.dataset;
  board.status.dataset = { uri, rows, classes };
  board.status.warnings = plan.warnings;
  if (plan.standIn !== undefined) board.status.standIn = plan.standIn;
  board.publish();
  return plan;
}
