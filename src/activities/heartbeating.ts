import { heartbeat } from '@temporalio/activity';

/** Runs work with a heartbeat at once and then at every interval (milliseconds), so that a dead worker is noticed and a cancellation arrives. */
export async function heartbeating<T>(interval: number, details: () => unknown, work: () => Promise<T>): Promise<T> {
  heartbeat(details());
  const timer = setInterval(() => heartbeat(details()), interval);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
