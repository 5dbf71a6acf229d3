import type { Faults } from '../../faults/faults.js';
import type { Operation } from '../../wire/service/operation.js';

/** What Service Quotas knows of one region. The quotas that limit anything here are fault rules. */
export interface QuotasRegion {
  /** Its name, e.g. `us-east-1`. */
  readonly region: string;
  readonly faults: Faults;
}

export type QuotasOperation = Operation<QuotasRegion>;
