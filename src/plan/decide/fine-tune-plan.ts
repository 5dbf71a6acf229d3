import * as catalog from '../../catalog/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import { problemsAndMend, unseenDataset } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import type { HostingPlan, Plan } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { FineTuneRequest } from '../../contract/run/requests.js';
import { decideCommon, toleranceOf } from './common-plan.js';
import { prefixNotices, prefixOf } from './data-prefix.js';
import type { Decision, DecisionInput, ModelDocuments } from './decision-input.js';
import { problemsOf, unique } from './document-problems.js';
import { decideLabels } from './label-decision.js';
import { standInFindings } from './stand-in.js';
import { volumeSizeWarnings } from './local-disks.js';
import { planTraining } from './training-plan.js';

/**
 * The decision: a pure function from request, model document, dataset report and account to what will be done.
 * Never throws for bad input; everything that is wrong stands in `problems`.
 */
export function decideFineTune(input: DecisionInput<FineTuneRequest>): Decision<Plan> {
  const { request, spec, dataset: report } = input;
  const dataset = report ?? unseenDataset('');
  const training = planTraining(input);
  const [rung] = training.plan.rungs;
  const standIn = standInFindings(spec, rung?.hyperparameters ?? {});
  const common = decideCommon(input, { training: training.plan, dataset });
  const labels = decideLabels(input);
  return {
    plan: {
      ...common.plan,
      dataset: factsOf(dataset),
      training: training.plan,
      deploy: request.deploy ?? true,
      ...defined({ onlyIfDataChanged: request.onlyIfDataChanged, labels: labels.labels }),
      warnings: [
        ...prefixNotices({ data: request.data, validationData: request.validationData }),
        ...common.plan.warnings,
        ...volumeSizeWarnings(request.training?.volumeSizeInGB, [
          ...new Set(training.plan.rungs.map(({ instanceType }) => instanceType)),
        ]),
        ...isolationWarnings(request, common.plan.hosting),
        ...dataset.warnings,
        ...labels.warnings,
        ...standIn.warnings,
      ],
    },
    problems: unique([
      ...incrementalProblems(input),
      ...splitProblems(input),
      ...problemsOf(catalog.unusability(spec, 'training', toleranceOf(request), input.newerVersion)),
      ...problemsAndMend(dataset),
      ...Object.values(dataset.heldOut ?? {}).flatMap(({ problems }) => problems),
      ...labels.problems,
      ...training.problems,
      ...common.problems,
      ...standIn.problems,
    ]),
  };
}

/** The prefix of the data that is asked for, else of the model's default data set. */
export function trainingData(
  request: FineTuneRequest,
  documents: ModelDocuments | null,
): { uri?: string; problems: Problem[] } {
  const uri =
    request.data ?? (documents === null ? undefined : catalog.defaultDatasetUri(documents.spec, documents.buckets));
  if (uri !== undefined) return { uri: prefixOf(uri), problems: [] };
  // Of a model that is not known nobody knows whether it has one.
  if (documents === null) return { problems: [] };
  return { problems: [{ field: 'data', message: 'is missing; this model has no default data set' }] };
}

function incrementalProblems({ request, spec }: DecisionInput<FineTuneRequest>): Problem[] {
  if (request.modelUri === undefined || spec.incrementalTrainingSupported) return [];
  return [{ field: 'modelUri', message: `${spec.modelId} ${spec.version} does not support incremental training` }];
}

/** Model documents allow a share of 1, which would leave nothing to train on; with data to validate on, nothing is split. */
function splitProblems({ request }: DecisionInput<FineTuneRequest>): Problem[] {
  const ratio = request.hyperparameters?.validation_split_ratio;
  if (ratio === undefined || request.validationData !== undefined || Number(ratio) !== 1) return [];
  return [{ field: 'hyperparameters.validation_split_ratio', message: `${ratio} leaves no rows to train on` }];
}

function factsOf({ uri, etag, bytes, rows, classes, classCounts }: DatasetReport): Plan['dataset'] {
  // Hundreds of classes would make every history carry them.
  const largest = classCounts.reduce((most, count) => Math.max(most, count), 0);
  const largestClassShare = rows === 0 ? undefined : largest / rows;
  return defined({ uri, etag, bytes, rows, classes, classCounts: classCounts.slice(0, 100), largestClassShare });
}

/** Whoever asks for it may mean the model that serves, too. */
const isolationWarnings = ({ training, deploy = true }: FineTuneRequest, hosting: HostingPlan): string[] =>
  training?.enableNetworkIsolation === true && deploy && !hosting.enableNetworkIsolation
    ? [
        "training.enableNetworkIsolation: isolates the training job alone; the endpoint's container is isolated only where the model's document says so, and this one does not",
      ]
    : [];
