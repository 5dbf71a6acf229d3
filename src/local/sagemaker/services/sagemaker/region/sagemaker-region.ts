import type { Operation } from '../../../wire/service/operation.js';
import type { Faults } from '../../../faults/faults.js';
import type { Endpoints } from '../hosting/endpoints.js';
import type { StaticResources } from '../hosting/static-resources.js';
import type { TrainingJobs } from '../training/training-jobs.js';

/** What SageMaker keeps in one region: the state that its operations work on. */
export interface SageMakerRegion {
  /** Its name, e.g. `us-east-1`. */
  readonly region: string;
  readonly trainingJobs: TrainingJobs;
  readonly models: StaticResources;
  readonly endpointConfigs: StaticResources;
  readonly endpoints: Endpoints;
  readonly faults: Faults;
}

export type SageMakerOperation = Operation<SageMakerRegion>;
