import * as catalog from '../../catalog/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import type { CostEstimate, HostingDecision, HostingPlan, TrainingPlan } from '../../contract/run/plan.js';
import type { FineTuneRequest, HostingRequest } from '../../contract/run/requests.js';
import { applyBudget } from './cost/budget.js';
import { estimateCost } from './cost/cost-estimate.js';
import { prefixNotices, prefixOf } from './data-prefix.js';
import type { Decision, DecisionInput } from './decision-input.js';
import { priceSources } from './decision-input.js';
import { defaultBucket } from './default-bucket.js';
import { problemsOf } from './document-problems.js';
import { unsoldWarning } from './cost/instance-price.js';
import { resolveGates } from './gate-plans.js';
import { shrinkingWarnings } from './hosting/hosting-changes.js';
import { fileOf } from './input-files.js';
import { noHosting, planHosting } from './hosting/hosting-plan.js';
import { planSmokeTest } from './smoke-test-plan.js';
import { updateWarnings } from './hosting/update-warnings.js';

/** The members of either request that this half looks at. */
type AnyRequest = HostingRequest & Pick<FineTuneRequest, 'output' | 'validationData' | 'deploy'>;
type Input = DecisionInput<AnyRequest>;

/** What a fine-tune knows already; null for a deployment without training. */
type Trained = { training: TrainingPlan; dataset: DatasetReport } | null;

/** The half that both decisions share. */
export function decideCommon(input: Input, trained: Trained): Decision<HostingDecision> {
  const { request, spec, account, run } = input;
  const deploys = request.deploy ?? true;
  const hosting = deploys
    ? planHosting(input, trained?.training.rungs[0]?.instanceType)
    : { plan: noHosting, problems: [] };
  const heldOut = request.evaluationData ?? request.validationData;
  const { files = {} } = input;
  const ofHeldOut = request.evaluationData === undefined ? files.validationData : files.evaluationData;
  const [evaluationFile] = fileOf('evaluation data', ofHeldOut);
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
    plan: defined({
      run,
      model: { id: spec.modelId, version: spec.version },
      standIn: spec.standIn,
      ...account,
      vpc: request.vpc,
      tags: request.tags,
      hosting: hosting.plan,
      outputPath: request.output ?? `s3://${defaultBucket(account)}/`,
      gates,
      smokeTest: smokeTest.plan,
      evaluationUri: heldOut === undefined ? undefined : prefixOf(heldOut),
      evaluationFile,
      cost,
      warnings: [
        ...prefixNotices({ evaluationData: request.evaluationData }),
        ...catalog.notices(spec),
        ...newerVersionNotice(input),
        ...updateWarnings(hosting.plan),
        ...shrinkingWarnings(hosting.plan),
        ...unsoldWarnings(input, trained, hosting.plan),
      ],
    }),
    problems: [
      ...(deploys ? problemsOf(catalog.unusability(spec, 'inference', toleranceOf(request), input.newerVersion)) : []),
      ...hosting.problems,
      ...asked.problems,
      ...overBudget,
      ...smokeTest.problems,
    ],
  };
}

/** Of each type and use once. */
function unsoldWarnings(input: Input, trained: Trained, hosting: HostingPlan): string[] {
  const { region } = input.account;
  const sources = priceSources(input);
  const warnings = [
    ...(trained?.training.rungs ?? []).map(({ instanceType }) =>
      unsoldWarning({ region, instanceType, use: 'training' }, sources),
    ),
    ...hosting.rungs.map(({ instanceType }) => unsoldWarning({ region, instanceType, use: 'hosting' }, sources)),
  ];
  return [...new Set(warnings.flatMap((warning) => warning ?? []))];
}

function costOf(input: Input, trained: Trained, hosting: HostingPlan | undefined): CostEstimate {
  const { region } = input.account;
  const { isStandIn, ...sources } = priceSources(input);
  const { earlier } = input;
  const asked = { region, isStandIn, training: trained?.training, rows: trained?.dataset.rows, hosting, earlier };
  return estimateCost(defined(asked), sources);
}

function newerVersionNotice({ spec, newerVersion }: Input): string[] {
  if (newerVersion === null) return [];
  return [`${spec.modelId} ${spec.version} is not the newest: there is ${newerVersion}`];
}

const metricsOf = (training: TrainingPlan | undefined): string[] => [
  ...new Set(training?.rungs.flatMap(({ metricDefinitions }) => metricDefinitions.map(({ Name }) => Name))),
];

export const toleranceOf = (request: HostingRequest): catalog.Tolerance => ({
  tolerateDeprecated: request.tolerateDeprecatedModel === true,
  tolerateVulnerable: request.tolerateVulnerableModel === true,
});
