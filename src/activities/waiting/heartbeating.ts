import { Context } from '@temporalio/activity';
import { notYet } from '../failures.js';

export interface Heartbeating {
  /** Milliseconds between heartbeats. */
  interval: number;
  /** At most 16 KB. */
  details: () => unknown;
  /** What is being done and how far it is, for the message of a work that goes on elsewhere. */
  what: () => string;
}

/**
 * Runs work with a heartbeat at once and then at every interval, so that a dead worker is noticed and a cancellation arrives.
 * Work that was interrupted ends as such, whatever error the interruption made of it: a worker that shuts down is no reason
 * to give up, only to go on elsewhere.
 */
export async function heartbeating<T>({ interval, details, what }: Heartbeating, work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  context.heartbeat(details());
  const timer = setInterval(() => context.heartbeat(details()), interval);
  try {
    return await work();
  } catch (error) {
    if (!context.cancellationSignal.aborted) throw error;
    if (context.cancellationDetails?.workerShutdown === true) throw notYet(`${what()} (the worker shuts down)`, 100);
    throw context.cancellationSignal.reason;
  } finally {
    clearInterval(timer);
  }
}
