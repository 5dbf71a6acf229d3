import type { EndpointUpdateOptions } from '../../../contract/run/requests.js';
import { defaultBakeTimeInSeconds } from '../../../contract/run/requests.js';

/** SageMaker's DeploymentConfig with every member decided. */
export type EndpointUpdate = Required<EndpointUpdateOptions>;

/** How a fleet is moved where the request does not say. All at once has no step; it is carried as the whole fleet. */
const defaultStepPercents: Record<EndpointUpdate['strategy'], number> = {
  'all-at-once': 100,
  canary: 10,
  linear: 50,
  rolling: 50,
};

/** An update with every default filled in. */
export function resolveUpdate(asked: EndpointUpdateOptions): EndpointUpdate {
  const strategy = asked.strategy ?? 'all-at-once';
  return {
    strategy,
    stepPercent: asked.stepPercent ?? defaultStepPercents[strategy],
    bakeTimeInSeconds: asked.bakeTimeInSeconds ?? defaultBakeTimeInSeconds,
    alarms: asked.alarms ?? [],
  };
}
