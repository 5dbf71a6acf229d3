import * as catalog from '../../catalog/index.js';
import type { Plan } from '../../contract/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { FineTuneInput } from './decision-input.js';
import { decideHosting, toleranceOf } from './common-plan.js';
import { prefixNotices } from './data-prefix.js';
import { planTraining } from './training-plan.js';
import { problemsOf, unique } from './document-problems.js';
import { standInFindings } from './stand-in.js';

/**
 * The decision: a pure function from request, model document, dataset report and resolved account to what will be done.
 * Never throws for bad input; everything that is wrong stands in `problems`, and nothing billable may happen while there are any.
 */
export function decide(input: FineTuneInput): Plan {
  const { request, spec, dataset } = input;
  const training = planTraining(input);
  const [rung] = training.plan.rungs;
  const standIn = standInFindings(spec, rung?.hyperparameters ?? {});
  const hosting = decideHosting(input, { training: training.plan, dataset });
  return {
    ...hosting,
    dataset: factsOf(dataset),
    training: training.plan,
    deploy: request.deploy ?? true,
    warnings: [
      ...prefixNotices({ data: request.data, validationData: request.validationData }),
      ...hosting.warnings,
      ...dataset.warnings,
      ...standIn.warnings,
    ],
    problems: unique([
      ...incrementalProblems(input),
      ...problemsOf(catalog.unusability(spec, 'training', toleranceOf(request))),
      ...dataset.problems,
      ...training.problems,
      ...hosting.problems,
      ...standIn.problems,
    ]),
  };
}

function incrementalProblems({ request, spec }: FineTuneInput): Problem[] {
  if (request.modelUri === undefined || spec.incrementalTrainingSupported) return [];
  return [{ field: 'modelUri', message: `${spec.modelId} ${spec.version} does not support incremental training` }];
}

function factsOf({ uri, etag, bytes, rows, classes, classCounts }: FineTuneInput['dataset']): Plan['dataset'] {
  return {
    uri,
    ...(etag === undefined ? {} : { etag }),
    bytes,
    rows,
    classes,
    // Hundreds of classes would make every history carry them.
    classCounts: classCounts.slice(0, 100),
  };
}
