import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import type { DeployCommandOptions } from '../../src/cli/request-options/deploy-options.js';
import { addDeployOptions, deployRequestOf } from '../../src/cli/request-options/deploy-options.js';
import type { FineTuneCommandOptions } from '../../src/cli/request-options/fine-tune-options.js';
import { addFineTuneOptions, fineTuneRequestOf } from '../../src/cli/request-options/fine-tune-options.js';

const quiet = (): Command => new Command().exitOverride().configureOutput({ writeErr: () => undefined });

const fineTune = (...args: string[]): unknown =>
  fineTuneRequestOf(
    addFineTuneOptions(quiet())
      .parse(['--model', 'm', ...args], { from: 'user' })
      .opts<FineTuneCommandOptions>(),
  );

const deploy = (...args: string[]): unknown =>
  deployRequestOf(addDeployOptions(quiet()).parse(args, { from: 'user' }).opts<DeployCommandOptions>());

test('what was not given stays out of the request', () => {
  expect(fineTune()).toEqual({ model: { id: 'm' } });
});

test('any version is the newest one, and stays out', () => {
  expect(fineTune('--version', '*')).toEqual({ model: { id: 'm' } });
});

test('training only is asked for by --no-deploy', () => {
  expect(fineTune('--no-deploy')).toMatchObject({ deploy: false });
});

test('an earlier run is named by --from', () => {
  expect([fineTune('--from', 'r'), deploy('--from', 'r')]).toEqual([{ model: { id: 'm' }, from: 'r' }, { from: 'r' }]);
});

describe('times', () => {
  test.each([
    ['5400', 5_400],
    ['90s', 90],
    ['90m', 5_400],
    ['12h', 43_200],
    ['7d', 604_800],
  ])('%s', (text, expected) => {
    expect(fineTune('--time-to-live', text)).toMatchObject({ endpoint: { timeToLiveInSeconds: expected } });
  });

  test.each(['soon', '1.5h', '-1', '', '7w'])('"%s" is none', (text) => {
    expect(() => fineTune('--time-to-live', text)).toThrow(/90m, 12h or 7d/);
  });
});

describe('gates', () => {
  test('a rule alone stays a rule', () => {
    expect(fineTune('--gate', 'training=manual', '--gate', 'deployment=validation:accuracy>=0.9')).toMatchObject({
      gates: { training: 'manual', deployment: 'validation:accuracy>=0.9' },
    });
  });

  test('approvers, quorum, reminders, webhooks and the default outcome make a process of it', () => {
    const request = fineTune(
      ...['--gate', 'deployment=manual', '--approver', 'deployment=ana,ben', '--approver', 'deployment=eve'],
      ...['--quorum', 'deployment=2', '--remind', 'deployment=12h', '--notify', 'deployment=team'],
      ...['--escalate', 'deployment=managers:2d', '--on-deadline', 'deployment=approve'],
    );
    expect(request).toMatchObject({
      gates: {
        deployment: {
          rule: 'manual',
          approvers: ['ana', 'ben', 'eve'],
          quorum: 2,
          remindEveryInSeconds: 43_200,
          notify: 'team',
          escalateTo: 'managers',
          escalateAfterInSeconds: 172_800,
          onDeadline: 'approve',
        },
      },
    });
  });

  test('a process without a rule leaves the rule to its default', () => {
    expect(fineTune('--quorum', 'traffic=2')).toMatchObject({ gates: { traffic: { quorum: 2 } } });
  });

  test.each([
    ['--approver', 'release=ana'],
    ['--gate', 'manual'],
    ['--escalate', 'deployment=managers'],
  ])('%s %s is refused', (...args) => {
    expect(() => fineTune(...args)).toThrow();
  });
});

describe('updates of a live endpoint', () => {
  test("without a strategy mean AWS's own", () => {
    expect(deploy('--model', 'm', '--endpoint', 'live', '--update')).toMatchObject({
      endpoint: { name: 'live', update: {} },
    });
  });

  test('with steps, baking and alarms', () => {
    const request = deploy(
      '--update',
      'canary',
      '--step-percent',
      '10',
      '--bake',
      '10m',
      '--alarm',
      'errors',
      'latency',
    );
    expect(request).toMatchObject({
      endpoint: {
        update: { strategy: 'canary', stepPercent: 10, bakeTimeInSeconds: 600, alarms: ['errors', 'latency'] },
      },
    });
  });

  test('are implied by their details', () => {
    expect(deploy('--bake', '60')).toMatchObject({ endpoint: { update: { bakeTimeInSeconds: 60 } } });
  });
});

test('budget and what is beyond it', () => {
  expect(fineTune('--budget', '12.5', '--over-budget', 'ask')).toMatchObject({ budget: { usd: 12.5, ifOver: 'ask' } });
});

test('spot, then on demand, each type with its own wait', () => {
  const request = fineTune(
    ...['--instance-type', 'ml.g5.xlarge,ml.p3.2xlarge', '--capacity-wait', '10m,1h'],
    ...['--spot-max-wait', '2d', '--spot-then-on-demand', '--inference-capacity-wait', '5m'],
  );
  expect(request).toMatchObject({
    training: {
      instanceType: ['ml.g5.xlarge', 'ml.p3.2xlarge'],
      capacityWaitInSeconds: [600, 3_600],
      spot: { maxWaitInSeconds: 172_800, thenOnDemand: true },
    },
    endpoint: { capacityWaitInSeconds: 300 },
  });
});

test('samples of the smoke test, with their bounds', () => {
  const request = fineTune(
    ...[
      '--expect',
      '1=funny = good',
      '--expect',
      '0=far too long',
      '--minimum-agreement',
      '0.5',
      '--max-latency',
      '800',
    ],
  );
  expect(request).toMatchObject({
    smokeTest: {
      samples: [
        { label: 1, text: 'funny = good' },
        { label: 0, text: 'far too long' },
      ],
      minimumAgreement: 0.5,
      maxLatencyInMilliseconds: 800,
    },
  });
});

test('a version of no model is refused: what --from trained has one', () => {
  expect(() => deploy('--from', 'r', '--version', '2.*')).toThrow(/--model/);
});

test.each([
  ['--tag', 'a=1', 'a=2'],
  ['--set', 'epochs=1', 'epochs=2'],
  ['--gate', 'deployment=auto', 'deployment=manual'],
])('%s %s is not overruled by %s later on: twice is refused', (option, first, second) => {
  expect(() => fineTune(option, first, option, second)).toThrow(/is given twice/);
});
