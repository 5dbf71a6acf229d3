import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addCommands } from '../../../src/cli/commands/index.js';
import { commandLine } from '../../../src/console/server/views/command-line.js';

const program = new Command('tunewright');
addCommands(program);

const requests = {
  fineTune: {
    ...{ model: { id: 'm', version: '1.0.0' }, from: 'a', data: 'sample', validationData: 's3://b/v/' },
    ...{ modelUri: 's3://b/m.tar.gz', training: { instanceType: ['ml.g5.xlarge', 'ml.p3.2xlarge'] } },
    ...{ endpoint: { name: 'e', instanceType: 'ml.g5.xlarge', instanceCount: 2, timeToLiveInSeconds: 60, update: {} } },
    ...{ budget: { usd: 1 }, evaluationData: 's3://b/e/', region: 'eu-west-1', account: '123456789012', role: 'r' },
    ...{ output: 's3://b/', hyperparameters: { epochs: 1 }, gates: { deployment: 'auto' }, tags: { a: 'b' } },
    ...{ deploy: false },
  },
  deploy: {
    ...{ model: { id: 'm' }, artifact: 's3://b/m.tar.gz' },
    ...{ endpoint: { name: 'e', update: { strategy: 'canary' }, timeToLiveInSeconds: 43_200 } },
  },
} as const;

test.each(['fineTune', 'deploy'] as const)(
  'every option of the same by command line is one of that command: %s',
  (kind) => {
    const [, name = '', ...words] = commandLine(kind, requests[kind]).split(' ');
    const command = program.commands.find((one) => one.name() === name);
    const known = new Set(command?.options.map(({ long }) => long));
    const told = words.filter((word) => word.startsWith('--'));
    expect(told.length).toBeGreaterThan(4);
    expect(told.filter((option) => !known.has(option))).toEqual([]);
  },
);

test('an update is told with its strategy, where it has one', () => {
  expect(commandLine('deploy', requests.deploy)).toContain('--update canary');
  expect(commandLine('fineTune', requests.fineTune)).toMatch(/ --update --/);
});
