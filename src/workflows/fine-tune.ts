import { defineQuery, setHandler, workflowInfo } from '@temporalio/workflow';
import { messageNames } from '../contract/messages.js';
import type { FineTuneRequest } from '../contract/requests.js';
import type { FineTuneResult } from '../contract/results.js';
import type { RunStatus } from '../contract/status.js';
import { Compensation } from './compensation.js';
import { deployModel } from './deploy-model.js';
import { Gates } from './gates.js';
import { outcomeOf } from './outcome.js';
import { planRun } from './plan-run.js';
import { smokeTest } from './smoke-test.js';
import { StatusBoard } from './status-board.js';
import { trainModel } from './train-model.js';

const statusQuery = defineQuery<RunStatus>(messageNames.status);

/**
 * Fine-tunes a text classifier and deploys it: plan, gate, train, gate, deploy, smoke test.
 * Whatever fails, is rejected or cancelled is undone before the run ends.
 */
export async function fineTune(request: FineTuneRequest): Promise<FineTuneResult> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const board = new StatusBoard(workflowId, askedModel(request));
  const gates = new Gates(board);
  setHandler(statusQuery, () => board.status, { description: 'Phases, gates, resources, metrics' });
  const compensation = new Compensation();
  try {
    const plan = await planRun(request, { workflowId, firstExecutionRunId }, board);
    await gates.pass('training', plan.gates.training, plan.gateDeadlineInSeconds);
    const trainingJob = await trainModel(plan, board, compensation);
    board.enter('approve');
    await gates.pass('deployment', plan.gates.deployment, plan.gateDeadlineInSeconds, trainingJob.metrics);
    const endpoint = await deployModel(plan, trainingJob.modelArtifact, board, compensation);
    const tested = await smokeTest(plan, endpoint.name, board);
    board.status.phase = 'done';
    board.finish('done');
    return {
      run: workflowId,
      outcome: 'done',
      model: plan.model,
      ...(plan.standIn === undefined ? {} : { standIn: plan.standIn }),
      dataset: { uri: plan.dataset.uri, rows: plan.dataset.rows, classes: plan.dataset.classes },
      trainingJob,
      endpoint,
      smokeTest: tested,
      decisions: gates.decisions,
    };
  } catch (error) {
    await endBadly(error, board, compensation);
    throw outcomeOf(error).failure ?? error;
  }
}

async function endBadly(error: unknown, board: StatusBoard, compensation: Compensation): Promise<void> {
  const { outcome, failure } = outcomeOf(error);
  if (outcome !== 'cancelled' && failure === null) return;
  if (failure !== null) board.status.failure = { type: failure.type ?? '', message: failure.message };
  const left = await compensation.run((what) => board.note(`undoing: ${what}`));
  for (const what of left) board.note(`could not be removed: ${what}; it may cost money, remove it by hand`);
  for (const resource of board.status.resources) {
    if (['Completed', 'Failed', 'Stopped'].includes(resource.state) || left.includes(resource.kind)) continue;
    resource.state = resource.kind === 'training job' ? 'Stopped' : 'Deleted';
  }
  board.finish(outcome);
}

/** The request is still unchecked: any JSON may have come. */
function askedModel(request: FineTuneRequest | null | undefined): { id: string; version?: string } {
  const id: unknown = request?.model?.id;
  return { id: typeof id === 'string' ? id.slice(0, 200) : '?' };
}
