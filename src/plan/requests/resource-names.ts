import { resourceName } from '../../contract/names.js';
import type { HostingTarget } from '../../contract/run/plan.js';

export interface HostingNames {
  readonly model: string;
  readonly endpointConfig: string;
  readonly endpoint: string;
}

/**
 * Names of what an attempt of a run deploys: one name for the model and the config, and for the endpoint, unless the user gave one,
 * that of the first attempt: it stays the same on every rung.
 */
export function hostingNames(target: Pick<HostingTarget, 'run' | 'hosting'>, attempt = 1): HostingNames {
  const name = resourceName(target.run, attempt);
  return { model: name, endpointConfig: name, endpoint: target.hosting.endpointName ?? resourceName(target.run) };
}
