import { describe, expect, test } from 'vitest';
import type { HostingTarget } from '../../../src/contract/run/plan.js';
import type { EndpointUpdateOptions } from '../../../src/contract/run/requests.js';
import type { DeploymentConfig } from '../../../src/plan/index.js';
import { hostingNames, updateRequest } from '../../../src/plan/index.js';
import { resolveUpdate } from '../../../src/plan/decide/hosting/update-plan.js';

const targetOf = (update: EndpointUpdateOptions): HostingTarget => ({
  run: { workflowId: 'nightly', firstExecutionRunId: '0000000000' },
  model: { id: 'm', version: '1' },
  region: 'us-east-1',
  account: '111122223333',
  role: 'r',
  outputPath: 's3://b/',
  hosting: {
    rungs: [],
    instanceCount: 1,
    enableNetworkIsolation: false,
    endpointName: 'reviews',
    update: resolveUpdate(update),
  },
});
const configOf = (update: EndpointUpdateOptions): DeploymentConfig | undefined =>
  updateRequest(targetOf(update), 1).DeploymentConfig;

describe('the body of UpdateEndpoint', () => {
  test("moves the user's endpoint to the config of the attempt", () => {
    const target = targetOf({});
    expect(updateRequest(target, 2)).toEqual({
      EndpointName: 'reviews',
      EndpointConfigName: hostingNames(target, 2).endpointConfig,
    });
  });

  test("leaves AWS's default, all at once, to AWS", () => {
    expect(configOf({ strategy: 'all-at-once', bakeTimeInSeconds: 300 })).toBeUndefined();
  });

  test('bakes an update all at once where alarms watch it', () => {
    expect(configOf({ alarms: ['errors', 'latency'] })).toEqual({
      BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 300 } },
      AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }, { AlarmName: 'latency' }] },
    });
  });

  test('bakes an update all at once for as long as asked', () => {
    expect(configOf({ bakeTimeInSeconds: 0 })?.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration).toEqual({
      Type: 'ALL_AT_ONCE',
      WaitIntervalInSeconds: 0,
    });
  });

  test('sends a tenth of the fleet ahead as a canary', () => {
    expect(configOf({ strategy: 'canary' })?.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration).toEqual({
      Type: 'CANARY',
      CanarySize: { Type: 'CAPACITY_PERCENT', Value: 10 },
      WaitIntervalInSeconds: 300,
    });
  });

  test('moves the fleet in linear steps', () => {
    const update = { strategy: 'linear', stepPercent: 25, bakeTimeInSeconds: 60 } as const;
    expect(configOf(update)?.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration).toEqual({
      Type: 'LINEAR',
      LinearStepSize: { Type: 'CAPACITY_PERCENT', Value: 25 },
      WaitIntervalInSeconds: 60,
    });
  });

  test('rolls through the fleet, half of it at a time', () => {
    expect(configOf({ strategy: 'rolling' })).toEqual({
      RollingUpdatePolicy: {
        MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 50 },
        WaitIntervalInSeconds: 300,
      },
    });
  });
});
