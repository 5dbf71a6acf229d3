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
  [
    { decision: 'approve', approvedBy: 'eve', by: 'eve' },
    'unknown "approvedBy"; known here: gate, decision, by, reason, digest, report',
  ],
  [{ decision: 'approve', by: 'eve', digset: '00ff' }, 'unknown "digset"; did you mean digest?'],
  [{ decision: 'approve', by: 'eve', digest: '00ff', report: 'ff00' }, 'digest and report differ; give digest alone'],
  [{ decision: 'approve' }, 'say who decides: {"by": "your name"}'],
  [{ decision: 'approve', by: null }, 'say who decides: {"by": "your name"}'],
  [{ decision: 'approve', by: ' \n' }, 'by must be a name of 1 to 100 characters'],
  [{ decision: 'approve', by: 'x'.repeat(101) }, 'by must be a name of 1 to 100 characters'],
  [{ decision: 'approve', by: 'Rule' }, 'by must be the name of a person: a gate itself decides by that one'],
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

test('a signal that contradicts its name is noted and decides nothing', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    await run.signal(messageNames.approve, { decision: 'reject', by: 'ana' });
    const { gates, notes } = await statusOf(run);
    expect(gates).toMatchObject([{ gate: 'deployment', state: 'open' }]);
    expect(notes).toEqual(['a signal was ignored: its name is approve, its decision is "reject"']);
  });
});

test('null for what may be left out of a decision means left out', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    const record = await decide(run, { decision: 'approve', by: 'ana', gate: null, reason: null, digest: null });
    expect(record).toMatchObject({ decision: 'approve', by: 'ana', reason: '' });
  });
});

test('a digest may still be called report', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    expect(await refusalOf(decide(run, { decision: 'approve', by: 'ana', report: '00ff' }))).toContain('is outdated');
  });
});

test('a flood of wrong signals is counted, and pushes no other note out', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    for (let sent = 0; sent < 30; sent++) await run.signal(messageNames.approve, { by: sent });
    const { notes } = await statusOf(run);
    expect(notes).toHaveLength(5);
    expect(notes.at(-1)).toMatch(/^a signal was ignored \(the 30th\): by must be/);
  });
});
