import { Context } from '@temporalio/activity';
import { notYet } from '../failures.js';

export interface Heartbeating {
  /** Milliseconds between heartbeats. */
  interval: number;
  /** At most 16 KB. */
  details: () => unknown;
  /** What is being done and how far it is, for the message of a work that goes on elsewhere. */
  what: () => string;
  /** Given for a work that any worker goes on with, and so is left at once when this one is to leave. */
  readonly leaving?: AbortSignal | undefined;
}

/** Milliseconds. Most work is over before, and costs the server no heartbeat. */
const firstAfter = 1_000;

/**
 * Runs work with a heartbeat soon and then at every interval, so that a dead worker is noticed and a cancellation arrives.
 * Work that was interrupted ends as such, whatever error the interruption made of it: a worker that shuts down is no reason
 * to give up, only to go on elsewhere.
 * @param work its signal is aborted when it is cancelled, or left
 */
export async function heartbeating<T>(
  { interval, details, what, leaving }: Heartbeating,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  const { cancellationSignal: cancelled } = context;
  const { signal, release } = either(cancelled, leaving);
  const beat = (): void => context.heartbeat(details());
  const first = setTimeout(beat, Math.min(interval, firstAfter));
  const timer = setInterval(beat, interval);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const isLeaving = cancelled.aborted ? context.cancellationDetails?.workerShutdown === true : true;
    if (isLeaving) throw notYet(`${what()} (the worker shuts down)`, 100);
    throw cancelled.reason;
  } finally {
    clearTimeout(first);
    clearInterval(timer);
    release();
  }
}

/** Not `AbortSignal.any`: a process has thousands of these, one after the other, and Node.js 20 keeps all of them as long as the second signal. */
function either(first: AbortSignal, second: AbortSignal | undefined): { signal: AbortSignal; release: () => void } {
  if (second === undefined) return { signal: first, release: () => undefined };
  const controller = new AbortController();
  const release = (): void => {
    for (const source of [first, second]) source.removeEventListener('abort', forward);
  };
  const forward = (): void => {
    controller.abort((first.aborted ? first : second).reason);
    release();
  };
  if (first.aborted || second.aborted) forward();
  else for (const source of [first, second]) source.addEventListener('abort', forward, { once: true });
  return { signal: controller.signal, release };
}
