import type { JsonObject } from '../../../wire/service/operation.js';
import { validationException } from '../resources/validation-exception.js';

interface CapacitySize {
  readonly Type: 'INSTANCE_COUNT' | 'CAPACITY_PERCENT';
  readonly Value: number;
}

interface TrafficRouting {
  readonly Type: 'ALL_AT_ONCE' | 'CANARY' | 'LINEAR';
  readonly WaitIntervalInSeconds: number;
  readonly CanarySize?: CapacitySize;
  readonly LinearStepSize?: CapacitySize;
}

/** How an update is carried out, as UpdateEndpoint takes it. */
export interface DeploymentConfig {
  readonly BlueGreenUpdatePolicy?: {
    readonly TrafficRoutingConfiguration: TrafficRouting;
    readonly TerminationWaitInSeconds?: number;
  };
  readonly RollingUpdatePolicy?: { readonly MaximumBatchSize: CapacitySize; readonly WaitIntervalInSeconds: number };
  readonly AutoRollbackConfiguration?: { readonly Alarms?: readonly { readonly AlarmName?: string }[] };
}

/** A step of an update: the new fleet gets this share of the traffic, 0 to 1, and is watched for so long. */
export interface Shift {
  readonly share: number;
  readonly waitSeconds: number;
}

/** SageMaker takes no steps under five percent; this only keeps their number finite. */
const smallestStep = 0.01;

/** Each step of an update is followed by its wait; the last one gives the new fleet everything. */
export function shiftsOf(deployment: DeploymentConfig | undefined, instanceCount: number): readonly Shift[] {
  const rolling = deployment?.RollingUpdatePolicy;
  if (rolling !== undefined) {
    return steps(shareOf(rolling.MaximumBatchSize, instanceCount), rolling.WaitIntervalInSeconds);
  }
  const routing = deployment?.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration;
  if (routing === undefined) return [{ share: 1, waitSeconds: 0 }];
  const { Type, WaitIntervalInSeconds: waitSeconds, CanarySize, LinearStepSize } = routing;
  const all = { share: 1, waitSeconds };
  if (Type === 'CANARY') return [{ share: shareOf(CanarySize, instanceCount), waitSeconds }, all];
  return Type === 'LINEAR' ? steps(shareOf(LinearStepSize, instanceCount), waitSeconds) : [all];
}

/** For how long the old fleet is kept after the last step, in seconds. */
export function terminationWait(deployment: DeploymentConfig | undefined): number {
  return deployment?.BlueGreenUpdatePolicy?.TerminationWaitInSeconds ?? 0;
}

/** How many instances of the new fleet stand beside the old one at a time. */
export function extraInstances(deployment: DeploymentConfig | undefined, instanceCount: number): number {
  const batch = deployment?.RollingUpdatePolicy?.MaximumBatchSize;
  return batch === undefined ? instanceCount : Math.ceil(shareOf(batch, instanceCount) * instanceCount);
}

export function alarmsOf(deployment: DeploymentConfig | undefined): string[] {
  return (deployment?.AutoRollbackConfiguration?.Alarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? []);
}

/** What an input says of it, if anything. @throws ServiceError ValidationException for what its shape can't rule out */
export function deploymentConfigIn({ DeploymentConfig: given }: JsonObject): DeploymentConfig | undefined {
  if (given === undefined || given === null) return undefined;
  checkDeployment(given);
  return given;
}

function checkDeployment({ BlueGreenUpdatePolicy, RollingUpdatePolicy }: DeploymentConfig): void {
  if (BlueGreenUpdatePolicy !== undefined && RollingUpdatePolicy !== undefined) {
    throw validationException('Only one of BlueGreenUpdatePolicy and RollingUpdatePolicy can be specified.');
  }
  const routing = BlueGreenUpdatePolicy?.TrafficRoutingConfiguration;
  const missing =
    (routing?.Type === 'CANARY' && routing.CanarySize === undefined && 'CanarySize') ||
    (routing?.Type === 'LINEAR' && routing.LinearStepSize === undefined && 'LinearStepSize');
  if (missing) throw validationException(`${missing} must be specified for traffic routing of type ${routing?.Type}.`);
}

function steps(size: number, waitSeconds: number): Shift[] {
  const count = Math.ceil(1 / Math.max(size, smallestStep));
  return Array.from({ length: count }, (_, step) => ({ share: Math.min(1, (step + 1) * size), waitSeconds }));
}

function shareOf(size: CapacitySize | undefined, instanceCount: number): number {
  if (size === undefined) return 1;
  return Math.min(1, size.Type === 'CAPACITY_PERCENT' ? size.Value / 100 : size.Value / instanceCount);
}
