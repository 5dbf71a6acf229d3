import { expect, test } from 'vitest';
import { messageNames } from '../../src/contract/messages.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import { decide, refusalOf, statusOf, untilOpen, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const request = requestOf({ gates: { deployment: 'manual' } });

const shape = 'a decision is an object such as {"gate":"deployment","decision":"approve","by":"ana"}';
const noDecision = 'decision must be "approve" or "reject"';
const unknownGate = 'gate must be one of training, deployment, traffic, or left out';

const hostileDecisions: [unknown, string][] = [
  [null, shape],
  ['approve', shape],
  [42, shape],
  [[{ decision: 'approve' }], shape],
  [{}, noDecision],
  [{ decision: 'APPROVE' }, noDecision],
  [{ decision: ['approve'] }, noDecision],
  [{ decision: 'approve', gate: '__proto__' }, unknownGate],
  [{ decision: 'approve', gate: { toString: 'deployment' } }, unknownGate],
  [{ decision: 'approve', by: { name: 'ana' } }, 'by must be a text of at most 2000 characters'],
  [{ decision: 'approve', reason: 'x'.repeat(2_001) }, 'reason must be a text of at most 2000 characters'],
];

test('an update with hostile JSON is refused with what is wrong, and the gate stays open', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    for (const [decision, fault] of hostileDecisions) expect(await refusalOf(decide(run, decision))).toBe(fault);
    expect((await statusOf(run)).gates).toMatchObject([{ gate: 'deployment', state: 'open' }]);
  });
});

test('a refused update leaves no event in the history: the validator decides before anything is accepted', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    await refusalOf(decide(run, null));
    const { events } = await run.fetchHistory();
    const accepted = events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    expect(accepted).toEqual([]);
  });
});

test.each(['approve', 'reject'] as const)(
  'a signal %s with hostile JSON is noted and decides nothing',
  async (signal) => {
    const { activities } = fakeActivities();
    await withRun(server, { activities, request }, async (run) => {
      await untilOpen(run, 'deployment');
      const hostile: [unknown, string][] = [
        ['deployment', shape],
        [42, shape],
        [[], shape],
        [{ gate: 'billing' }, unknownGate],
        [{ by: 7 }, 'by must be a text of at most 2000 characters'],
      ];
      for (const [argument] of hostile) await run.signal(signal, argument);
      const { gates, notes } = await statusOf(run);
      expect(gates).toMatchObject([{ gate: 'deployment', state: 'open' }]);
      expect(notes).toEqual(hostile.map(([, fault]) => `a signal was ignored: ${fault}`));
    });
  },
);

test('a signal can not smuggle the other decision in', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    await run.signal(messageNames.approve, { decision: 'reject', by: 'ana' });
    const { decisions } = await run.result();
    expect(decisions.deployment).toMatchObject({ decision: 'approve', by: 'ana' });
  });
});
