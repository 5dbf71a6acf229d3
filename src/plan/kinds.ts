import type { Problem } from '../contract/problems.js';
import type { RunKind, RunKinds } from '../contract/run/run-kinds.js';
import type { Parsed } from '../contract/schema/parse.js';
import { parseDeployRequest, parseFineTuneRequest } from '../contract/schema/requests.js';
import type { Decision, DecisionInput, ModelDocuments } from './decide/decision-input.js';
import { decideDeploy } from './decide/deploy-plan.js';
import { decideFineTune, trainingData } from './decide/fine-tune-plan.js';

export type RequestOf<K extends RunKind> = RunKinds[K]['request'];
export type PlanOf<K extends RunKind> = RunKinds[K]['plan'];

/** In what a plan of one kind of run differs from that of another. */
interface Planner<K extends RunKind> {
  /** Checks a request of unknown origin: the request, or every problem that it has. */
  readonly parse: (request: unknown) => Parsed<RequestOf<K>>;
  /** Where the training data lies; left out where nothing is trained. `documents` is null where the model is not known. */
  readonly data?: (request: RequestOf<K>, documents: ModelDocuments | null) => { uri?: string; problems: Problem[] };
  readonly decide: (input: DecisionInput<RequestOf<K>>) => Decision<PlanOf<K>>;
}

export const kinds: { readonly [K in RunKind]: Planner<K> } = {
  fineTune: { parse: parseFineTuneRequest, data: trainingData, decide: decideFineTune },
  deploy: { parse: parseDeployRequest, decide: decideDeploy },
};
