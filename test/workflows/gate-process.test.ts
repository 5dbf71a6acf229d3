import { expect, test } from 'vitest';
import { failure, notYet } from '../../src/activities/failures.js';
import type { Notice } from '../../src/contract/activities.js';
import type { GateOptions } from '../../src/contract/run/requests.js';
import type { LiveEndpoint } from '../../src/contract/run/results.js';
import type { FakeActivities } from '../support/temporal/fake-activities.js';
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
const day = 24 * 3_600;

const asking = (deployment: GateOptions, more: Parameters<typeof requestOf>[0] = {}) =>
  requestOf({ gates: { deployment }, ...more });

function withNotices(otherwise: Parameters<typeof fakeActivities>[0] = {}): FakeActivities & { notices: Notice[] } {
  const notices: Notice[] = [];
  return {
    ...fakeActivities({ notify: (notice) => Promise.resolve(void notices.push(notice)), ...otherwise }),
    notices,
  };
}

const openGate = async (run: Parameters<typeof statusOf>[0]) =>
  (await statusOf(run)).gates.find(({ state }) => state === 'open');

test('a gate that waits reminds, escalates once, and at its deadline decides as it was told to', async () => {
  const { activities, notices } = withNotices();
  const request = asking({
    deadlineInSeconds: 3 * day,
    onDeadline: 'approve',
    notify: 'team',
    remindEveryInSeconds: day,
    escalateAfterInSeconds: 2.5 * day,
    escalateTo: 'leads',
  });
  await withRun(server, { activities, request }, async (run) => {
    const { decisions } = await run.result();
    expect(decisions.deployment).toMatchObject({ decision: 'approve', by: 'deadline' });
    expect(await millisecondsOf(run)).toBeGreaterThanOrEqual(3 * day * 1000);
    expect(notices.map(({ to, kind }) => `${to}: ${kind}`)).toEqual([
      'team: opened',
      'team: reminder',
      'team: reminder',
      'leads: escalation',
      'team: closed',
    ]);
  });
});

test('a notice tells what is asked, how to answer, and the report with its digest', async () => {
  const { activities, notices } = withNotices();
  await withRun(server, { activities, request: asking({ notify: 'team' }) }, async (run) => {
    await untilOpen(run, 'deployment');
    await expect.poll(() => notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({
      text: expect.stringContaining(`tunewright runs approve ${run.workflowId}`) as string,
      report: { metrics: { 'validation:accuracy': 0.91 }, dataset: { classCounts: [200, 200] } },
      digest: (await openGate(run))?.digest,
    });
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
  });
});

test('a webhook that can not be reached holds up no decision, and is noted', async () => {
  const { activities } = fakeActivities({ notify: () => Promise.reject(new Error('no route')) });
  await withRun(server, { activities, request: asking({ notify: 'team' }) }, async (run) => {
    await untilOpen(run, 'deployment');
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
    expect((await statusOf(run)).notes.join()).toContain('team could not be told of the gate deployment');
  });
});

test('a quorum passes with the last of its approvals, and the record names them all', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asking({ quorum: 2 }) }, async (run) => {
    await untilOpen(run, 'deployment');
    expect(await decide(run, { decision: 'approve', by: 'ana' })).toMatchObject({ decision: 'noted' });
    expect(await openGate(run)).toMatchObject({ quorum: 2, approvals: [{ by: 'ana' }] });
    expect(await decide(run, { decision: 'approve', by: 'ben' })).toMatchObject({ decision: 'approve' });
    const { deployment } = (await run.result()).decisions;
    expect(deployment?.approvals?.map(({ by }) => by)).toEqual(['ana', 'ben']);
  });
});

test('one person counts once', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asking({ quorum: 2 }) }, async (run) => {
    await untilOpen(run, 'deployment');
    await decide(run, { decision: 'approve', by: 'ana' });
    for (const by of ['ana', ' Ana\n', '\uff21\uff2e\uff21', 'a\u200bna']) {
      expect(await refusalOf(decide(run, { decision: 'approve', by }))).toContain('has approved');
    }
    await decide(run, { decision: 'reject', by: 'ben' });
    await failureOf(run);
  });
});

test('one rejection ends a quorum', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asking({ quorum: 3 }) }, async (run) => {
    await untilOpen(run, 'deployment');
    await decide(run, { decision: 'approve', by: 'ana' });
    await decide(run, { decision: 'reject', by: 'ben', reason: 'too few rows' });
    const { type, message } = await failureOf(run);
    expect(type).toBe('GateRejected');
    expect(message).toMatch(/^gate deployment rejected by ben: too few rows; /);
  });
});

test.each([{ by: 'eve' }, { by: 'an' }])(
  'a decision of %j does not count where the approvers are others',
  async (who) => {
    const { activities } = fakeActivities();
    await withRun(server, { activities, request: asking({ approvers: ['ana', 'ben'] }) }, async (run) => {
      await untilOpen(run, 'deployment');
      expect(await refusalOf(decide(run, { decision: 'approve', ...who }))).toContain('approvers are ana, ben');
      await decide(run, { decision: 'approve', by: 'ben' });
      expect((await run.result()).decisions.deployment?.by).toBe('ben');
    });
  },
);

test('a signal of somebody who is no approver is noted and decides nothing', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asking({ approvers: ['ana'] }) }, async (run) => {
    await untilOpen(run, 'deployment');
    await run.signal('approve', { by: 'eve' });
    await expect.poll(async () => (await statusOf(run)).notes.join()).toContain('"eve" does not count');
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
  });
});

test('an approver is known in capitals, with blanks around the name, and on record as given', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asking({ approvers: ['Ana Lind'] }) }, async (run) => {
    await untilOpen(run, 'deployment');
    expect(await decide(run, { decision: 'approve', by: ' ANA  lind ' })).toMatchObject({ by: 'ANA lind' });
    await run.result();
  });
});

test('a decision carries the digest of the report that it is about', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: asking({}) }, async (run) => {
    await untilOpen(run, 'deployment');
    const digest = (await openGate(run))?.digest;
    await decide(run, { decision: 'approve', by: 'ana', digest });
    expect((await run.result()).decisions.deployment?.digest).toBe(digest);
  });
});

test('when what is live changes while people think, earlier approvals and decisions on the old report do not count', async () => {
  const live = (configName: string): LiveEndpoint => ({
    name: 'reviews',
    region: 'us-east-1',
    configName,
    modelNames: [],
  });
  let now = live('last-month');
  const { activities, notices } = withNotices({ describeLive: () => Promise.resolve(now) });
  const gate: GateOptions = { quorum: 2, notify: 'team', remindEveryInSeconds: day, deadlineInSeconds: 30 * day };
  const request = asking(gate, { endpoint: { name: 'reviews', update: {} } });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    const before = (await openGate(run))?.digest;
    await decide(run, { decision: 'approve', by: 'ana', digest: before });
    now = live('this-morning');
    await server.env.sleep(2 * day * 1000);
    await expect.poll(() => notices.map(({ kind }) => kind)).toContain('reminder');
    expect(await openGate(run)).toMatchObject({ approvals: [], report: { live: { configName: 'this-morning' } } });
    expect(await refusalOf(decide(run, { decision: 'approve', by: 'ben', digest: before }))).toContain('is outdated');
    await decide(run, { decision: 'reject', by: 'ben' });
    await failureOf(run);
  });
});

const looking = { endpoint: { name: 'reviews', update: {} } };
const lastMonth = { name: 'reviews', region: 'us-east-1', configName: 'last-month', modelNames: [] };

test('a look that AWS refuses while people think is noted, and the gate goes on with the report of before', async () => {
  let looks = 0;
  const { activities, notices } = withNotices({
    describeLive: () =>
      ++looks === 2 ? Promise.reject(failure('AccessDenied', 'not authorized')) : Promise.resolve(lastMonth),
  });
  const gate: GateOptions = { notify: 'team', remindEveryInSeconds: day, deadlineInSeconds: 30 * day };
  await withRun(server, { activities, request: asking(gate, looking) }, async (run) => {
    await untilOpen(run, 'deployment');
    await server.env.sleep(1.5 * day * 1000);
    await expect.poll(() => notices.map(({ kind }) => kind)).toContain('reminder');
    expect((await statusOf(run)).notes).toEqual(['the report of the gate deployment is of before: not authorized']);
    expect(await openGate(run)).toMatchObject({ report: { live: { configName: 'last-month' } } });
    await decide(run, { decision: 'approve', by: 'ben' });
    expect((await run.result()).outcome).toBe('done');
  });
});

test('a deadline is kept while a look at what is live gets no answer', async () => {
  let looks = 0;
  const { activities } = withNotices({
    describeLive: () =>
      ++looks === 1 ? Promise.resolve(lastMonth) : Promise.reject(failure('ServiceUnavailable', 'down')),
  });
  const gate: GateOptions = { notify: 'team', remindEveryInSeconds: 1_000, deadlineInSeconds: 1_100 };
  await withRun(server, { activities, request: asking(gate, looking) }, async (run) => {
    expect((await failureOf(run)).type).toBe('GateRejected');
    expect(await millisecondsOf(run)).toBeLessThan(1_500_000);
  });
});

test('an approval goes on at once while a look at what is live gets no answer', async () => {
  let looks = 0;
  const { activities } = withNotices({
    describeLive: () => (++looks === 2 ? Promise.reject(notYet('down', 3_600_000)) : Promise.resolve(lastMonth)),
  });
  const gate: GateOptions = { notify: 'team', remindEveryInSeconds: day, deadlineInSeconds: 30 * day };
  await withRun(server, { activities, request: asking(gate, looking) }, async (run) => {
    await untilOpen(run, 'deployment');
    await server.env.sleep(day * 1000 + 1_000);
    await expect.poll(() => looks).toBe(2);
    await decide(run, { decision: 'approve', by: 'ben' });
    expect((await run.result()).outcome).toBe('done');
  });
});

test('a first look that AWS refuses leaves the gate its report without what is live, and is noted', async () => {
  const { activities } = fakeActivities({
    describeLive: () => Promise.reject(failure('AccessDenied', 'not authorized')),
  });
  await withRun(server, { activities, request: asking({}, looking) }, async (run) => {
    await untilOpen(run, 'deployment');
    expect((await statusOf(run)).notes).toEqual([
      'the report of the gate deployment is without what is live: not authorized',
    ]);
    expect((await openGate(run))?.report).not.toHaveProperty('live');
    await run.terminate();
  });
});

test('a plan beyond its budget asks at the training gate, and says why', async () => {
  const { planOf } = await import('../support/temporal/plan.js');
  const because = 'it can cost 382.5 USD, the budget is 100 USD';
  const { activities } = fakeActivities({
    planRun: ({ run }) => {
      const plan = planOf(requestOf(), run);
      return Promise.resolve({
        ...plan,
        gates: { ...plan.gates, training: { ...plan.gates.training, rule: 'manual', because } },
      });
    },
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    await untilOpen(run, 'training');
    expect((await openGate(run))?.because).toBe(because);
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
  });
});
