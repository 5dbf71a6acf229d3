import { expect, test } from 'vitest';
import { parseFaultRule } from '../../../../src/local/sagemaker/faults/fault-rule.js';
import type { FaultRule } from '../../../../src/local/sagemaker/faults/fault-rule.js';
import { Faults } from '../../../../src/local/sagemaker/faults/faults.js';
import type { NewTrainingJob } from '../../../../src/local/sagemaker/faults/faults.js';

function faultsOf(...inputs: unknown[]): Faults {
  return new Faults(
    inputs.map((input): FaultRule => {
      const parsed = parseFaultRule(input);
      if ('faults' in parsed) throw new Error(parsed.faults.join());
      return parsed.rule;
    }),
  );
}

/** Which of so many requests a fault is made for. */
function pattern(faults: Faults, requests: number, operation = 'ListModels'): boolean[] {
  return Array.from({ length: requests }, () => faults.onRequest('sagemaker', operation) !== undefined);
}

function trainingOutcome(faults: Faults, job: Partial<NewTrainingJob>): string | undefined {
  return faults.onTraining({ name: 'job', instanceType: 'ml.m5.xlarge', isSpot: false, ...job })?.outcome;
}

test('skip and times say which of the requests it happens to', () => {
  expect(pattern(faultsOf({ fault: 'error', skip: 1, times: 2 }), 5)).toEqual([false, true, true, false, false]);
});

test('a rule for an operation leaves the others alone', () => {
  const faults = faultsOf({ fault: 'error', service: 'sagemaker', operation: 'ListModels' });
  expect(faults.onRequest('sagemaker', 'ListEndpoints')).toBeUndefined();
  expect(faults.onRequest('s3', 'ListModels')).toBeUndefined();
  expect(faults.onRequest('sagemaker', 'ListModels')).toBeDefined();
});

test('a probability is met by chance', () => {
  const rules = [{ fault: 'error', status: 500, probability: 0.3 }] as FaultRule[];
  const draws = [0.29, 0.3];
  expect(pattern(new Faults(rules, () => draws.shift() ?? 1), 2)).toEqual([true, false]);
});

test('a rate lets so many through in any second', () => {
  const faults = faultsOf({ fault: 'throttle', perSecond: 2 });
  const isThrottled = (at: number): boolean => faults.onRequest('sagemaker', 'ListModels', at) !== undefined;
  expect([0, 100, 200, 999, 1000, 1050, 1100].map(isThrottled)).toEqual([false, false, true, true, false, true, false]);
});

test('a rate below one lets one through in that many seconds', () => {
  const faults = faultsOf({ fault: 'throttle', perSecond: 0.5 });
  const isThrottled = (at: number): boolean => faults.onRequest('sagemaker', 'ListModels', at) !== undefined;
  expect([0, 1500, 2000].map(isThrottled)).toEqual([false, true, false]);
});

test('the first rule that fires counts', () => {
  const faults = faultsOf({ fault: 'slow', ms: 1, times: 1 }, { fault: 'cut' });
  expect([faults.onRequest('s3', 'GetObject')?.fault, faults.onRequest('s3', 'GetObject')?.fault]).toEqual([
    'slow',
    'cut',
  ]);
});

test('only managed spot training is interrupted', () => {
  const faults = faultsOf({ fault: 'training', outcome: 'spot interruption' });
  expect([trainingOutcome(faults, { isSpot: false }), trainingOutcome(faults, { isSpot: true })]).toEqual([
    undefined,
    'spot interruption',
  ]);
});

test('a rule for an instance type leaves jobs on others alone', () => {
  const faults = faultsOf({ fault: 'training', outcome: 'CapacityError', instanceType: 'ml.g5.xlarge' });
  expect(trainingOutcome(faults, {})).toBeUndefined();
  expect(trainingOutcome(faults, { instanceType: 'ml.g5.xlarge' })).toBe('CapacityError');
});

test('a rule can be for spot jobs only, or for none of them', () => {
  const spot = faultsOf({ fault: 'training', outcome: 'CapacityError', spot: true });
  const onDemand = faultsOf({ fault: 'training', outcome: 'CapacityError', spot: false });
  const met = [spot, onDemand].map((faults) => [false, true].map((isSpot) => trainingOutcome(faults, { isSpot })));
  expect(met).toEqual([
    [undefined, 'CapacityError'],
    ['CapacityError', undefined],
  ]);
});

test('an endpoint meets a rule for the instance type of any of its variants', () => {
  const faults = faultsOf({ fault: 'endpoint', outcome: 'fails', instanceType: 'ml.g5.xlarge' });
  const outcome = (...instanceTypes: string[]): string | undefined =>
    faults.onEndpoint('create', { name: 'any', instanceTypes })?.outcome;
  expect([outcome('ml.m5.large'), outcome('ml.m5.large', 'ml.g5.xlarge')]).toEqual([undefined, 'fails']);
});

test('an alarm trips only where one is named', () => {
  const faults = faultsOf({ fault: 'endpoint', on: 'update', outcome: 'alarm' });
  const update = { name: 'any', instanceTypes: [] };
  expect(faults.onEndpoint('update', update)).toBeUndefined();
  expect(faults.onEndpoint('update', { ...update, hasAlarms: true })?.outcome).toBe('alarm');
});

test('the quota that was set last counts', () => {
  const quota = { fault: 'quota', instanceType: 'ml.g5.xlarge', usage: 'endpoint' };
  const faults = faultsOf({ ...quota, value: 2 }, { ...quota, value: 0 });
  expect([faults.quota('ml.g5.xlarge', 'endpoint'), faults.quota('ml.g5.xlarge', 'training job')]).toEqual([
    0,
    undefined,
  ]);
});

test.each([
  [{ fault: 'endpoint', on: 'config', outcome: 'hangs' }, 'a config can only be refused'],
  [{ fault: 'endpoint', outcome: 'alarm' }, 'only an update has alarms'],
  [{ fault: 'quota', instanceType: 'ml.g5.xlarge', usage: 'notebook', value: 1 }, 'usage: Invalid option'],
  [{ fault: 'magic' }, 'fault: Invalid'],
  [{ fault: 'slow' }, 'ms: Invalid'],
  [{ fault: 'throttle', operaton: 'ListModels' }, 'Unrecognized key: "operaton"'],
  [{ fault: 'error', status: 200 }, 'status: Too small'],
  ['slow', 'rule: Invalid'],
])('%j is no rule', (input, message) => {
  expect(parseFaultRule(input)).toEqual({ faults: [expect.stringContaining(message)] });
});
