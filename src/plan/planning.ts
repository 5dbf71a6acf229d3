import type { Resolution } from '../contract/activities.js';
import type { FailureType } from '../contract/failures.js';
import type { RunIdentity } from '../contract/run/plan.js';
import type { Problem } from '../contract/problems.js';
import type { RunKind } from '../contract/run/run-kinds.js';
import type { KeptName } from './ask/kept-name.js';
import type { PlanningServices } from './ask/planning-services.js';
import type { RequestOf } from './kinds.js';

/** Who is asked, and for which run. */
export interface Planning {
  readonly services: PlanningServices;
  readonly run: RunIdentity;
  /** What the workflow that keeps an endpoint of that name, in whatever case, says of it; left out where Temporal can't be asked. */
  readonly keptName?: (name: string) => Promise<KeptName | null>;
  /** Ends what waits for its turn at AWS, or reads what is left out where it comes late. */
  readonly signal?: AbortSignal;
}

/** What follows from a request without a look at its data. */
export type Resolved<K extends RunKind> = Omit<Resolution<RequestOf<K>>, 'searchAttributes'>;

/** A plan as far as there is one, and everything that is wrong. */
export interface Prepared<P> {
  /** Null where there is not enough to decide on. */
  readonly plan: P | null;
  readonly problems: readonly Problem[];
  /** How a run ends that has these problems; null where there are none. */
  readonly failure: Extract<FailureType, 'InvalidRequest' | 'QuotaExceeded'> | null;
}
