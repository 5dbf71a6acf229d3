import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import type { RunStatus } from '../../../src/contract/run/status.js';
import type { Look } from '../../../src/client/runs/look.js';
import { StatusFeeds } from '../../../src/client/runs/status-feeds.js';

const looked = (phase: RunStatus['phase'], ended = false): Look => ({
  status: { phase } as RunStatus,
  ended,
  answer: null,
});

/** Looks that tell these one after the other, the last one for ever; counts how often somebody looked. */
function looksOf(...looks: Look[]): { look: () => Promise<Look>; count: () => number } {
  let asked = 0;
  const look = (): Promise<Look> => Promise.resolve(looks[Math.min(asked++, looks.length - 1)] as Look);
  return { look, count: () => asked };
}

async function phasesOf(watching: AsyncIterable<RunStatus>): Promise<string[]> {
  const phases: string[] = [];
  for await (const { phase } of watching) phases.push(phase);
  return phases;
}

test('five who watch a run are told every change by one look a tick', async () => {
  const feeds = new StatusFeeds(1);
  const { look, count } = looksOf(looked('plan'), looked('train'), looked('done', true));
  const told = await Promise.all(Array.from({ length: 5 }, () => phasesOf(feeds.watch('first', look))));
  expect(told).toEqual(Array.from({ length: 5 }, () => ['plan', 'train', 'done']));
  expect(count()).toBe(3);
});

test('who comes later is told at once what was seen last, without another look', async () => {
  const feeds = new StatusFeeds(3_600_000);
  const { look, count } = looksOf(looked('train'));
  const early = feeds.watch('first', look);
  await early.next();
  const late = feeds.watch('first', look);
  expect((await late.next()).value).toMatchObject({ phase: 'train' });
  expect(count()).toBe(1);
});

test('who watches is told the newest status and then only of changes', async () => {
  const { look } = looksOf(looked('plan'), looked('plan'), looked('plan'), looked('done', true));
  expect(await phasesOf(new StatusFeeds(1).watch('first', look))).toEqual(['plan', 'done']);
});

test('a signal ends the watch in the middle of a pause, and the others watch on', async () => {
  const feeds = new StatusFeeds(20);
  const { look } = looksOf(looked('plan'), looked('plan'), looked('done', true));
  const leaving = new AbortController();
  const leaver = feeds.watch('first', look, { signal: leaving.signal });
  const stayer = phasesOf(feeds.watch('first', look));
  await leaver.next();
  leaving.abort();
  expect(await leaver.next()).toMatchObject({ done: true });
  expect(await stayer).toEqual(['plan', 'done']);
});

test('a hundred ticks leave no listener on the signal of who watches', async () => {
  const { signal } = new AbortController();
  const { look } = looksOf(...Array.from({ length: 100 }, () => looked('plan')), looked('done', true));
  await phasesOf(new StatusFeeds(0).watch('first', look, { signal }));
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('a look that fails is told to who watches', async () => {
  const watching = new StatusFeeds(1).watch('first', () => Promise.reject(new Error('gone')));
  await expect(watching.next()).rejects.toThrow('gone');
});

test('a server that is away is told of once, and the watch goes on', async () => {
  const away = Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} });
  const turns = [looked('plan'), away, away, looked('plan'), looked('done', true)];
  let turn = 0;
  let told = 0;
  const look = (): Promise<Look> => {
    const next = turns[turn++];
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next as Look);
  };
  expect(await phasesOf(new StatusFeeds(1).watch('first', look, { onAway: () => told++ }))).toEqual(['plan', 'done']);
  expect(told).toBe(1);
});
