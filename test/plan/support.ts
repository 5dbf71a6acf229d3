import type { DatasetReport } from '../../src/contract/dataset.js';
import type { DeployPlan, Plan } from '../../src/contract/run/plan.js';
import type { Problem } from '../../src/contract/problems.js';
import type { DeployRequest, FineTuneRequest } from '../../src/contract/run/requests.js';
import type { Decision, DecisionInput } from '../../src/plan/decide/decision-input.js';
import { decideDeploy } from '../../src/plan/decide/deploy-plan.js';
import { decideFineTune } from '../../src/plan/decide/fine-tune-plan.js';
import type { OwnPrices } from '../../src/contract/price-list.js';
import type { PlanningServices } from '../../src/plan/index.js';
import { fixtureCatalog } from '../catalog/support.js';

export const bert = 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2';

export const dataset: DatasetReport = {
  uri: 's3://bucket/reviews/',
  etag: '"1"',
  bytes: 20,
  rows: 2,
  classes: 2,
  classCounts: [1, 1],
  repeats: { exact: true, duplicateRows: 0, contradictingRows: 0 },
  samples: [{ text: 'good', label: 1 }],
  problems: [],
  warnings: [],
};

/** What a decision on BERT, or another model, is made from besides request and data. */
async function contextOf(id: string, prices: OwnPrices = {}): Promise<Omit<DecisionInput<never>, 'request'>> {
  const catalog = await fixtureCatalog('us-east-1');
  return {
    spec: await catalog.spec(id),
    newerVersion: null,
    buckets: catalog.buckets,
    dataset,
    account: { region: 'us-east-1', account: '111122223333', role: 'arn:aws:iam::111122223333:role/R' },
    run: { workflowId: 'nightly', firstExecutionRunId: '0000000000' },
    prices,
    earlier: null,
  };
}

interface Options {
  id?: string;
  prices?: OwnPrices;
  newerVersion?: string | null;
  /** Of the model's container behind an endpoint, in GB. */
  volumeSize?: number;
  /** Whether the model's document isolates the endpoint's container. */
  enableNetworkIsolation?: boolean;
}

/** The decision on a fine-tune of BERT, or of another model, on two rows. */
export async function decisionOf(
  request: Partial<FineTuneRequest>,
  { id = bert, prices = {}, newerVersion = null, ...ofInference }: Options = {},
): Promise<Decision<Plan>> {
  const { spec, ...context } = await contextOf(id, prices);
  const inference = { ...spec.inference, ...ofInference };
  const input = { ...context, spec: { ...spec, inference }, newerVersion };
  return decideFineTune({ ...input, request: { model: { id }, ...request } });
}

/** Its plan alone. */
export const planOf = async (request: Partial<FineTuneRequest>, options: Options = {}): Promise<Plan> =>
  (await decisionOf(request, options)).plan;

export const problemsOf = async (
  request: Partial<FineTuneRequest>,
  options: Options = {},
): Promise<readonly Problem[]> => (await decisionOf(request, options)).problems;

/** The plan of a deployment of BERT as it is. */
export async function deployPlanOf(request: Partial<DeployRequest>, prices: OwnPrices = {}): Promise<DeployPlan> {
  return decideDeploy({ ...(await contextOf(bert, prices)), request: { model: { id: bert }, ...request } }).plan;
}

/** An account where nothing exists yet, and the documents of this repository. */
export const servicesOf = (more: Partial<PlanningServices> = {}): PlanningServices => ({
  region: () => Promise.resolve('us-east-1'),
  identity: () => Promise.resolve({ account: '111122223333', local: false }),
  catalog: fixtureCatalog,
  inspect: () => Promise.resolve(dataset),
  prices: () => Promise.resolve({}),
  ...more,
});
