import { expect, test } from 'vitest';
import {
  alarmsOf,
  deploymentConfigIn,
  extraInstances,
  shiftsOf,
  terminationWait,
} from '../../../../../../src/local/sagemaker/services/sagemaker/hosting/deployment-config.js';
import type { DeploymentConfig } from '../../../../../../src/local/sagemaker/services/sagemaker/hosting/deployment-config.js';

const percent = (Value: number): { Type: 'CAPACITY_PERCENT'; Value: number } => ({ Type: 'CAPACITY_PERCENT', Value });
const count = (Value: number): { Type: 'INSTANCE_COUNT'; Value: number } => ({ Type: 'INSTANCE_COUNT', Value });
const blueGreen = (
  routing: NonNullable<DeploymentConfig['BlueGreenUpdatePolicy']>['TrafficRoutingConfiguration'],
): DeploymentConfig => ({ BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: routing } });

test.each<[string, DeploymentConfig | undefined, number[]]>([
  ['nothing said', undefined, [1]],
  ['all at once', blueGreen({ Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 5 }), [1]],
  ['a canary by share', blueGreen({ Type: 'CANARY', WaitIntervalInSeconds: 5, CanarySize: percent(30) }), [0.3, 1]],
  ['a canary by instances', blueGreen({ Type: 'CANARY', WaitIntervalInSeconds: 5, CanarySize: count(1) }), [0.25, 1]],
  ['linear', blueGreen({ Type: 'LINEAR', WaitIntervalInSeconds: 5, LinearStepSize: percent(40) }), [0.4, 0.8, 1]],
  ['rolling', { RollingUpdatePolicy: { MaximumBatchSize: count(2), WaitIntervalInSeconds: 5 } }, [0.5, 1]],
])('with %s the new fleet of four gets its traffic in steps', (_, deployment, shares) => {
  expect(shiftsOf(deployment, 4).map(({ share }) => share)).toEqual(shares);
});

test('every step is watched for WaitIntervalInSeconds', () => {
  const deployment = blueGreen({ Type: 'CANARY', WaitIntervalInSeconds: 300, CanarySize: percent(10) });
  expect(shiftsOf(deployment, 1).map(({ waitSeconds }) => waitSeconds)).toEqual([300, 300]);
});

test('the old fleet is kept for TerminationWaitInSeconds', () => {
  const routing = { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 } as const;
  const policy = { TrafficRoutingConfiguration: routing, TerminationWaitInSeconds: 120 };
  expect([terminationWait({ BlueGreenUpdatePolicy: policy }), terminationWait(undefined)]).toEqual([120, 0]);
});

test('a rolling update needs room for one batch, any other for a whole fleet', () => {
  const rolling = { RollingUpdatePolicy: { MaximumBatchSize: percent(30), WaitIntervalInSeconds: 5 } };
  expect([extraInstances(rolling, 4), extraInstances(undefined, 4)]).toEqual([2, 4]);
});

test('the alarms are those of AutoRollbackConfiguration', () => {
  expect(alarmsOf({ AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'latency' }] } })).toEqual(['latency']);
});

test.each<[string, DeploymentConfig, string]>([
  [
    'both policies',
    {
      ...blueGreen({ Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 }),
      RollingUpdatePolicy: { MaximumBatchSize: count(1), WaitIntervalInSeconds: 0 },
    },
    'Only one of',
  ],
  ['a canary without a size', blueGreen({ Type: 'CANARY', WaitIntervalInSeconds: 0 }), 'CanarySize must be specified'],
  ['steps without a size', blueGreen({ Type: 'LINEAR', WaitIntervalInSeconds: 0 }), 'LinearStepSize must be'],
])('%s are refused', (_, deployment, message) => {
  expect(() => deploymentConfigIn({ DeploymentConfig: deployment })).toThrow(message);
});
