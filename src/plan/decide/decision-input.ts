import type { ContentBuckets, ModelSpec } from '../../catalog/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import type { Fleet } from '../../contract/fleet.js';
import type { EarlierRun, RunIdentity } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { OwnPrices, PriceList } from '../../contract/price-list.js';
import type { PriceSources } from './cost/instance-price.js';

/** What JumpStart publishes about a model. */
export interface ModelDocuments {
  readonly spec: ModelSpec;
  /** A newer version than the one asked for, where there is one. */
  readonly newerVersion: string | null;
  /** Where its artifacts lie. */
  readonly buckets: ContentBuckets;
}

/** A file that the request names, as it is now. */
interface NamedFile {
  readonly uri: string;
  readonly etag: string;
  readonly bytes: number;
}

/** By the member that names it; one that may not be looked at is left out. */
export type NamedFiles = Partial<Record<'validationData' | 'evaluationData' | 'modelUri' | 'artifact', NamedFile>>;

/** Everything that a decision is made from. */
export interface DecisionInput<R> extends ModelDocuments {
  readonly request: R;
  /** Null where nothing is trained, or the data could not be looked for. */
  readonly dataset: DatasetReport | null;
  readonly account: { readonly region: string; readonly account: string; readonly role: string };
  readonly run: RunIdentity;
  /** The user's own prices. */
  readonly prices: OwnPrices;
  /** AWS's prices of the region; left out where they could not be had. */
  readonly priceList?: PriceList;
  /** What is live under the name of an update, where there is anything and it is known. */
  readonly live?: Fleet;
  readonly files?: NamedFiles;
  /** Names of the classes of the model that is trained further or deployed, where it has any and they are known. */
  readonly earlierLabels?: readonly string[];
  /** A finished run of the same model, where one is known. */
  readonly earlier: EarlierRun | null;
}

/** Who is asked for the prices of a decision. */
export const priceSources = ({
  prices,
  priceList,
  spec,
}: Pick<DecisionInput<unknown>, 'prices' | 'priceList' | 'spec'>): PriceSources => ({
  own: prices,
  list: priceList ?? null,
  isStandIn: spec.standIn !== undefined,
});

/** A plan, and everything that is wrong with it: nothing billable may happen while there is anything. */
export interface Decision<P> {
  readonly plan: P;
  readonly problems: readonly Problem[];
}
