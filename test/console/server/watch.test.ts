import { afterEach, expect, test, vi } from 'vitest';
import type { ServerResponse } from 'node:http';
import { EventEmitter } from 'node:events';
import { EventStream } from '../../../src/console/server/watch/event-stream.js';
import { Topic } from '../../../src/console/server/watch/topic.js';

afterEach(() => vi.useRealTimers());

/** A browser's connection that takes no more than it is asked to. */
class SlowReader extends EventEmitter {
  readonly written: string[] = [];
  writableNeedDrain = false;
  isEnded = false;
  write(text: string): boolean {
    this.written.push(text);
    return true;
  }
  end(text: string): void {
    this.isEnded = true;
    this.written.push(text);
  }
  destroy(): void {
    this.isEnded = true;
    this.emit('close');
  }
}
const streamTo = (reader: SlowReader, isStillAllowed = () => true): EventStream =>
  new EventStream(reader as unknown as ServerResponse, { boot: 'b', isStillAllowed });

test('a reader that is slow gets the newest state of each topic, and nothing piles up', () => {
  const reader = new SlowReader();
  const stream = streamTo(reader);
  reader.writableNeedDrain = true;
  for (let pollers = 0; pollers < 1_000; pollers++)
    stream.send('health', { kind: 'health', data: { pollers } as never });
  expect(reader.written).toEqual([': here\n\n']);
  reader.writableNeedDrain = false;
  reader.emit('drain');
  expect(reader.written.slice(1)).toEqual([expect.stringContaining('"pollers":999')]);
  reader.emit('close');
});

test.each([
  ['takes nothing for a minute', true, true, 75_000],
  ['is signed out', false, false, 15_000],
])('a reader that %s is let go', (_what, needsDrain, allowed, milliseconds) => {
  vi.useFakeTimers();
  const reader = new SlowReader();
  const stream = streamTo(reader, () => allowed);
  reader.writableNeedDrain = needsDrain;
  stream.send('health', { kind: 'health', data: {} as never });
  vi.advanceTimersByTime(milliseconds);
  expect(reader.isEnded).toBe(true);
});

test('however many look, one look is made at a time, and none once nobody looks', async () => {
  vi.useFakeTimers();
  let looks = 0;
  const topic = new Topic({ look: () => Promise.resolve(++looks), everyMilliseconds: 1_000 });
  const told: unknown[] = [];
  const stops = Array.from({ length: 200 }, (_, index) => topic.watch((what) => index === 0 && told.push(what)));
  await vi.advanceTimersByTimeAsync(3_500);
  expect([looks, told]).toEqual([4, [1, 2, 3, 4].map((value) => ({ value }))]);
  for (const stop of stops) stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(4);
});

test('whoever leaves and comes back during a look does not double the looks', async () => {
  vi.useFakeTimers();
  let looks = 0;
  const look = (): Promise<number> => new Promise((resolve) => setTimeout(() => resolve(++looks), 100));
  const topic = new Topic({ look, everyMilliseconds: 1_000 });
  let stop = topic.watch(() => undefined);
  for (let times = 0; times < 5; times++) {
    await vi.advanceTimersByTimeAsync(50);
    stop();
    stop = topic.watch(() => undefined);
  }
  await vi.advanceTimersByTimeAsync(2_000);
  const before = looks;
  await vi.advanceTimersByTimeAsync(11_000);
  expect(looks - before).toBe(10);
  stop();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('what can not be told now is said, and is looked at again', async () => {
  vi.useFakeTimers();
  let looks = 0;
  const look = (): Promise<string> => (++looks < 3 ? Promise.reject(new Error('away')) : Promise.resolve('back'));
  const topic = new Topic({ look, everyMilliseconds: 1_000 });
  const told: unknown[] = [];
  const stop = topic.watch((what) => told.push(what));
  await vi.advanceTimersByTimeAsync(5_000);
  stop();
  expect(told).toEqual([{ error: new Error('away') }, { value: 'back' }]);
});

test('what has ended is not looked at again', async () => {
  vi.useFakeTimers();
  let looks = 0;
  const topic = new Topic({ look: () => Promise.resolve(++looks), everyMilliseconds: 1_000, isFinal: () => true });
  const stop = topic.watch(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  await topic.now();
  stop();
  expect(looks).toBe(1);
});
