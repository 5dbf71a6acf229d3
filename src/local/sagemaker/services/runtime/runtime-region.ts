import type { Endpoints } from '../sagemaker/hosting/endpoints.js';

/** What SageMaker Runtime works on in one region. */
export interface RuntimeRegion {
  /** Its name, e.g. `us-east-1`. */
  readonly region: string;
  readonly endpoints: Endpoints;
}
