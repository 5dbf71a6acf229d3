import * as catalog from '../../catalog/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import type { CostEstimate, HostingDecision, HostingPlan, TrainingPlan } from '../../contract/plan.js';
import type { FineTuneRequest, HostingRequest } from '../../contract/requests.js';
import { applyBudget } from './budget.js';
import { estimateCost } from './cost-estimate.js';
import type { DecisionContext } from './decision-input.js';
import { resolveGates } from './gate-plans.js';
import { noHosting, planHosting } from './hosting-plan.js';
import { prefixNotices, prefixOf } from './data-prefix.js';
import { problemsOf } from './document-problems.js';
import { planSmokeTest } from './smoke-test-plan.js';
import { updateWarnings } from './update-warnings.js';

/** The members of either request that this half looks at. */
type AnyRequest = HostingRequest & Pick<FineTuneRequest, 'output' | 'validationData' | 'deploy'>;
type Input = DecisionContext & { request: AnyRequest };

/** What a fine-tune knows already; null for a deployment without training. */
type Trained = { training: TrainingPlan; dataset: DatasetReport } | null;

/** The half that both decisions share. */
export function decideHosting(input: Input, trained: Trained): HostingDecision {
  const { request, spec, account, run } = input;
  const deploys = request.deploy ?? true;
  const hosting = deploys
    ? planHosting(input, trained?.training.rungs[0]?.instanceType)
    : { plan: noHosting, problems: [] };
  const heldOut = request.evaluationData ?? request.validationData;
  const asked = resolveGates(request, {
    metrics: metricsOf(trained?.training),
    updates: request.endpoint?.update !== undefined,
    heldOut: heldOut !== undefined,
  });
  const cost = costOf(input, trained, deploys ? hosting.plan : undefined);
  const { gates, problems: overBudget } = applyBudget(asked.gates, {
    budget: request.budget,
    cost,
    // A deployment has no training gate; its first money goes to the endpoint.
    gate: trained === null ? 'deployment' : 'training',
  });
  const smokeTest = planSmokeTest(request.smokeTest, trained?.dataset ?? null);
  return {
    run,
    model: { id: spec.modelId, version: spec.version },
    ...(spec.standIn === undefined ? {} : { standIn: spec.standIn }),
    ...account,
    ...(request.vpc === undefined ? {} : { vpc: request.vpc }),
    ...(request.tags === undefined ? {} : { tags: request.tags }),
    hosting: hosting.plan,
    outputPath: request.output ?? `s3://${defaultBucket(account)}/`,
    gates,
    smokeTest: smokeTest.plan,
    ...(heldOut === undefined ? {} : { evaluationUri: prefixOf(heldOut) }),
    cost,
    warnings: [
      ...prefixNotices({ evaluationData: request.evaluationData }),
      ...catalog.notices(spec),
      ...newerVersionNotice(input),
      ...updateWarnings(hosting.plan),
    ],
    problems: [
      ...(deploys ? problemsOf(catalog.unusability(spec, 'inference', toleranceOf(request))) : []),
      ...hosting.problems,
      ...asked.problems,
      ...overBudget,
      ...smokeTest.problems,
    ],
  };
}

function costOf({ account, earlier, prices }: Input, trained: Trained, hosting: HostingPlan | undefined): CostEstimate {
  return estimateCost(
    {
      region: account.region,
      ...(trained === null ? {} : { training: trained.training, rows: trained.dataset.rows }),
      ...(hosting === undefined ? {} : { hosting }),
      earlier: earlier ?? null,
    },
    prices,
  );
}

function newerVersionNotice({ spec, newerVersion }: Input): string[] {
  if (newerVersion === undefined || newerVersion === null) return [];
  return [`${spec.modelId} ${spec.version} is not the newest: there is ${newerVersion}`];
}

const metricsOf = (training: TrainingPlan | undefined): string[] => [
  ...new Set(training?.rungs.flatMap(({ metricDefinitions }) => metricDefinitions.map(({ Name }) => Name))),
];

/** SageMaker's default bucket of an account in a region. */
export const defaultBucket = ({ region, account }: { region: string; account: string }): string =>
  `sagemaker-${region}-${account}`;

export const toleranceOf = (request: HostingRequest): catalog.Tolerance => ({
  tolerateDeprecated: request.tolerateDeprecatedModel === true,
  tolerateVulnerable: request.tolerateVulnerableModel === true,
});
