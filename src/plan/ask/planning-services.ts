import type { JumpStartCatalog } from '../../catalog/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import type { Fleet } from '../../contract/fleet.js';
import type { EarlierRun } from '../../contract/run/plan.js';
import type { OwnPrices, PriceList } from '../../contract/price-list.js';
import type { RowsRule } from '../../dataset/index.js';
import type { Quotas } from '../decide/quota-limits.js';

/** Whose credentials are in use. */
interface Identity {
  account: string;
  /** True on the local SageMaker, which has a default role. */
  local: boolean;
}

/** Whose an endpoint is by its tags, and what it stands on or heads for. */
export interface EndpointOwner {
  /** Value of the run's tag; undefined on an endpoint of nobody's. */
  readonly run?: string;
  /** First execution of that run; undefined also on what older versions made. */
  readonly execution?: string;
  /** Empty where SageMaker names none. */
  readonly configName: string;
}

/** By what a file is known again. */
export interface FileFacts {
  readonly etag: string;
  readonly bytes: number;
}

/** Whom planning asks; the library, the command line and the worker bring their own. */
export interface PlanningServices {
  /** The region of the environment; undefined where none is set. */
  region(): Promise<string | undefined>;
  identity(region: string): Promise<Identity>;
  catalog(region: string): Promise<JumpStartCatalog>;
  /** Looks at `data.csv` under an `s3://` prefix; data that can't be read is a problem of the report. */
  inspect(uri: string, region: string, rule?: RowsRule): Promise<DatasetReport>;
  /** The user's own prices. */
  prices(): Promise<OwnPrices>;
  /** AWS's prices of the region; null where they can't be had in time. Left out where nobody can be asked. */
  priceList?(region: string, signal?: AbortSignal): Promise<PriceList | null>;
  /** Whose an endpoint is, null where there is none; left out where nobody can be asked. */
  endpointOwner?(name: string, region: string, signal?: AbortSignal): Promise<EndpointOwner | null>;
  /** The endpoint whose name differs from that one in case only, which is the same to SageMaker; null where none is known. Left out where nobody can be asked. */
  endpointTwin?(name: string, region: string): Promise<string | null>;
  /** The object of an `s3://` URI; `unknown` where it may not be asked for; left out where nobody can be asked. */
  object?(uri: string, region: string): Promise<FileFacts | 'missing' | 'unknown'>;
  /** Names of the classes that stand beside an artifact; null where there are none. Left out where nobody can be asked. */
  labelsOfArtifact?(uri: string, region: string): Promise<readonly string[] | null>;
  /** Where a bucket is; `unknown` where it may not be looked at; left out where nobody can be asked. */
  bucketPlace?(bucket: string, region: string): Promise<'here' | 'missing' | 'elsewhere' | 'unknown'>;
  /** Why an endpoint can't be updated, or not be taken back from it, with what to do; null where it can, or is not there. Left out where nobody can be asked. */
  updateFault?(name: string, region: string, signal?: AbortSignal): Promise<string | null>;
  /** The instances of an endpoint as they are wanted now; null where there is no such endpoint, or it has none. Left out where nobody can be asked. */
  fleet?(name: string, region: string, signal?: AbortSignal): Promise<Fleet | null>;
  /** The instances of the region's endpoints, as far as they are known: at least these are in use. Left out where nobody can be asked. */
  fleets?(region: string, signal?: AbortSignal): Promise<readonly Fleet[]>;
  /** Values of SageMaker's quotas by their names in Service Quotas, as far as they may be read; left out where nobody can be asked. */
  quotas?(names: ReadonlySet<string>, region: string, signal?: AbortSignal): Promise<Quotas>;
  /** The newest finished run of a model; left out where nobody can be asked. */
  earlierRun?(modelId: string): Promise<EarlierRun | null>;
}
