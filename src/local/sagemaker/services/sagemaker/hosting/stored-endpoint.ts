import type { Tag } from '../resources/tag.js';
import type { DeploymentConfig } from './deployment-config.js';
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
  /** What it will serve with when the update has succeeded, and when that was asked for. */
  readonly update?: FleetPlan;
  readonly updateTime?: number;
  /** How its last update was to be carried out, if that was said. */
  readonly deployment?: DeploymentConfig;
  /** What is left of a failed update while the endpoint is RollingBack; a silent one leaves no reason. */
  readonly rollback?: { readonly failureReason?: string };
  /** How its creation or its last update was made to fail. */
  readonly staged?: StagedFleet;
  readonly failureReason?: string;
  readonly creationTime: number;
  readonly lastModifiedTime: number;
  readonly tags: readonly Tag[];
}
