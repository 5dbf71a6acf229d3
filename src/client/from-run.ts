import type { Problem } from '../contract/problems.js';
import type { DeployRequest, FineTuneRequest } from '../contract/requests.js';
import type { FineTuneResult } from '../contract/results.js';
import { workflowTypes } from '../contract/workflow-types.js';
import { InvalidInputError, RunFailedError } from './errors.js';
import type { Run } from './run.js';

/** A fine-tune that may go on with the model of an earlier run: `from` is its id. */
export type FineTuneAsk = FineTuneRequest & { from?: string };

/** A deployment that may take the model of an earlier run: `from` is its id, and its model the default. */
export type DeployAsk = Omit<DeployRequest, 'model'> & { model?: DeployRequest['model']; from?: string };

/** What an earlier run trained. */
export interface TrainedModel {
  model: { id: string; version: string };
  /** `s3://…/model.tar.gz` */
  artifact: string;
  classes: number;
}

/** A request without `from`, and what is wrong with the run that it named. */
export interface Continued<R> {
  request: R;
  problems: Problem[];
  /** That the data must have, to train the earlier model further. */
  classes?: number;
}

/** The model that a run trained, or why it has none to give. @throws UnreachableError */
export async function trainedModel(run: Run): Promise<TrainedModel | { reason: string }> {
  try {
    const { type, status } = await run.describe();
    if (type !== workflowTypes.fineTune) return { reason: `"${run.id}" trained nothing, it is a ${type}` };
    if (status.name === 'RUNNING') {
      return { reason: `"${run.id}" is not finished; wait for it with: tunewright runs watch ${run.id}` };
    }
    const { model, trainingJob, dataset } = (await run.result()) as unknown as FineTuneResult;
    if (!trainingJob.modelArtifact) return { reason: `"${run.id}" has no model artifact` };
    return { model, artifact: trainingJob.modelArtifact, classes: dataset.classes };
  } catch (error) {
    if (error instanceof InvalidInputError) return { reason: error.problems[0]?.message ?? error.message };
    if (!(error instanceof RunFailedError)) throw error;
    return {
      reason: `"${run.id}" ended as ${error.outcome}; if its training job completed, give the job's model.tar.gz instead`,
    };
  }
}

/** Incremental training from an earlier run; it must be of the same model. */
export async function continueFineTune(
  { from, ...request }: FineTuneAsk,
  find: (run: string) => Promise<TrainedModel | { reason: string }>,
): Promise<Continued<FineTuneRequest>> {
  if (from === undefined) return { request, problems: [] };
  if (request.modelUri !== undefined) return { request, problems: [twice('modelUri')] };
  const found = await find(from);
  if ('reason' in found) return { request, problems: [{ field: 'from', message: found.reason }] };
  return {
    request: { ...request, modelUri: found.artifact },
    problems: otherModel(from, found, request.model.id),
    classes: found.classes,
  };
}

/** Deployment of what an earlier run trained: with its model and version, unless others are asked for. */
export async function continueDeploy(
  { from, ...request }: DeployAsk,
  find: (run: string) => Promise<TrainedModel | { reason: string }>,
): Promise<Continued<DeployRequest | null>> {
  const asked = request.model === undefined ? null : { ...request, model: request.model };
  if (from === undefined) return { request: asked, problems: asked === null ? [modelIsMissing] : [] };
  if (request.artifact !== undefined) return { request: asked, problems: [twice('artifact')] };
  const found = await find(from);
  if ('reason' in found) return { request: asked, problems: [{ field: 'from', message: found.reason }] };
  return {
    request: { ...request, model: { ...found.model, ...request.model }, artifact: found.artifact },
    problems: otherModel(from, found, request.model?.id ?? found.model.id),
  };
}

const modelIsMissing: Problem = {
  field: 'model',
  message: 'is missing; give a model of the catalogue (--model), or a run whose model to deploy (--from)',
};

const twice = (member: string): Problem => ({ field: 'from', message: `can't be given together with ${member}` });

function otherModel(from: string, { model }: TrainedModel, asked: string): Problem[] {
  if (model.id === asked) return [];
  return [{ field: 'from', message: `run "${from}" trained ${model.id}, not ${asked}` }];
}
