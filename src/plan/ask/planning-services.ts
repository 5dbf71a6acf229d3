import type { JumpStartCatalog } from '../../catalog/index.js';
import type { Resolution } from '../../contract/activities.js';
import type { DatasetReport } from '../../contract/dataset.js';
import type { EarlierRun } from '../../contract/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/requests.js';
import type { Prices } from '../decide/instance-price.js';

/** Whose credentials are in use. */
export interface Identity {
  account: string;
  /** True on the local SageMaker, which has a default role. */
  local: boolean;
}

/** What planning needs from outside; the doors and the worker bring their own. */
export interface PlanningServices {
  /** The region of the environment; undefined where none is set. */
  region(): Promise<string | undefined>;
  identity(region: string): Promise<Identity>;
  catalog(region: string): Promise<JumpStartCatalog>;
  /** Looks at `data.csv` under an `s3://` prefix; data that can't be read is a problem of the report. */
  inspect(uri: string, region: string): Promise<DatasetReport>;
  /** The user's own prices. */
  prices(): Promise<Prices>;
  /** The run that an endpoint is tagged with, an empty text for an endpoint of nobody's, null where there is none; left out where nobody can be asked. */
  endpointOwner?(name: string, region: string): Promise<string | null>;
  /** Is there an object of that `s3://` URI? True where it may not be asked for; left out where nobody can be asked. */
  exists?(uri: string, region: string): Promise<boolean>;
  /** The newest finished run of a model; left out where nobody can be asked. */
  earlierRun?(modelId: string): Promise<EarlierRun | null>;
}

/** What follows from a request without a look at the data. */
export type Resolved<R extends FineTuneRequest | DeployRequest> = Omit<Resolution<R>, 'searchAttributes'>;

/** A plan as far as there is one: null when there is not enough to decide on. */
export interface Prepared<P> {
  plan: P | null;
  problems: Problem[];
}
