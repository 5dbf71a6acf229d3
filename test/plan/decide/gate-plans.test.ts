import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/contract/problems.js';
import type { HostingRequest } from '../../../src/contract/run/requests.js';
import type { GateGround } from '../../../src/plan/decide/gate-plans.js';
import { resolveGates } from '../../../src/plan/decide/gate-plans.js';

const ground: GateGround = { metrics: ['validation:accuracy'], updates: true, heldOut: true };
const resolved = (gates: HostingRequest['gates'], rest: Partial<HostingRequest> = {}, on = ground) =>
  resolveGates({ model: { id: 'x' }, ...(gates === undefined ? {} : { gates }), ...rest }, on);
const problems = (gates: HostingRequest['gates'], on: Partial<GateGround> = {}): Problem[] =>
  resolved(gates, {}, { ...ground, ...on }).problems;

describe('a gate', () => {
  test('that is not mentioned lets anybody decide within 7 days and rejects afterwards', () => {
    expect(resolved(undefined).gates.deployment).toEqual({
      rule: 'manual',
      approvers: [],
      quorum: 1,
      deadlineInSeconds: 604_800,
      onDeadline: 'reject',
    });
  });

  test('is asked by default before deployment only', () => {
    const { training, deployment, traffic } = resolved(undefined).gates;
    expect([training.rule, deployment.rule, traffic.rule]).toEqual(['auto', 'manual', 'auto']);
  });

  test('given as a mere rule has the other defaults', () => {
    expect(resolved({ traffic: 'manual' }).gates.traffic).toMatchObject({ rule: 'manual', quorum: 1, approvers: [] });
  });

  test('given with options asks a human unless it has a rule', () => {
    expect(resolved({ traffic: { approvers: ['ana'] } }).gates.traffic.rule).toBe('manual');
  });

  test('keeps every option', () => {
    const options = {
      rule: 'validation:accuracy>=0.9',
      approvers: ['ana', 'bo'],
      quorum: 2,
      deadlineInSeconds: 7_200,
      onDeadline: 'approve' as const,
      notify: 'team',
      remindEveryInSeconds: 600,
      escalateAfterInSeconds: 3_600,
      escalateTo: 'lead',
    };
    expect(resolved({ deployment: options }).gates.deployment).toEqual(options);
  });

  test("has the request's deadline unless it has its own", () => {
    const { gates } = resolved({ traffic: { deadlineInSeconds: 60 } }, { gateDeadlineInSeconds: 3_600 });
    expect([gates.deployment.deadlineInSeconds, gates.traffic.deadlineInSeconds]).toEqual([3_600, 60]);
  });
});

describe('the rule of a gate', () => {
  test('may be on a metric of the job, before deployment and before traffic', () => {
    const rule = 'validation:accuracy>=0.9';
    expect(problems({ deployment: rule, traffic: { rule } })).toEqual([]);
  });

  test('may not be on a metric before training', () => {
    expect(problems({ training: 'validation:accuracy>=0.9' })).toMatchObject([{ field: 'gates.training' }]);
  });

  test('may not be on a metric that the job does not report', () => {
    expect(problems({ deployment: { rule: 'f1>=0.9' } })).toEqual([
      {
        field: 'gates.deployment.rule',
        message: 'metric "f1" is not reported by this model; it reports validation:accuracy',
      },
    ]);
  });

  test('may compare with the live model where one may be live and rows are held out', () => {
    expect(problems({ traffic: 'better-than-live' })).toEqual([]);
  });

  test('may not compare where no model can be live', () => {
    const found = problems({ traffic: 'better-than-live' }, { updates: false });
    expect(found.map(({ message }) => message).join()).toContain('needs endpoint.update');
  });

  test('may not compare without held-out rows', () => {
    const found = problems({ traffic: { rule: 'better-than-live' } }, { heldOut: false });
    expect(found).toMatchObject([{ field: 'gates.traffic.rule' }]);
    expect(found[0]?.message).toContain('give evaluationData');
  });
});

describe('the times of a gate', () => {
  test('that come after its deadline are refused', () => {
    const late = {
      notify: 'team',
      deadlineInSeconds: 3_600,
      remindEveryInSeconds: 3_600,
      escalateAfterInSeconds: 3_600,
    };
    expect(problems({ traffic: late }).map(({ field }) => field)).toEqual([
      'gates.traffic.remindEveryInSeconds',
      'gates.traffic.escalateAfterInSeconds',
    ]);
  });

  test('allow a hundred reminders at most', () => {
    const often = { notify: 'team', remindEveryInSeconds: 6_047 };
    expect(problems({ traffic: often })[0]?.message).toMatch(/use at least 6048$/);
    expect(problems({ traffic: { ...often, remindEveryInSeconds: 6_048 } })).toEqual([]);
  });
});
