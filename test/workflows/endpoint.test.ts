import { describe, expect, test } from 'vitest';
import { failure, notYet } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import type { EndpointStatus } from '../../src/contract/endpoint-workflow.js';
import { endpointMessages } from '../../src/contract/endpoint-workflow.js';
import { place, withEndpoint } from '../support/temporal/endpoint.js';
import { refusalOf } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const hour = 3_600;

test('two runs that update one endpoint at the same moment go one after the other, and the second learns what is live', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1');
    let granted = false;
    const second = endpoint.lease('run-2').then((grant) => ((granted = true), grant));
    await expect.poll(async () => (await endpoint.status()).waiting).toEqual(['run-2']);
    expect(granted).toBe(false);
    await endpoint.update(endpointMessages.release, { run: 'run-1', live: endpoint.live });
    expect((await second).lastGood).toEqual(endpoint.live);
    expect((await endpoint.status()).holder).toBe('run-2');
  });
});

test('a run that asks again for the lease that it holds gets it again', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1');
    await endpoint.lease('run-1');
    expect(await endpoint.status()).toMatchObject({ holder: 'run-1', waiting: [] });
  });
});

test('a run that was reset gets the lease again that a deletion waits for, so that both come to their end', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    const execution = 'first-execution';
    await endpoint.lease('run-1', { ...place, execution });
    await endpoint.update(endpointMessages.delete, { by: 'ana' });
    await endpoint.lease('run-1', { ...place, execution });
    await endpoint.release({ run: 'run-1', execution, live: endpoint.live });
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
    expect(endpoint.fakes.calls).toContain('retireEndpoint');
  });
});

test('a run that was started again waits until the execution before has ended, and does not get its lease', async () => {
  const ended = { 'first-execution': false };
  const isRunning: Activities['isRunning'] = ({ execution }) => Promise.resolve(!(ended[execution as never] ?? false));
  await withEndpoint(server, { isRunning }, async (endpoint) => {
    const atOnce = true;
    await endpoint.lease('run-1', { ...place, execution: 'first-execution', atOnce });
    expect(await endpoint.lease('run-1', { ...place, execution: 'second-execution', atOnce })).toEqual({ before: 1 });
    expect((await endpoint.status()).holderExecution).toBe('first-execution');
    ended['first-execution'] = true;
    await endpoint.lease('run-1', { ...place, execution: 'second-execution', atOnce });
    await expect.poll(async () => (await endpoint.status()).holderExecution).toBeUndefined();
    expect(await endpoint.lease('run-1', { ...place, execution: 'second-execution', atOnce })).toHaveProperty(
      'lastGood',
    );
  });
});

test('what an execution tells that has lost its lease to the next one of its id is not heard', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1', { ...place, execution: 'second-execution' });
    await endpoint.release({ run: 'run-1', execution: 'first-execution', live: endpoint.live });
    expect(await endpoint.status()).toMatchObject({ holder: 'run-1', live: null });
  });
});

test('what a run takes back that it had said to be live is looked after no more', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive();
    await endpoint.release({ run: 'run-0', undone: endpoint.live.configName });
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone', live: null });
    expect(endpoint.fakes.calls).not.toContain('retireEndpoint');
  });
});

test('what a later run has made live stays when an earlier one takes back its own', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive();
    await endpoint.release({ run: 'run-9', undone: 'config-0' });
    expect(await endpoint.status()).toMatchObject({ phase: 'live', live: endpoint.live });
  });
});

test('a deletion that waits for a run is not kept waiting by the next run of that id, which gets a new endpoint', async () => {
  const isRunning: Activities['isRunning'] = ({ execution }) => Promise.resolve(execution !== 'first-execution');
  await withEndpoint(server, { isRunning }, async (endpoint) => {
    await endpoint.lease('run-1', { ...place, execution: 'first-execution' });
    await endpoint.update(endpointMessages.delete, {});
    const refusal = await refusalOf(endpoint.lease('run-1', { ...place, execution: 'second-execution', atOnce: true }));
    expect(refusal).toContain('being deleted');
    await server.env.sleep(450_000);
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone', live: null });
  });
});

test('a lease whose run was terminated goes to the next in line', async () => {
  await withEndpoint(server, { isRunning: () => Promise.resolve(false) }, async (endpoint) => {
    await endpoint.lease('run-1');
    const second = endpoint.lease('run-2');
    await expect.poll(async () => (await endpoint.status()).waiting).toEqual(['run-2']);
    await server.env.sleep(450_000);
    await second;
    const { holder, notes } = await endpoint.status();
    expect(holder).toBe('run-2');
    expect(notes.join()).toContain('run run-1 has ended without giving its lease back');
  });
});

test('a lease whose run was terminated, and for which nobody waits, ends after an hour', async () => {
  await withEndpoint(server, { isRunning: () => Promise.resolve(false) }, async (endpoint) => {
    await endpoint.lease('run-1');
    await server.env.sleep(3_500_000);
    const { holder } = await endpoint.status();
    await server.env.sleep(200_000);
    expect([holder, (await endpoint.status()).holder]).toEqual(['run-1', null]);
  });
});

test('a run that waits and gives up is no longer waited for', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1');
    const second = refusalOf(endpoint.lease('run-2'));
    await expect.poll(async () => (await endpoint.status()).waiting).toEqual(['run-2']);
    await endpoint.update(endpointMessages.release, { run: 'run-2' });
    expect(await second).toContain('no longer waits');
  });
});

test('fifty runs may wait, each can be withdrawn, and the release of the holder gets through', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-0');
    const runs = Array.from({ length: 50 }, (_, index) => `run-${index + 1}`);
    const answers = await Promise.all(runs.map((run) => endpoint.lease(run, { ...place, atOnce: true })));
    expect(answers).toHaveLength(50);
    const { waiting } = await endpoint.status();
    const [first = ''] = waiting;
    await endpoint.release({ run: first });
    await endpoint.release({ run: 'run-0' });
    expect(await endpoint.status()).toMatchObject({ holder: waiting[1], waiting: waiting.slice(2) });
  });
});

test('a run that asks for an answer at once gets its place, and later the lease', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1');
    expect(await endpoint.lease('run-2', { ...place, atOnce: true })).toEqual({ before: 1 });
    await endpoint.release({ run: 'run-1' });
    expect(await endpoint.lease('run-2', { ...place, atOnce: true })).toEqual({ lastGood: null });
  });
});

test('a signal to release that says nothing of use is noted, and ends no lease', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1');
    await endpoint.release({ live: 'x' });
    const { holder, notes } = await endpoint.status();
    expect([holder, notes.join()]).toEqual(['run-1', expect.stringContaining('"release" was ignored')]);
  });
});

test('a lease for an endpoint of that name elsewhere is refused', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-0');
    const refused = await refusalOf(endpoint.lease('run-1', { ...place, region: 'eu-west-1' }));
    expect(refused).toContain('not in eu-west-1');
  });
});

test('an endpoint is deleted when its time to live has passed', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive(2 * hour);
    const ended = (await endpoint.handle.result()) as EndpointStatus;
    expect(ended).toMatchObject({ phase: 'gone', live: null });
    expect(endpoint.fakes.calls).toContain('retireEndpoint');
  });
});

test('an endpoint whose time has come is deleted however long AWS is unavailable', async () => {
  let attempts = 0;
  const retireEndpoint = () =>
    ++attempts < 20 ? Promise.reject(failure('ServiceUnavailable', 'throttled')) : Promise.resolve(['reviews']);
  await withEndpoint(server, { retireEndpoint }, async (endpoint) => {
    await endpoint.goLive(hour);
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
    expect(attempts).toBe(20);
  });
});

test('an endpoint that may not be deleted is tried again, ever more rarely, until it may', async () => {
  let refusals = 3;
  const retireEndpoint: Activities['retireEndpoint'] = ({ name }) =>
    refusals-- > 0
      ? Promise.reject(failure('AccessDenied', 'sagemaker:DeleteEndpoint is not allowed'))
      : Promise.resolve([name]);
  await withEndpoint(server, { retireEndpoint }, async (endpoint) => {
    await endpoint.goLive(hour);
    const { phase, notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(phase).toBe('gone');
    expect(notes.filter((note) => note.includes('AccessDenied: sagemaker:DeleteEndpoint'))).toHaveLength(3);
    const { startTime, closeTime } = await endpoint.handle.describe();
    // An hour to live, then pauses of one, two and four hours.
    expect((closeTime?.getTime() ?? NaN) - startTime.getTime()).toBeGreaterThanOrEqual(8 * hour * 1000);
  });
});

test('a time to live that is extended counts from then on', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive(hour);
    const before = Date.parse((await endpoint.status()).expiresAt ?? '');
    const extended = await endpoint.update<EndpointStatus>(endpointMessages.extend, {
      timeToLiveInSeconds: 5 * hour,
      by: 'ana',
    });
    expect(Date.parse(extended.expiresAt ?? '') - before).toBeGreaterThanOrEqual(3 * hour * 1000);
    await endpoint.handle.result();
    expect(endpoint.fakes.calls.filter((name) => name === 'retireEndpoint')).toHaveLength(1);
  });
});

test('an endpoint that another namespace has moved outlives the time to live that it had here', async () => {
  const expired: unknown[] = [];
  const retireEndpoint: Activities['retireEndpoint'] = (input) => {
    expired.push(input.expired);
    return Promise.resolve({ removed: [], kept: [`endpoint ${input.name} is kept: theirs`] });
  };
  await withEndpoint(server, { retireEndpoint }, async (endpoint) => {
    await endpoint.goLive(hour);
    const { notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(notes.at(-1)).toBe('left to whoever has moved it');
    expect(expired).toEqual([true]);
  });
});

test('an endpoint without a time to live stays', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive();
    await server.env.sleep(90 * 24 * hour * 1000);
    expect(await endpoint.status()).toMatchObject({ phase: 'live', expiresAt: null });
  });
});

test('a time to live does not take an endpoint away from the run that updates it', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive(hour);
    await endpoint.lease('run-1');
    await server.env.sleep(2.5 * hour * 1000);
    expect(endpoint.fakes.calls).not.toContain('retireEndpoint');
    await endpoint.update(endpointMessages.release, { run: 'run-1' });
    await endpoint.handle.result();
    expect(endpoint.fakes.calls).toContain('retireEndpoint');
  });
});

test('an endpoint that is deleted by hand is noticed, and what only it used goes', async () => {
  let there = true;
  const look = () => (there ? Promise.reject(notYet('still there', hour * 1000)) : Promise.resolve());
  await withEndpoint(server, { watchUntilGone: look }, async (endpoint) => {
    await endpoint.goLive();
    there = false;
    const { notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(notes.join()).toContain('somebody deleted the endpoint');
    expect(endpoint.fakes.calls).toContain('deleteReplaced');
    expect(endpoint.fakes.calls).not.toContain('retireEndpoint');
  });
});

test('a deletion on demand waits for the run that updates the endpoint', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive();
    await endpoint.lease('run-1');
    await endpoint.update(endpointMessages.delete, { by: 'ana', reason: 'the campaign is over' });
    expect(endpoint.fakes.calls).not.toContain('retireEndpoint');
    await endpoint.update(endpointMessages.release, { run: 'run-1' });
    const { notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(notes.at(-1)).toBe('deleted: ana asked for it: the campaign is over');
  });
});

test('a first run that left nothing live leaves no workflow either', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1');
    await endpoint.update(endpointMessages.release, { run: 'run-1' });
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
    expect(endpoint.fakes.calls).not.toContain('retireEndpoint');
  });
});

test.each<[string, unknown, string]>([
  ['extend', { timeToLiveInSeconds: 'for ever' }, 'timeToLiveInSeconds must be a whole number'],
  ['extend', { timeToLiveInSeconds: 3 }, 'timeToLiveInSeconds must be a whole number'],
  ['extend', { timeToLiveInSecond: 3_600 }, 'unknown "timeToLiveInSecond"; did you mean timeToLiveInSeconds?'],
  ['extend', { timeToLiveInSeconds: 3_600, by: ' ' }, 'by must be a name of 1 to 100 characters'],
  ['delete', { resaon: 'tried enough' }, 'unknown "resaon"; did you mean reason?'],
  ['extend', null, 'timeToLiveInSeconds must be a whole number'],
  ['delete', ['everything'], 'give {"by"?, "reason"?}, or nothing'],
  ['release', { run: 7 }, 'run must be the workflow id'],
  ['release', { run: 'run-1', live: 'config' }, 'live must be a live endpoint'],
  ['lease', 'me', 'run must be the workflow id'],
])('the update %s with %j is refused with what is wrong', async (message, argument, fault) => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive();
    expect(await refusalOf(endpoint.update(message, argument))).toContain(fault);
  });
});

test('null for what may be left out of an extension or a deletion means left out', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive(2 * hour);
    await endpoint.update(endpointMessages.extend, { timeToLiveInSeconds: null, by: null });
    await endpoint.update(endpointMessages.delete, { by: null, reason: null });
    const { notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(notes).toEqual([
      'somebody: it stays',
      'to be deleted: somebody asked for it',
      'deleted: somebody asked for it',
    ]);
  });
});

test('a signal to the workflow of an endpoint, which knows none, is noted', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive(2 * hour);
    await endpoint.handle.signal('extnd', {});
    expect((await endpoint.status()).notes.join()).toContain('an unknown signal was ignored');
    await endpoint.handle.result();
  });
});

test('every end of the time to live is written into the tag, also that there is none any more', async () => {
  const tags: (string | null)[] = [];
  const tagExpiry: Activities['tagExpiry'] = ({ expiresAt }) => Promise.resolve(void tags.push(expiresAt));
  await withEndpoint(server, { tagExpiry }, async (endpoint) => {
    await endpoint.goLive(3_600);
    const { expiresAt } = await endpoint.status();
    await expect.poll(() => tags).toEqual([expiresAt]);
    await endpoint.update(endpointMessages.extend, { timeToLiveInSeconds: null, by: 'ana' });
    await expect.poll(() => tags).toEqual([expiresAt, null]);
  });
});

test('an endpoint that never had a time to live gets no tag of it', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive();
    expect(endpoint.fakes.calls).not.toContain('tagExpiry');
  });
});

const claim = { ...place, atOnce: true, claim: true };

test('a name is claimed by one run, and who asks for it meanwhile is refused without a place in the queue', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1', claim);
    expect(await endpoint.lease('run-2', claim)).toEqual({ before: 1 });
    expect(await endpoint.status()).toMatchObject({ holder: 'run-1', claimed: true, waiting: [] });
  });
});

test('a name in other case is neither claimed beside what is kept nor leased, until that has gone', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    const name = endpoint.live.name.toUpperCase();
    await endpoint.lease('run-1', claim);
    expect(await endpoint.lease('run-2', { ...claim, name })).toEqual({ before: 1 });
    await expect(endpoint.lease('run-2', { ...place, name, atOnce: true })).rejects.toMatchObject({
      cause: { type: 'LeaseRefused', message: expect.stringContaining('the same in any case') as string },
    });
    await endpoint.release({ run: 'run-1', live: endpoint.live });
    expect(await endpoint.lease('run-2', { ...claim, name })).toEqual({ before: 0 });
    expect((await endpoint.status()).holder).toBeNull();
  });
});

test('a run that leases what it has claimed is at work on it from then on', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1', { ...claim, execution: 'first-execution' });
    await endpoint.lease('run-1', { ...place, execution: 'first-execution', atOnce: true });
    expect(await endpoint.status()).toMatchObject({ holder: 'run-1', holderExecution: 'first-execution' });
    expect(await endpoint.status()).not.toHaveProperty('claimed');
  });
});

test('an update of what is claimed waits for its turn', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1', claim);
    const second = endpoint.lease('run-2');
    await expect.poll(async () => (await endpoint.status()).waiting).toEqual(['run-2']);
    expect(await endpoint.status()).toMatchObject({ holder: 'run-1', claimed: true });
    await endpoint.release({ run: 'run-1', live: endpoint.live });
    expect((await second).lastGood).toEqual(endpoint.live);
  });
});

test('the claim of a run that was terminated is free as soon as another one asks', async () => {
  await withEndpoint(server, { isRunning: () => Promise.resolve(false) }, async (endpoint) => {
    await endpoint.lease('run-1', claim);
    await endpoint.lease('run-2', claim);
    await expect.poll(() => endpoint.lease('run-2', claim)).toHaveProperty('lastGood');
  });
});

test('what is only claimed is not deleted: it would be made, paid for, and gone', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.lease('run-1', claim);
    const refusal = await refusalOf(endpoint.update(endpointMessages.delete, { by: 'ana' }));
    expect(refusal).toContain('cancel that run');
    await endpoint.release({ run: 'run-1' });
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
  });
});

describe('a workflow that goes on for one with too long a history', () => {
  const carried = { live: null, lastGood: null, holder: null, waiting: [], expiresAt: null, notes: [] };

  test('keeps a claim, and refuses the name to others', async () => {
    await withEndpoint(server, {}, async (endpoint) => {
      await endpoint.goOnFrom({ ...carried, holder: 'run-1', holderExecution: 'first', claimed: true });
      expect(await endpoint.lease('run-2', claim)).toEqual({ before: 1 });
      expect((await endpoint.status()).claimed).toBe(true);
      expect(await endpoint.lease('run-1', { ...claim, execution: 'first' })).toHaveProperty('lastGood');
    });
  });

  test('keeps a deletion that waits for the holder, with its reason', async () => {
    await withEndpoint(server, {}, async (endpoint) => {
      const { live } = endpoint;
      await endpoint.goOnFrom({ ...carried, live, lastGood: live, holder: 'run-1', removal: 'ana asked for it' });
      expect(await refusalOf(endpoint.lease('run-2', { ...place, atOnce: true }))).toContain('being deleted');
      await endpoint.release({ run: 'run-1' });
      expect(await endpoint.handle.result()).toMatchObject({ notes: ['deleted: ana asked for it'] });
    });
  });

  test('keeps the time to live, and the queue in its order', async () => {
    await withEndpoint(server, {}, async (endpoint) => {
      const { live } = endpoint;
      const expiresAt = '2020-01-01T00:00:00.000Z';
      const waiting = ['run-2', 'run-3'];
      await endpoint.goOnFrom({ ...carried, live, lastGood: live, holder: 'run-1', waiting, expiresAt });
      await endpoint.release({ run: 'run-1' });
      expect(await endpoint.status()).toMatchObject({ holder: 'run-2', waiting: ['run-3'], expiresAt });
      await endpoint.release({ run: 'run-2' });
      await endpoint.release({ run: 'run-3' });
      expect(await endpoint.handle.result()).toMatchObject({ notes: ['deleted: its time to live has passed'] });
    });
  });
});

test('an endpoint that is being deleted is given no more time, also where the deletion is tried for long', async () => {
  const denied = { retireEndpoint: () => Promise.reject(failure('AccessDenied', 'no')) };
  await withEndpoint(server, denied, async (endpoint) => {
    await endpoint.goLive();
    await endpoint.update(endpointMessages.delete, { by: 'ana' });
    await expect.poll(() => endpoint.status()).toMatchObject({ phase: 'deleting' });
    const refusal = await refusalOf(endpoint.update(endpointMessages.extend, { timeToLiveInSeconds: 3_600 }));
    expect(refusal).toContain('being deleted');
    expect((await endpoint.status()).expiresAt).toBeNull();
  });
});
