import { defined } from '../../contract/defined.js';
import { withoutNulls } from '../../contract/given.js';
import type { Problem } from '../../contract/problems.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/run/requests.js';
import type { RunKind } from '../../contract/run/run-kinds.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import type { RequestOf } from '../../plan/index.js';
import { InvalidInputError } from '../errors.js';
import type { Run } from '../runs/run.js';
import type { TrainedModel } from '../runs/trained-model.js';

/** Requests that may go on with the model of an earlier run: `from` is its id. A deployment takes that run's model unless another is named. */
export interface RequestsFrom {
  fineTune: FineTuneRequest & { from?: string };
  deploy: Omit<DeployRequest, 'model'> & { model?: DeployRequest['model']; from?: string };
}

/** A request whose `from` is resolved, and what is wrong with the run that it named. */
export interface Continued<K extends RunKind> {
  /** Null where there is no model to look at. */
  readonly request: RequestOf<K> | null;
  readonly problems: readonly Problem[];
  /** That the data must have, to train the earlier model further. */
  readonly classes?: number;
  /** That the model must still have. */
  readonly etag?: string;
}

/** The model that an ended run trained, however it ended, or why it has none to give. @throws UnreachableError */
export async function modelOfRun(run: Run): Promise<TrainedModel | { reason: string }> {
  try {
    const { type, status } = await run.describe();
    if (type !== workflowTypes.fineTune) return { reason: `"${run.id}" trained nothing, it is a ${type}` };
    if (status === 'RUNNING') {
      return { reason: `"${run.id}" is not finished; wait for it with: tunewright runs watch ${run.id}` };
    }
    const trained = await run.trained();
    return trained ?? { reason: `"${run.id}" has no training job that completed; it ended as ${status}` };
  } catch (error) {
    if (error instanceof InvalidInputError) return { reason: error.problems[0]?.message ?? error.message };
    throw error;
  }
}

/** How the model of an earlier run gets into a request. */
const continuations = {
  /** Incremental training; it must be of the same model. */
  fineTune: { member: 'modelUri', model: (asked: Asked['model']) => asked },
  /** With its model and version, unless others are asked for. */
  deploy: {
    member: 'artifact',
    model: (asked: Asked['model'], found: TrainedModel) => ({ ...found.model, ...asked }),
  },
} as const;

type Asked = Partial<RequestsFrom[RunKind]> & { modelUri?: string; artifact?: string };

/** The request with the model of the run that `from` names; what is wrong with that run is a problem. @throws InvalidInputError for what is no request, UnreachableError */
export async function continueFrom<K extends RunKind>(
  kind: K,
  wanted: RequestsFrom[K],
  find: (run: string) => Promise<TrainedModel | { reason: string }>,
): Promise<Continued<K>> {
  if (!(kind in continuations)) throw wrong('kind', `"${String(kind)}" must be fineTune or deploy`);
  if (typeof (wanted as unknown) !== 'object' || wanted === null) throw wrong('request', 'must be an object');
  const { member, model } = continuations[kind];
  const { from, ...request } = withoutNulls(wanted);
  const asked = request as Asked;
  const withoutRun = kind === 'deploy' && asked.model === undefined ? null : (asked as RequestOf<K>);
  if (from === undefined) return { request: withoutRun, problems: withoutRun === null ? [modelIsMissing] : [] };
  if (typeof (from as unknown) !== 'string' || from === '') throw wrong('from', 'must be the id of a run');
  if (asked[member] !== undefined) return { request: withoutRun, problems: [twice(member)] };
  const found = await find(from);
  if ('reason' in found) return { request: withoutRun, problems: [{ field: 'from', message: found.reason }] };
  return {
    request: { ...asked, model: model(asked.model, found), [member]: found.artifact } as RequestOf<K>,
    problems: otherModel(from, found, asked.model?.id ?? found.model.id),
    classes: found.classes,
    ...defined({ etag: found.etag }),
  };
}

const wrong = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }]);

const modelIsMissing: Problem = {
  field: 'model',
  message: 'is missing; give a model of the catalogue (--model), or a run whose model to deploy (--from)',
};

const twice = (member: string): Problem => ({ field: 'from', message: `can't be given together with ${member}` });

function otherModel(from: string, { model }: TrainedModel, asked: string): Problem[] {
  if (model.id === asked) return [];
  return [{ field: 'from', message: `run "${from}" trained ${model.id}, not ${asked}` }];
}
