import type { HostingTarget } from '../../contract/plan.js';
import type { EndpointUpdateOptions } from '../../contract/requests.js';
import type { CapacityShare, DeploymentConfig, TrafficRoutingConfiguration, UpdateEndpointBody } from './request-bodies.js';
import { hostingNames } from './hosting-requests.js';

/** SageMaker's DeploymentConfig with every member decided. */
export type EndpointUpdate = Required<EndpointUpdateOptions>;

const defaultBakeTimeInSeconds = 300;

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

/** Body of UpdateEndpoint that moves the live endpoint to the config of the attempt. */
export function updateRequest(target: HostingTarget, attempt: number): UpdateEndpointBody {
  const names = hostingNames(target, attempt);
  const config = deploymentConfig(target.hosting.update ?? resolveUpdate({}));
  return {
    EndpointName: names.endpoint,
    EndpointConfigName: names.endpointConfig,
    ...(config === null ? {} : { DeploymentConfig: config }),
  };
}

/** Null for what SageMaker does by itself: all at once, nothing watched. */
function deploymentConfig(update: EndpointUpdate): DeploymentConfig | null {
  const { strategy, bakeTimeInSeconds, alarms } = update;
  if (strategy === 'all-at-once' && alarms.length === 0 && bakeTimeInSeconds === defaultBakeTimeInSeconds) return null;
  return {
    ...policies[strategy](update),
    ...(alarms.length === 0
      ? {}
      : { AutoRollbackConfiguration: { Alarms: alarms.map((AlarmName) => ({ AlarmName })) } }),
  };
}

const policies: Record<EndpointUpdate['strategy'], (update: EndpointUpdate) => DeploymentConfig> = {
  'all-at-once': (update) => blueGreen(update, { Type: 'ALL_AT_ONCE' }),
  canary: (update) => blueGreen(update, { Type: 'CANARY', CanarySize: shareOf(update) }),
  linear: (update) => blueGreen(update, { Type: 'LINEAR', LinearStepSize: shareOf(update) }),
  rolling: (update) => ({
    RollingUpdatePolicy: { MaximumBatchSize: shareOf(update), WaitIntervalInSeconds: update.bakeTimeInSeconds },
  }),
};

const blueGreen = (
  { bakeTimeInSeconds }: EndpointUpdate,
  routing: Omit<TrafficRoutingConfiguration, 'WaitIntervalInSeconds'>,
): DeploymentConfig => ({
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: { ...routing, WaitIntervalInSeconds: bakeTimeInSeconds },
  },
});

const shareOf = ({ stepPercent }: EndpointUpdate): CapacityShare => ({ Type: 'CAPACITY_PERCENT', Value: stepPercent });
