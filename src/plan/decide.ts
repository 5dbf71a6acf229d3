import * as catalog from '../catalog/index.js';
import type { DeployPlan, HostingDecision, ModelData, Plan } from '../contract/plan.js';
import type { Problem } from '../contract/problems.js';
import type { HostingRequest } from '../contract/requests.js';
import { defaultGateDeadlineInSeconds } from '../contract/requests.js';
import { estimateCost } from './cost.js';
import { attempt } from './attempt.js';
import type { DecisionContext, DeployInput, FineTuneInput } from './decision-input.js';
import { resolveGates } from './gates.js';
import { planHosting } from './plan-hosting.js';
import { prefixNotices } from './prefix.js';
import { planTraining } from './plan-training.js';
import { standInFindings } from './stand-in.js';

/**
 * The decision: a pure function from request, model document, dataset report and resolved account to what will be done.
 * Never throws for bad input; everything that is wrong stands in `problems`, and nothing billable may happen while there are any.
 */
export function decide(input: FineTuneInput): Plan {
  const { request, spec, dataset } = input;
  const training = planTraining(input);
  const [rung] = training.plan.rungs;
  const metrics = training.plan.rungs.flatMap(({ metricDefinitions }) => metricDefinitions.map(({ Name }) => Name));
  const standIn = standInFindings(spec, rung?.hyperparameters ?? {});
  const hosting = decideHosting(input, {
    metrics,
    texts: dataset.samples.map(({ text }) => text),
    ...(rung === undefined ? {} : { trainedOn: rung.instanceType }),
    maxRuntimeInSeconds: training.plan.maxRuntimeInSeconds,
    rows: dataset.rows,
  });
  const { uri, etag, bytes, rows, classes, classCounts } = dataset;
  return {
    ...hosting,
    // Hundreds of classes would make every history carry them.
    dataset: {
      uri,
      ...(etag === undefined ? {} : { etag }),
      bytes,
      rows,
      classes,
      classCounts: classCounts.slice(0, 100),
    },
    training: training.plan,
    warnings: [
      ...prefixNotices({ data: request.data, validationData: request.validationData }),
      ...hosting.warnings,
      ...dataset.warnings,
      ...standIn.warnings,
    ],
    problems: unique([
      ...(request.modelUri !== undefined && !spec.incrementalTrainingSupported
        ? [{ field: 'modelUri', message: `${spec.modelId} ${spec.version} does not support incremental training` }]
        : []),
      ...problemsOf(catalog.unusability(spec, 'training', toleranceOf(request))),
      ...dataset.problems,
      ...training.problems,
      ...hosting.problems,
      ...standIn.problems,
    ]),
  };
}

/** The decision for a model that is not trained here: an earlier run's, or the pretrained one as it is. */
export function decideDeploy(input: DeployInput): DeployPlan {
  const { request, spec, buckets } = input;
  const hosting = decideHosting(input, { metrics: [], texts: [] });
  const problems: Problem[] = [];
  const [rung] = hosting.hosting.rungs;
  const modelData =
    request.artifact ?? attempt(problems, () => catalog.modelUri(spec, 'inference', rung?.instanceType ?? '', buckets));
  return { ...hosting, modelData: dataAt(modelData), problems: unique([...hosting.problems, ...problems]) };
}

interface Trained {
  metrics: string[];
  texts: string[];
  trainedOn?: string;
  maxRuntimeInSeconds?: number;
  rows?: number;
}

/** The half that both decisions share. */
function decideHosting(
  input: DecisionContext & { request: HostingRequest & { output?: string } },
  trained: Trained,
): HostingDecision {
  const { request, spec, account, run } = input;
  const hosting = planHosting(input, trained.trainedOn);
  const gates = resolveGates(request.gates, trained.metrics);
  const warnings = catalog.notices(spec);
  if (input.newerVersion !== undefined && input.newerVersion !== null) {
    warnings.push(`${spec.modelId} ${spec.version} is not the newest: there is ${input.newerVersion}`);
  }
  return {
    run,
    model: { id: spec.modelId, version: spec.version },
    ...(spec.standIn === undefined ? {} : { standIn: spec.standIn }),
    ...account,
    ...(request.vpc === undefined ? {} : { vpc: request.vpc }),
    ...(request.tags === undefined ? {} : { tags: request.tags }),
    hosting: hosting.plan,
    outputPath: request.output ?? `s3://${defaultBucket(account)}/`,
    gates: gates.gates,
    gateDeadlineInSeconds: request.gateDeadlineInSeconds ?? defaultGateDeadlineInSeconds,
    smokeTest: { texts: request.smokeTest?.texts ?? trained.texts },
    cost: estimateCost(
      {
        region: account.region,
        ...(trained.trainedOn === undefined ? {} : { trainingInstanceType: trained.trainedOn }),
        ...(trained.maxRuntimeInSeconds === undefined ? {} : { maxRuntimeInSeconds: trained.maxRuntimeInSeconds }),
        endpointInstanceType: hosting.plan.rungs[0]?.instanceType ?? '',
        endpointInstanceCount: hosting.plan.instanceCount,
        ...(trained.rows === undefined ? {} : { rows: trained.rows }),
        earlier: input.earlier ?? null,
      },
      input.prices,
    ),
    warnings,
    problems: [
      ...problemsOf(catalog.unusability(spec, 'inference', toleranceOf(request))),
      ...hosting.problems,
      ...gates.problems,
    ],
  };
}

/** SageMaker's default bucket of an account in a region. */
export const defaultBucket = ({ region, account }: { region: string; account: string }): string =>
  `sagemaker-${region}-${account}`;

const dataAt = (uri: string): ModelData => (uri.endsWith('/') ? { prefix: uri } : { tarball: uri });

const toleranceOf = (request: HostingRequest): catalog.Tolerance => ({
  tolerateDeprecated: request.tolerateDeprecatedModel === true,
  tolerateVulnerable: request.tolerateVulnerableModel === true,
});

const problemsOf = (errors: catalog.CatalogError[]): Problem[] =>
  errors.map(({ field, message }) => ({ field, message }));

/** A document that is unusable for both halves says so once. */
function unique(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.field}\n${problem.message}`, problem])).values()];
}
