import type { Tag } from '../api/tags.js';
import type { EndpointStatus } from './endpoint-states.js';
import type { FleetPlan } from './fleet-plan.js';
import type { StagedFleet } from './staged-fleet.js';

/** An endpoint as it is stored. Times are seconds since 1970. */
export interface Endpoint {
  readonly name: string;
  readonly arn: string;
  readonly status: EndpointStatus;
  /** What it serves with, or will when it has been created. */
  readonly fleet: FleetPlan;
  /** What it will serve with when the update has succeeded. */
  readonly update?: FleetPlan;
  /** How its creation or its last update was made to fail. */
  readonly staged?: StagedFleet;
  readonly failureReason?: string;
  readonly creationTime: number;
  readonly lastModifiedTime: number;
  readonly tags: readonly Tag[];
}
