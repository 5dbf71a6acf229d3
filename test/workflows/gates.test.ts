import { expect, test } from 'vitest';
import { messageNames } from '../../src/contract/messages.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import {
  decide,
  failureOf,
  millisecondsOf,
  refusalOf,
  statusOf,
  untilOpen,
  withRun,
} from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const asksBeforeDeployment = requestOf({ gates: { deployment: 'manual' } });

test('an approval by update passes the gate, and stands in the result', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asksBeforeDeployment }, async (run) => {
    await untilOpen(run, 'deployment');
    const record = await decide(run, { gate: 'deployment', decision: 'approve', by: 'ana', reason: 'better' });
    const { decisions } = await run.result();
    expect(record).toMatchObject({ gate: 'deployment', decision: 'approve', by: 'ana', reason: 'better' });
    expect(decisions).toEqual({ deployment: record });
  });
});

test('an approval by signal passes the gate', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asksBeforeDeployment }, async (run) => {
    await untilOpen(run, 'deployment');
    await run.signal(messageNames.approve, { by: 'nightly schedule' });
    const { decisions } = await run.result();
    expect(decisions.deployment).toMatchObject({ decision: 'approve', by: 'nightly schedule' });
  });
});

test('a bare approve signal, as the Temporal UI sends it, decides nothing: the notes ask for a name', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asksBeforeDeployment }, async (run) => {
    await untilOpen(run, 'deployment');
    await run.signal(messageNames.approve);
    const { gates, notes } = await statusOf(run);
    expect(gates).toMatchObject([{ gate: 'deployment', state: 'open' }]);
    expect(notes).toEqual(['a signal was ignored: say who decides: {"by": "your name"}']);
    await run.terminate();
  });
});

test('a signal of unknown name is noted, with the names that are known', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asksBeforeDeployment }, async (run) => {
    await untilOpen(run, 'deployment');
    await run.signal('aprove', { by: 'ana' });
    expect((await statusOf(run)).notes).toEqual([
      'an unknown signal was ignored: unknown "aprove"; did you mean approve?',
    ]);
    await run.terminate();
  });
});

test.each([
  [
    'an update',
    (run: Parameters<typeof decide>[0]) => decide(run, { decision: 'reject', by: 'ben', reason: 'biased' }),
  ],
  ['a signal', (run: Parameters<typeof decide>[0]) => run.signal(messageNames.reject, { by: 'ben', reason: 'biased' })],
])('a rejection by %s ends the run as GateRejected, and nothing is deployed', async (_way, reject) => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request: asksBeforeDeployment }, async (run) => {
    await untilOpen(run, 'deployment');
    await reject(run);
    const { type, message, details } = await failureOf(run);
    expect(type).toBe('GateRejected');
    expect(message).toMatch(/^gate deployment rejected by ben: biased; /);
    expect(details).toMatchObject([{ gate: 'deployment', decision: 'reject', by: 'ben' }]);
    expect((await statusOf(run)).outcome).toBe('rejected');
    expect(calls.filter((name) => name.startsWith('create'))).toEqual([]);
  });
});

test('a rejection of the training gate spends nothing', async () => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request: requestOf({ gates: { training: 'manual' } }) }, async (run) => {
    await untilOpen(run, 'training');
    await decide(run, { decision: 'reject', by: 'ana' });
    await failureOf(run);
    expect(calls).toEqual(['resolveArtifacts', 'checkData', 'planRun']);
  });
});

test('a gate that nobody answers for 7 days is rejected by its deadline', async () => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request: asksBeforeDeployment }, async (run) => {
    const { type } = await failureOf(run);
    const { outcome, gates } = await statusOf(run);
    expect({ type, outcome, by: gates[0]?.decision?.by }).toEqual({
      type: 'GateRejected',
      outcome: 'rejected',
      by: 'deadline',
    });
    expect(Math.round((await millisecondsOf(run)) / 86_400_000)).toBe(7);
    expect(calls.at(-1)).toBe('watchTrainingJob');
  });
});

test('a metric rule that holds passes without a human', async () => {
  const { activities } = fakeActivities();
  const request = requestOf({ gates: { deployment: 'validation:accuracy>=0.9' } });
  await withRun(server, { activities, request }, async (run) => {
    const { decisions } = await run.result();
    expect(decisions.deployment).toMatchObject({ decision: 'approve', by: 'rule' });
  });
});

test('a metric rule that is missed asks a human', async () => {
  const { activities } = fakeActivities();
  const request = requestOf({ gates: { deployment: 'validation:accuracy>=0.95' } });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    await decide(run, { decision: 'approve', by: 'ana' });
    const { decisions } = await run.result();
    expect(decisions.deployment?.by).toBe('ana');
  });
});

test('a decision on a gate that is not open yet is refused', async () => {
  const { activities } = fakeActivities();
  const request = requestOf({ gates: { training: 'manual', deployment: 'manual' } });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'training');
    const refusal = await refusalOf(decide(run, { gate: 'deployment', decision: 'approve', by: 'ana' }));
    expect(refusal).toBe('gate deployment is not open yet');
  });
});

test('a second decision is refused, and told who decided first', async () => {
  const { activities } = fakeActivities();
  const request = requestOf({ gates: { training: 'manual', deployment: 'manual' } });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'training');
    const { at } = await decide(run, { gate: 'training', decision: 'approve', by: 'ana' });
    await untilOpen(run, 'deployment');
    const refusal = await refusalOf(decide(run, { gate: 'training', decision: 'reject', by: 'ben' }));
    expect(refusal).toBe(`gate training is already approved by ana at ${at}`);
  });
});

test('an approval by signal that comes before its gate is open is noted, and does not count later', async () => {
  const { activities } = fakeActivities();
  const request = requestOf({ gates: { training: 'manual', deployment: 'manual' } });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'training');
    await run.signal(messageNames.approve, { gate: 'deployment', by: 'ana' });
    await decide(run, { decision: 'approve', by: 'ana' });
    await untilOpen(run, 'deployment');
    expect((await statusOf(run)).notes).toEqual(['a signal was ignored: gate deployment is not open yet']);
  });
});
