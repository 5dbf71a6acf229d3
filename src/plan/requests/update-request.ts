import { defined } from '../../contract/defined.js';
import type { HostingTarget } from '../../contract/run/plan.js';
import { defaultBakeTimeInSeconds } from '../../contract/run/requests.js';
import type {
  CapacityShare,
  DeploymentConfig,
  TrafficRoutingConfiguration,
  UpdateEndpointBody,
} from './request-bodies.js';
import { hostingNames } from './resource-names.js';

type EndpointUpdate = NonNullable<HostingTarget['hosting']['update']>;

/** Body of UpdateEndpoint that moves the live endpoint to the config of the attempt. */
export function updateRequest(target: HostingTarget, attempt: number): UpdateEndpointBody {
  const names = hostingNames(target, attempt);
  const { update } = target.hosting;
  return defined({
    EndpointName: names.endpoint,
    EndpointConfigName: names.endpointConfig,
    DeploymentConfig: update === undefined ? undefined : deploymentConfig(update),
  });
}

/** Undefined for what SageMaker does by itself: all at once, nothing watched. */
function deploymentConfig(update: EndpointUpdate): DeploymentConfig | undefined {
  const { strategy, bakeTimeInSeconds, alarms } = update;
  if (strategy === 'all-at-once' && alarms.length === 0 && bakeTimeInSeconds === defaultBakeTimeInSeconds) {
    return undefined;
  }
  return defined({
    ...policies[strategy](update),
    AutoRollbackConfiguration: alarms.length === 0 ? undefined : { Alarms: alarms.map((AlarmName) => ({ AlarmName })) },
  });
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
