import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import type { EndpointStatus } from '../../src/contract/endpoint-workflow.js';
import { endpointMessages } from '../../src/contract/endpoint-workflow.js';
import type { FailureType } from '../../src/contract/failures.js';
import { failureKinds } from '../../src/contract/failures.js';
import { withEndpoint } from '../support/temporal/endpoint.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

/** What becomes of the workflow of an endpoint when its activities fail, in every way that the catalogue knows. */

const server = timeSkippingServer();
const hourInSeconds = 3_600;
const types = Object.keys(failureKinds) as FailureType[];

/** Fails once in every way, then gives the result. */
function failingInEveryWay<T>(result: T): () => Promise<T> {
  const left = [...types];
  return () => {
    const type = left.shift();
    return type === undefined ? Promise.resolve(result) : Promise.reject(failure(type, 'of a test'));
  };
}

test('no failure of the watch ends it: the deletion by hand that comes after all of them is noticed', async () => {
  await withEndpoint(server, { watchUntilGone: failingInEveryWay(undefined) }, async (endpoint) => {
    await endpoint.goLive();
    const { phase, notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(phase).toBe('gone');
    expect(notes.at(-1)).toContain('somebody deleted the endpoint');
  });
});

test('a watch that never succeeds does not keep the time to live from being kept', async () => {
  const watchUntilGone = () => Promise.reject(failure('AccessDenied', 'of a test'));
  await withEndpoint(server, { watchUntilGone }, async (endpoint) => {
    await endpoint.goLive(hourInSeconds);
    const { notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(endpoint.fakes.calls).toContain('retireEndpoint');
    expect(notes.filter((note) => note.includes('AccessDenied'))).toHaveLength(1);
  });
});

test('no failure of the looks at the holder of a lease ends them', async () => {
  await withEndpoint(server, { isRunning: failingInEveryWay(false) }, async (endpoint) => {
    await endpoint.lease('run-1');
    const { holder, notes } = (await endpoint.handle.result()) as EndpointStatus;
    expect(holder).toBeNull();
    expect(notes.join()).toContain('run run-1 has ended without giving its lease back');
  });
});

test('no failure of the deletion ends the tries', async () => {
  await withEndpoint(server, { retireEndpoint: failingInEveryWay([]) }, async (endpoint) => {
    await endpoint.goLive(hourInSeconds);
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
  });
});

test.each(types)('%s while the rest of an endpoint is deleted leaves a note at most', async (type) => {
  let failed = false;
  const otherwise: Partial<Activities> = {
    watchUntilGone: () => Promise.resolve(),
    deleteReplaced: () => {
      if (failed) return Promise.resolve([]);
      failed = true;
      return Promise.reject(failure(type, 'of a test'));
    },
  };
  await withEndpoint(server, otherwise, async (endpoint) => {
    await endpoint.goLive();
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
  });
});

test.each(types)('%s while the time to live is written into a tag leaves a note at most', async (type) => {
  let failed = false;
  const tagExpiry = () => {
    if (failed) return Promise.resolve();
    failed = true;
    return Promise.reject(failure(type, 'of a test'));
  };
  await withEndpoint(server, { tagExpiry }, async (endpoint) => {
    await endpoint.goLive(hourInSeconds);
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
    expect(endpoint.fakes.calls).toContain('retireEndpoint');
  });
});

test('a cancellation is noted, and the time to live is kept', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive(hourInSeconds);
    await endpoint.handle.cancel();
    await expect
      .poll(async () => (await endpoint.status()).notes.join())
      .toContain('a cancellation of this workflow was asked for');
    const ended = (await endpoint.handle.result()) as EndpointStatus;
    expect(ended.phase).toBe('gone');
    expect(endpoint.fakes.calls).toContain('retireEndpoint');
  });
});

test('a cancelled workflow still takes messages', async () => {
  await withEndpoint(server, {}, async (endpoint) => {
    await endpoint.goLive();
    await endpoint.handle.cancel();
    await endpoint.lease('run-1');
    await endpoint.update(endpointMessages.release, { run: 'run-1' });
    await endpoint.update(endpointMessages.delete, { by: 'ana' });
    expect(await endpoint.handle.result()).toMatchObject({ phase: 'gone' });
  });
});
