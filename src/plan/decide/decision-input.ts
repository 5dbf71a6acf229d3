import type { ContentBuckets, ModelSpec } from '../../catalog/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import type { EarlierRun, RunIdentity } from '../../contract/plan.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/requests.js';
import type { Prices } from './instance-price.js';

/** What every decision is made from besides the request. */
export interface DecisionContext {
  spec: ModelSpec;
  /** A newer version than the one asked for, where there is one. */
  newerVersion?: string | null;
  buckets: ContentBuckets;
  account: { region: string; account: string; role: string };
  run: RunIdentity;
  prices?: Prices;
  /** A finished run of the same model, where one is known. */
  earlier?: EarlierRun | null;
}

export interface FineTuneInput extends DecisionContext {
  request: FineTuneRequest;
  dataset: DatasetReport;
}

export interface DeployInput extends DecisionContext {
  request: DeployRequest;
}
