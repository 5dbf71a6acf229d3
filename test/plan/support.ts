import type { DatasetReport } from '../../src/contract/dataset.js';
import type { DeployPlan, Plan } from '../../src/contract/plan.js';
import type { DeployRequest, FineTuneRequest } from '../../src/contract/requests.js';
import type { DecisionContext } from '../../src/plan/index.js';
import { decide, decideDeploy } from '../../src/plan/index.js';
import type { Prices } from '../../src/plan/index.js';
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

export async function contextOf(id: string, prices: Prices = {}): Promise<DecisionContext> {
  const catalog = await fixtureCatalog('us-east-1');
  return {
    spec: await catalog.spec(id),
    buckets: catalog.buckets,
    account: { region: 'us-east-1', account: '111122223333', role: 'arn:aws:iam::111122223333:role/R' },
    run: { workflowId: 'nightly', firstExecutionRunId: '0000000000' },
    prices,
  };
}

/** The plan of a fine-tune of BERT, or of another model, on two rows. */
export async function planOf(
  request: Partial<FineTuneRequest>,
  { id = bert, prices = {} }: { id?: string; prices?: Prices } = {},
): Promise<Plan> {
  return decide({ ...(await contextOf(id, prices)), request: { model: { id }, ...request }, dataset });
}

/** The plan of a deployment of BERT as it is. */
export async function deployPlanOf(request: Partial<DeployRequest>, prices: Prices = {}): Promise<DeployPlan> {
  return decideDeploy({ ...(await contextOf(bert, prices)), request: { model: { id: bert }, ...request } });
}
