import { expect, test } from 'vitest';
import { faultsOf, durationsOf } from '../../../src/cli/commands/local/serve-locally.js';

test('--simulate-training is a rule for every job, behind those of --fault', () => {
  const fault = ['{"fault":"training","name":"a","outcome":"CapacityError"}'];
  expect(faultsOf({ fault, simulateTraining: '2.5:AlgorithmError' })).toEqual([
    { fault: 'training', name: 'a', outcome: 'CapacityError' },
    { fault: 'training', outcome: 'AlgorithmError', seconds: 2.5 },
  ]);
});

test.each([
  [{ fault: ['{'] }, '{ is not JSON'],
  [{ fault: ['{"fault":"slow"}'] }, 'ms: Invalid input'],
  [{ simulateTraining: 'long' }, 'seconds: Invalid input'],
  [{ simulateTraining: '3:Sunshine' }, 'outcome: Invalid option'],
])('%j is refused in words', (options, message) => {
  expect(() => faultsOf(options)).toThrow(message);
});

test('--durations takes the names of the stages and milliseconds', () => {
  expect(durationsOf(['starting=0', 'endpointCreating=9000'])).toEqual({ starting: 0, endpointCreating: 9000 });
});

test.each(['ending=5', 'starting', 'starting=soon', 'starting=-1'])(
  '--durations %s is refused in words',
  (assignment) => {
    expect(() => durationsOf([assignment])).toThrow(`${assignment}: expected NAME=milliseconds`);
  },
);
